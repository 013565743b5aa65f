"""Rings of two to five reps who drop accounts for each other, so that no protection of former owners binds them.

`look` reads what moved, `choices` asks what each claimant could have chosen instead, `habits` what honest reps
prefer, `tallies` counts who took over from whom against that, `rings` finds who does so in a ring, and `record`
puts it on record. From `choices` to `rings` all is pure. How well it works is measured by bench/swaps.
"""
