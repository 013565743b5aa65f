"""Every SELECT that leaves this room."""
