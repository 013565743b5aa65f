"""The org tree and who is in it: units, members, credentials, sessions, the Actor.

Sight runs downward: a viewer sees own unit and what lies below it, and nothing above or beside.
"""

from people.actor import Actor, Role, enter, live_actors
from people.add_member import NewMember, add_member
from people.add_org_unit import add_org_unit
from people.change_password import change_password
from people.enroll_device import enroll_device
from people.erase_member import erase_member
from people.found_organization import found_organization, is_founded
from people.leave import leave
from people.move_org_unit import move_org_unit
from people.personal_data import personal_data
from people.proof import SignInRefused
from people.queries.devices import DeviceKey, DeviceView, device_keys, device_pages_of_members, devices_by_id
from people.queries.members import (
    MemberView,
    lock_members,
    member_id_of_login,
    member_ids_of_units,
    member_names,
    member_pages_of_units,
    members_by_id,
    unit_paths_of_members,
    visible_member_ids,
)
from people.queries.units import (
    UnitView,
    unit_children,
    unit_ids_below,
    unit_ids_by_name,
    unit_names,
    units_below,
    units_by_id,
)
from people.refresh_session import SessionEnded, refresh_session
from people.revoke_device import revoke_device
from people.rules import require_admin_over
from people.sign_in import sign_in
from people.sign_out import sign_out
from people.throttle import SignInThrottled
from people.token_keys import PUBLISHED_BEFORE, public_keys
from people.token_keys import rotate as rotate_token_keys
from people.tokens import SessionTokens, session_of_access_token
from people.tree_lock import HOLD_TREE_STILL, hold_tree_still
from people.work_hours import WorkHours, in_work_hours

__all__ = [
    "HOLD_TREE_STILL",
    "PUBLISHED_BEFORE",
    "Actor",
    "DeviceKey",
    "DeviceView",
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
    "device_keys",
    "device_pages_of_members",
    "devices_by_id",
    "enroll_device",
    "enter",
    "erase_member",
    "found_organization",
    "hold_tree_still",
    "in_work_hours",
    "is_founded",
    "leave",
    "live_actors",
    "lock_members",
    "member_id_of_login",
    "member_ids_of_units",
    "member_names",
    "member_pages_of_units",
    "members_by_id",
    "move_org_unit",
    "personal_data",
    "public_keys",
    "refresh_session",
    "require_admin_over",
    "revoke_device",
    "rotate_token_keys",
    "session_of_access_token",
    "sign_in",
    "sign_out",
    "unit_children",
    "unit_ids_below",
    "unit_ids_by_name",
    "unit_names",
    "unit_paths_of_members",
    "units_below",
    "units_by_id",
    "visible_member_ids",
]
