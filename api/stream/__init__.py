"""What subscribers hear: committed events of the outbox, each shown as its subscriber may see it at that moment."""
