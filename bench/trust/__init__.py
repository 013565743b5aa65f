"""How well the judge of check-ins does: real traces, real nuisances, injected attacks; see README.md."""
