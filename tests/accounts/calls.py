"""What the tests of this room ask of the API, in the words of its clients."""

import random
from typing import Any

from tests.api_client import Client, Json, every_edge
from tests.world import World

ACCOUNT = """... on AccountSuccess { account {
    id name phone stage pool owner { id } region { id } claimedAt releaseAt lastVisitAt geofenceMeters
    claimability { claimable refusal eligibleAt } } }"""
CANDIDATES = "... on LikelyDuplicate { candidates { account { id } likelihood because } }"


def new_phone() -> str:
    """A number that no other account of the run has."""
    return f"+35850{random.randrange(10**6, 10**7)}"


def claim(client: Client, account: str) -> Json:
    refusals = """... on OutsideYourRegion { region { id } ownerUnitName } ... on CapacityReached { capacity }
        ... on ProtectedFromFormerOwner { eligibleAt } ... on DailyLimitReached { eligibleAt }"""
    query = f"""mutation($input: ClaimAccountInput!) {{ claimAccount(input: $input) {{
        __typename ... on UserError {{ message }} {refusals} {ACCOUNT} }} }}"""
    result: Json = client.ask(query, input={"accountId": account})["claimAccount"]
    return result


def release(client: Client, account: str, reason: str = "Moved away") -> Json:
    return client.act("releaseAccount", {"accountId": account, "reason": reason}, ACCOUNT)


def assign(client: Client, account: str, member: str, reason: str = "Knows them") -> Json:
    input = {"accountId": account, "memberId": member, "reason": reason}
    return client.act(
        "assignAccount",
        input,
        f"{ACCOUNT} ... on CapacityReached {{ capacity }} ... on OutsideYourRegion {{ region {{ id }} ownerUnitName }}",
    )


def set_pool_policy(client: Client, unit: str, **policy: Any) -> Json:
    selection = "... on OrgUnitPolicySuccess { orgUnit { poolPolicy { capacity dailyClaims idleDays maxHoldDays "
    selection += "protectionDays origins { field orgUnit { id } } } } }"
    return client.act("setPoolPolicy", {"orgUnitId": unit, "policy": policy}, selection)


def add(client: Client, world: World, x: float = 0.05, y: float = 0.05, **more: Any) -> Json:
    """addAccount's whole result."""
    account = {"name": "Café Ekberg", "position": world.place(x, y), **more}
    outside = "... on OutsideYourRegion { region { id } ownerUnitName } ... on CapacityReached { capacity }"
    return client.act("addAccount", account, f"{ACCOUNT} {CANDIDATES} {outside}")


def listed(client: Client, **arguments: Any) -> list[str]:
    """The ids of all accounts that `accounts` lists, page by page."""
    query = """query($filter: AccountFilter, $first: Int, $after: String) {
        accounts(filter: $filter, first: $first, after: $after) {
            edges { node { id name } } pageInfo { hasNextPage endCursor } } }"""
    edges = every_edge(lambda after: client.ask(query, after=after, **arguments)["accounts"])
    return [edge["node"]["id"] for edge in edges]
