"""What the automatic release would do, before it does it."""

import strawberry

import accounts
from accounts import ReleaseReason
from api.accounts.policies import PoolPolicyInput, given
from api.accounts.types import Account, account_node
from api.connection import PageInfo, page_info, page_request
from api.context import Info
from api.global_ids import identifier_of


@strawberry.type
class ReleasePreviewEdge:
    node: Account
    reason: ReleaseReason
    cursor: str


@strawberry.type
class ReleasePreviewConnection:
    total_count: int
    edges: list[ReleasePreviewEdge]
    page_info: PageInfo


@strawberry.type
class ReleaseQueries:
    @strawberry.field(
        description="What the automatic release would do under this policy if it ran now, without doing it, longest "
        "due first. The policy is taken as setPoolPolicy would set it on the unit: values absent stay, and units below "
        "keep their own. For managers and admins, at and below the own unit; empty for all others."
    )
    def preview_release(
        self,
        info: Info,
        org_unit_id: strawberry.ID,
        policy: PoolPolicyInput,
        first: int | None = 20,
        after: str | None = None,
    ) -> ReleasePreviewConnection:
        context = info.context
        preview = accounts.release_preview(
            context.session,
            context.actor,
            unit_id=identifier_of("OrgUnit", org_unit_id),
            values=given(policy),
            request=page_request(first, after),
            now=context.now,
        )
        edges = [
            ReleasePreviewEdge(node=account_node(info, item.account), reason=item.reason, cursor=cursor)
            for item, cursor in zip(preview.page.items, preview.page.cursors, strict=True)
        ]
        return ReleasePreviewConnection(total_count=preview.total, edges=edges, page_info=page_info(preview.page))
