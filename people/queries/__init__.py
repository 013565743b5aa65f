"""Every SELECT that leaves this room, each within the viewer's sight."""
