"""Review cases in GraphQL."""
