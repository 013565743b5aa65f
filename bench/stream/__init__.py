"""What open subscriptions cost the check-in path, see README.md."""
