"""Check-ins, check-outs and the visit log in GraphQL."""
