"""Relay's Node: whatever has an id can be found by it alone."""

import strawberry


@strawberry.interface
class Node:
    id: strawberry.ID
