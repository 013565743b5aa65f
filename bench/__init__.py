"""What the main queries cost PostgreSQL in a world of a million accounts: `python -m bench`, see README.md here."""
