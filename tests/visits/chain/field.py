"""A rep whose phone signs, and a manager who looks at what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.visits.phone import fix, now
from tests.visits.signing import SigningPhone
from tests.world import World, uuid_of

SYNC = """mutation($input: SyncVisitsInput!) { syncVisits(input: $input) { outcomes { visitId result {
    __typename ... on UserError { message } ... on CheckInSuccess { visit { visitId evidenceValid } } } } } }"""
LOG = """query($member: ID!) { visits(first: 100, filter: {memberId: $member}) {
    edges { node { visitId evidenceValid evidenceFault } } } }"""


@dataclass(slots=True)
class Field:
    """A rep at work, and a manager who looks on."""

    world: World
    rep_id: str
    rep: Client
    manager: Client
    accounts: list[str]
    raw: Connection

    def claim(self, *, minutes_ago: float = 5, account: int = 0, **more: Any) -> Json:
        """An unsigned check-in at one of the accounts."""
        at = (now() - timedelta(minutes=minutes_ago)).isoformat()
        position = {**fix(self.world.place()), "recordedAt": at}
        return {"visitId": str(uuid4()), "accountId": self.accounts[account], "recordedAt": at, "fix": position, **more}

    def send(self, *claims: Json) -> list[Json]:
        """As a queue; the results in its order."""
        queue = {"sentAt": now().isoformat(), "visits": list(claims)}
        return [outcome["result"] for outcome in self.rep.ask(SYNC, input=queue)["syncVisits"]["outcomes"]]

    def verdicts(self, *claims: Json) -> list[bool | None]:
        """evidenceValid of the visits, as the manager sees it now."""
        found = self._log()
        return [found[claim["visitId"]]["evidenceValid"] for claim in claims]

    def fault(self, claim: Json) -> str | None:
        fault: str | None = self._log()[claim["visitId"]]["evidenceFault"]
        return fault

    def _log(self) -> dict[str, Json]:
        edges = self.manager.ask(LOG, member=self.rep_id)["visits"]["edges"]
        return {edge["node"]["visitId"]: edge["node"] for edge in edges}


def payload(claim: Json) -> str:
    return str(claim["evidence"]["signature"]["payload"])


def links_of(field: Field, phone: SigningPhone) -> list[tuple[int, bytes, bytes]]:
    """What the server keeps: number, hash, hash of the one before."""
    field.raw.rollback()
    field.raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    rows = field.raw.execute(
        text("SELECT sequence, payload_hash, previous_hash FROM evidence_link WHERE device_id = :id ORDER BY sequence"),
        {"id": uuid_of(phone.device_id)},
    )
    return [(row.sequence, bytes(row.payload_hash), bytes(row.previous_hash)) for row in rows]
