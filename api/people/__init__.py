"""The org tree, members and sessions in GraphQL."""
