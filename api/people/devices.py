"""Devices: enrolling and revoking them, and how their member and managers see them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import people
from api.acts import act
from api.connection import Connection, connection
from api.context import Info
from api.errors import InvalidInput, NotFound
from api.global_ids import global_id, identifier_of
from api.node import Node
from api.people import loaders
from core.paging import Page


@strawberry.type(description="An installation of the app, with the key that it signs visit evidence with.")
class Device(Node):
    name: str
    platform: str
    enrolled_at: datetime
    revoked_at: datetime | None = strawberry.field(
        description="What arrives signed by it from then on is worth nothing."
    )


@strawberry.input
class EnrollDeviceInput:
    public_key_pem: str
    name: str
    platform: str


@strawberry.input
class RevokeDeviceInput:
    device_id: strawberry.ID


@strawberry.type
class EnrollDeviceSuccess:
    device: Device


@strawberry.type
class RevokeDeviceSuccess:
    device: Device


EnrollDeviceResult = Annotated[EnrollDeviceSuccess | InvalidInput, strawberry.union("EnrollDeviceResult")]
RevokeDeviceResult = Annotated[RevokeDeviceSuccess | NotFound, strawberry.union("RevokeDeviceResult")]


@strawberry.type
class DeviceMutations:
    @strawberry.mutation(
        description="Registers the public key (ECDSA P-256, SPKI PEM) with which this device signs its visit evidence."
    )
    def enroll_device(self, info: Info, input: EnrollDeviceInput) -> EnrollDeviceResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: people.enroll_device(
                context.session,
                actor,
                public_key_pem=input.public_key_pem,
                name=input.name,
                platform=input.platform,
                now=context.now,
            ),
            lambda id: EnrollDeviceSuccess(device=_device(info, id)),
            subject_id=actor.member_id,
        )

    @strawberry.mutation(
        description="By the member and those who manage the member; what arrives signed by the device from then on is "
        "worth nothing, what came before stays. A revoked key is never enrolled again."
    )
    def revoke_device(self, info: Info, input: RevokeDeviceInput) -> RevokeDeviceResult:
        context = info.context
        actor, device_id = context.actor, identifier_of("Device", input.device_id)
        return act(
            info,
            lambda: people.revoke_device(context.session, actor, device_id=device_id, now=context.now),
            lambda id: RevokeDeviceSuccess(device=_device(info, id)),
            subject_id=device_id,
        )


def device_node(view: people.DeviceView) -> Device:
    return Device(
        id=global_id("Device", view.id),
        name=view.name,
        platform=view.platform,
        enrolled_at=view.enrolled_at,
        revoked_at=view.revoked_at,
    )


def device_of(view: people.DeviceView | None) -> Device | None:
    return None if view is None else device_node(view)


def device_connection(page: Page[people.DeviceView]) -> Connection[Device]:
    return connection(page, device_node)


def _device(info: Info, id: UUID) -> Device:
    return device_node(loaders.devices(info).need(id))
