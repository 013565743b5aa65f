"""What a day of 300 candidates on real roads takes, from cold to replanned."""
