"""The org tree and who is in it: units, members, credentials, sessions, the Actor.

Sight runs downward: a viewer sees own unit and what lies below it, and nothing above or beside.
"""

from people.actor import Actor, Role, enter, live_sessions
from people.add_member import NewMember, add_member
from people.add_org_unit import add_org_unit
from people.change_password import change_password
from people.devices import DeviceKey, DeviceView, device_keys, device_pages_of_members, devices_by_id
from people.enroll_device import enroll_device
from people.erase_member import erase_member
from people.found_organization import found_organization, is_founded
from people.leave import leave
from people.move_org_unit import move_org_unit
from people.personal_data import member_id_of_login, member_names, personal_data
from people.proof import SignInRefused
from people.queries import (
    MemberView,
    UnitView,
    all_unit_ids,
    lock_members,
    member_ids_of_units,
    member_pages_of_units,
    members_by_id,
    members_visible_to,
    unit_children,
    unit_ids_below,
    unit_ids_by_name,
    unit_names,
    unit_paths_of_members,
    units_below,
    units_by_id,
    units_visible_to,
    visible_member_ids,
)
from people.refresh_session import SessionEnded, refresh_session
from people.revoke_device import revoke_device
from people.rules import require_admin_over
from people.sign_in import SessionTokens, sign_in
from people.sign_out import sign_out
from people.throttle import SignInThrottled
from people.token_keys import PUBLISHED_BEFORE, public_keys
from people.token_keys import rotate as rotate_token_keys
from people.tokens import session_of_access_token
from people.tree_lock import hold_tree_still
from people.work_hours import WorkHours, in_work_hours

__all__ = [
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
    "all_unit_ids",
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
    "live_sessions",
    "lock_members",
    "member_id_of_login",
    "member_ids_of_units",
    "member_names",
    "member_pages_of_units",
    "members_by_id",
    "members_visible_to",
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
    "units_visible_to",
    "visible_member_ids",
]
