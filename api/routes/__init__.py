"""Day routes in GraphQL."""
