"""Regions, their owners and grants in GraphQL."""
