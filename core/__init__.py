"""What every room stands on: settings, clock, ids, database, errors, audit and events."""
