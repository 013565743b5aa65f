"""The GraphQL and HTTP edge: one folder a domain, and around them what every operation needs."""
