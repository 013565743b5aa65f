"""The GraphQL operations of the demo; each has one root field."""

UNIT = """
query ($id: ID!) {
  orgUnit(id: $id) {
    id name
    poolPolicy { capacity dailyClaims idleDays maxHoldDays protectionDays }
    children { id name }
    members(first: 100) { edges { node { id name role } } }
    regions { id code name }
  }
}
"""
VIEWER = "query { viewer { id name orgUnit { id name } } }"
REGIONS = """
query ($after: String) {
  regions(first: 100, after: $after) {
    edges { node { code name areaSquareMeters owner { name } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
EXTERNAL_IDS = """
query ($after: String) {
  accounts(first: 100, after: $after) { edges { node { externalId } } pageInfo { hasNextPage endCursor } }
}
"""
NEARBY = """
query ($near: PositionInput!, $filter: NearbyFilter, $first: Int!) {
  nearbyAccounts(near: $near, withinMeters: 2000, filter: $filter, first: $first) {
    edges {
      distanceMeters
      node { id name category address value phone position { longitude latitude } region { name } }
    }
  }
}
"""
PRIVATE_POOL = """
query {
  viewer { privatePool { accounts(first: 100) { edges { node { id name position { longitude latitude } } } } } }
}
"""
VISITS = """
query ($filter: VisitFilter, $after: String) {
  visits(filter: $filter, first: 100, after: $after) {
    edges {
      node {
        visitId accountName checkedInAt distanceMeters onSiteProbability presence standing status outcome
        fix { accuracyMeters provider }
        member { id name }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
_ROUTE = """
  id date travelSource travelSeconds travelMeters visitSeconds waitSeconds departAt returnAt breakFrom breakUntil
  stops { accountName arriveAt departAt travelSeconds waitSeconds reasons account { address category } }
  leftOut { accountName reason why }
"""
DAY_ROUTE = f"query ($date: Date!) {{ dayRoute(date: $date) {{ {_ROUTE} }} }}"


def mutation(verb: str, selection: str) -> str:
    """The document of a verb; `selection` is made on its Success, every refusal tells its message."""
    pascal = verb[0].upper() + verb[1:]
    return f"""
mutation ($input: {pascal}Input!) {{
  {verb}(input: $input) {{
    __typename
    {selection}
    ... on UserError {{ message }}
  }}
}}
"""


_SESSION = "... on SignInSuccess { accessToken refreshToken }"
SIGN_IN = mutation("signIn", _SESSION)
REFRESH = mutation("refreshSession", _SESSION)
ENROLL_DEVICE = mutation("enrollDevice", "... on EnrollDeviceSuccess { device { id } }")
ADD_ORG_UNIT = mutation("addOrgUnit", "... on OrgUnitSuccess { orgUnit { id } }")
ADD_MEMBER = mutation("addMember", "... on MemberSuccess { member { id } }")
ADD_REGION = mutation("addRegion", "... on RegionSuccess { region { id } }")
SET_POOL_POLICY = mutation("setPoolPolicy", "... on OrgUnitPolicySuccess { orgUnit { id } }")
IMPORT_ACCOUNTS = mutation(
    "importAccounts",
    "... on ImportAccountsSuccess { imported } ... on ImportRefused { rows { index field reason } }",
)
CLAIM = mutation(
    "claimAccount",
    "... on AccountSuccess { account { id name phone } } ... on OutsideYourRegion { region { name } ownerUnitName }",
)
CHECK_IN = mutation(
    "checkIn",
    "... on CheckInSuccess { visit { visitId } }",
)
CHECK_OUT = mutation("checkOut", "... on CheckOutSuccess { visit { id } }")
SYNC_VISITS = """
mutation ($input: SyncVisitsInput!) {
  syncVisits(input: $input) {
    outcomes {
      visitId replayed
      result { __typename ... on CheckInSuccess { visit { visitId } } ... on UserError { message } }
    }
  }
}
"""
PLAN_DAY = mutation("planDay", f"... on DayRouteSuccess {{ route {{ {_ROUTE} }} }}")
