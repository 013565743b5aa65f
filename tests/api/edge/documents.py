"""A schema of org units, and its documents: what the edge says of them before anything is executed."""

from graphql import build_schema

from api.edge.documents import Document, Documents

SCHEMA = build_schema(
    "type Wide { " + " ".join(f"field{index}: Int" for index in range(150)) + " }"
    """
    type Query { viewer: Member!, unit(id: ID): Unit, members(first: Int = 20, after: String): MemberConnection! }
    interface Node { id: ID! }
    type Unit implements Node {
      id: ID!
      name: String
      children: [Unit!]!
      weekdays: [Int!]!
      wide: Wide
      members(first: Int = 20, order: Order, where: Where): MemberConnection!
    }
    type Member implements Node { id: ID!, name(first: Int): String, unit: Unit!, manager: Member }
    type MemberConnection { edges: [MemberEdge!]!, pageInfo: PageInfo! }
    type MemberEdge { cursor: String!, node: Member! }
    type PageInfo { endCursor: String }
    enum Order { first last }
    input Where { first: Int, all: [Where!], any: [[Int]] }
    """
)


def document(query: str) -> Document:
    return Documents(SCHEMA, production=False)[query]
