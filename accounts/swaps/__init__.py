"""Rings of two to five reps who drop accounts for each other, so that no protection of former owners binds them.

`look` reads what moved, `replay` asks what each claimant could have chosen instead (`choices`) as the `pool` stood,
`habits` what honest reps prefer, `tallies` counts who took over from whom against that, `rings` finds who does so in a
ring, `suspects` judges each by what others do, `chance` plays the district again to see how often chance would do that,
`search` puts these together, and `record` puts what was found on record. All between is pure. How well it works is
measured by bench/swaps.
"""
