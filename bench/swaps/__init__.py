"""How well swap rings are found among honest reps: simulated years, with and without rings in them."""
