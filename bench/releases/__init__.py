"""How fast what is due goes back to the pools, while reps claim."""
