"""The org tree and who is in it: units, members, credentials, sessions, the Actor.

Sight runs downward: a viewer sees own unit and what lies below it, and nothing above or beside.
"""

from people.actor import Actor, Role, enter
from people.add_member import NewMember, add_member
from people.add_org_unit import add_org_unit
from people.change_password import change_password
from people.found_organization import found_organization, is_founded
from people.leave import leave
from people.move_org_unit import move_org_unit
from people.proof import SignInRefused
from people.queries import (
    MemberView,
    UnitView,
    is_at_work,
    lock_members,
    member_pages_of_units,
    members_by_id,
    members_visible_to,
    unit_children,
    unit_ids_by_name,
    unit_names,
    units_below,
    units_by_id,
    units_visible_to,
    visible_member_ids,
)
from people.refresh_session import SessionEnded, refresh_session
from people.rules import require_admin_over
from people.sign_in import SessionTokens, sign_in
from people.sign_out import sign_out
from people.throttle import SignInThrottled
from people.token_keys import PUBLISHED_BEFORE, public_keys
from people.token_keys import rotate as rotate_token_keys
from people.tokens import session_of_access_token
from people.tree_lock import hold_tree_still
from people.work_hours import WorkHours

__all__ = [
    "PUBLISHED_BEFORE",
    "Actor",
    "MemberView",
    "NewMember",
    "Role",
    "SessionEnded",
    "SessionTokens",
    "SignInRefused",
    "SignInThrottled",
    "UnitView",
    "WorkHours",
    "add_member",
    "add_org_unit",
    "change_password",
    "enter",
    "found_organization",
    "hold_tree_still",
    "is_at_work",
    "is_founded",
    "leave",
    "lock_members",
    "member_pages_of_units",
    "members_by_id",
    "members_visible_to",
    "move_org_unit",
    "public_keys",
    "refresh_session",
    "require_admin_over",
    "rotate_token_keys",
    "session_of_access_token",
    "sign_in",
    "sign_out",
    "unit_children",
    "unit_ids_by_name",
    "unit_names",
    "units_below",
    "units_by_id",
    "units_visible_to",
    "visible_member_ids",
]
