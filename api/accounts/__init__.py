"""Accounts, pools and policies in GraphQL."""
