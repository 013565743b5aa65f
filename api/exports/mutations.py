"""Asking for an export."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.acts import act
from api.context import Info
from api.enums import show_enum
from api.errors import InvalidInput
from api.exports.link import LASTS, ExportFormat, VisitExport, token_of
from api.exports.visit_page import PATH
from api.visits.queries import VisitFilter, read_filter
from core import audit

show_enum(
    ExportFormat,
    CSV="RFC 4180 in UTF-8, with a heading.",
    GEOJSON="A FeatureCollection (RFC 7946): a visit's fix is its geometry, null where none is kept.",
)


@strawberry.input
class ExportVisitsInput:
    filter: VisitFilter | None = None
    format: ExportFormat


@strawberry.type
class ExportVisitsSuccess:
    path: str = strawberry.field(
        description="Relative to the server's address; to be fetched by GET, with no token, as often as wanted. It "
        "ends with the session that asked for it, and at the latest at `expiresAt`."
    )
    expires_at: datetime


ExportVisitsResult = Annotated[ExportVisitsSuccess | InvalidInput, strawberry.union("ExportVisitsResult")]


@strawberry.type
class ExportMutations:
    @strawberry.mutation(
        description="A link to all visits of the log that the filter means and the viewer may see, newest check-in "
        "first. Whoever fetches it looks at positions, which is put on record."
    )
    def export_visits(self, info: Info, input: ExportVisitsInput) -> ExportVisitsResult:
        return act(info, lambda: _link(info, input), lambda success: success)


def _link(info: Info, input: ExportVisitsInput) -> ExportVisitsSuccess:
    context = info.context
    export = VisitExport(
        session_id=context.actor.session_id,
        filter=read_filter(input.filter),
        format=input.format,
        expires_at=context.now + LASTS,
    )
    audit.record(
        context.session,
        now=context.now,
        member_id=context.actor.member_id,
        act="exportVisits",
        details={"format": export.format, "until": export.expires_at.isoformat()},
    )
    return ExportVisitsSuccess(path=f"{PATH}?link={token_of(export)}", expires_at=export.expires_at)
