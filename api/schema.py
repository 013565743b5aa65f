"""The schema, put together from the rooms' queries and mutations."""

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.accounts import loaders as account_loaders
from api.accounts.attempts import AttemptQueries
from api.accounts.mutations import AccountMutations
from api.accounts.policy_mutations import PolicyMutations
from api.accounts.pool_mutations import PoolMutations
from api.accounts.preview import ReleaseQueries
from api.accounts.queries import AccountQueries
from api.accounts.release_mutations import ReleaseMutations
from api.accounts.types import account_of
from api.context import Info
from api.exports.mutations import ExportMutations
from api.global_ids import read_global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.devices import device_of
from api.people.mutations import PeopleMutations
from api.people.queries import PeopleQueries
from api.people.types import member_of, unit_of
from api.regions import loaders as region_loaders
from api.regions.mutations import RegionMutations
from api.regions.queries import RegionQueries
from api.regions.types import grant_of, region_of
from api.reviews import loaders as review_loaders
from api.reviews.mutations import ReviewMutations
from api.reviews.queries import ReviewQueries
from api.reviews.statistics import StatisticsQueries
from api.reviews.types import case_of
from api.routes import loaders as route_loaders
from api.routes.mutations import RouteMutations
from api.routes.queries import RouteQueries
from api.routes.types import day_route_of
from api.scalars import SCALARS
from api.stream.subscriptions import Subscription
from api.visits import loaders as visit_loaders
from api.visits.mutations import VisitMutations
from api.visits.queries import VisitQueries
from api.visits.types import visit_of

_FIND: dict[str, Any] = {
    "OrgUnit": lambda info, identifier: unit_of(info, people_loaders.units(info).get(identifier)),
    "Member": lambda info, identifier: member_of(info, people_loaders.members(info).get(identifier)),
    "Device": lambda info, identifier: device_of(people_loaders.devices(info).get(identifier)),
    "Region": lambda info, identifier: region_of(info, region_loaders.regions(info).get(identifier)),
    "Grant": lambda info, identifier: grant_of(info, region_loaders.grants(info).get(identifier)),
    "Account": lambda info, identifier: account_of(info, account_loaders.account_views(info).get(identifier)),
    "Visit": lambda info, identifier: visit_of(info, visit_loaders.visit_views(info).get(identifier)),
    "ReviewCase": lambda info, identifier: case_of(info, review_loaders.case_views(info).get(identifier)),
    "DayRoute": lambda info, identifier: day_route_of(info, route_loaders.day_routes(info).get(identifier)),
}


@strawberry.type
class Query(
    PeopleQueries,
    RegionQueries,
    AccountQueries,
    ReleaseQueries,
    AttemptQueries,
    VisitQueries,
    RouteQueries,
    ReviewQueries,
    StatisticsQueries,
):
    @strawberry.field
    def node(self, info: Info, id: strawberry.ID) -> Node | None:
        named = read_global_id(id)
        if named is None or named[0] not in _FIND:
            return None
        found: Node | None = _FIND[named[0]](info, named[1])
        return found


@strawberry.type
class Mutation(
    PeopleMutations,
    RegionMutations,
    AccountMutations,
    PoolMutations,
    PolicyMutations,
    ReleaseMutations,
    VisitMutations,
    RouteMutations,
    ExportMutations,
    ReviewMutations,
):
    pass


schema = strawberry.Schema(
    query=Query, mutation=Mutation, subscription=Subscription, config=StrawberryConfig(scalar_map=SCALARS)
)
