"""The phone itself: what its app writes down at a customer's door, and how that reaches the server, once."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import uuid4

from demo.client import Client
from demo.phone.clocks import Clocks, timestamp
from demo.phone.evidence import Key, hash_of, payload_of
from demo.phone.line import Line
from demo.phone.memory import Json, Memory, StoredVisit
from demo.phone.readings import Reading
from demo.phone.sending import Sending


class Phone:
    """One installation of the app, in the hands of one rep; whatever it must not forget lies in `folder`."""

    def __init__(
        self,
        folder: Path,
        client: Client,
        *,
        login: str,
        password: str,
        name: str = "A phone",
        platform: str = "Doorstep demo",
        clocks: Clocks | None = None,
        most_tries: int = 8,
        sleep: Callable[[float], None] = time.sleep,
        random: Random | None = None,
    ) -> None:
        """`most_tries`: how often a request is tried, ever more seldom, before it is left for another time."""
        self._clocks = clocks or Clocks()
        self._memory = Memory(folder)
        line = Line(
            client,
            self._memory,
            sign_in=lambda: client.sign_in(login, password, device=name),
            most_tries=most_tries,
            sleep=sleep,
            random=random or Random(),
        )
        self._sending = Sending(self._memory, line, self._clocks, name, platform)

    def check_in(self, account_id: str, reading: Reading) -> str:
        """Write down and sign a check-in at this moment; gives its visitId. Nothing is sent yet."""
        key, visit_id = self._memory.key, str(uuid4())
        claim = {
            "visitId": visit_id,
            "accountId": account_id,
            "recordedAt": timestamp(self._clocks.wall()),
            "fix": reading.fix,
            "noFixReason": reading.no_fix_reason,
        }
        told = {
            "burst": reading.burst,
            "uptimeSeconds": round(self._clocks.uptime(), 3),
            "bootId": self._clocks.boot_id_of(key.public_pem),
        }
        self._memory.add_visit(
            visit_id, lambda sequence, previous_hash: _signed(claim, told, key, sequence, previous_hash)
        )
        return visit_id

    def check_out(self, visit_id: str, outcome: str, note: str | None = None) -> None:
        """Write down that the visit is over at this moment. Nothing is sent yet."""
        recorded_at = timestamp(self._clocks.wall())
        self._memory.add_check_out(visit_id, {"recordedAt": recorded_at, "outcome": outcome, "note": note})

    def send(self, visit_id: str) -> Json:
        """Send the visit's next act while it happens; gives the answer. Raises RequestFailed where none came."""
        return self._sending.send(visit_id)

    def sync(self) -> int:
        """Send all that isn't answered; gives the number of visits. Raises RequestFailed where no answer came."""
        return self._sending.sync()

    def visit(self, visit_id: str) -> StoredVisit:
        """What was written down, and answered."""
        return self._memory.visit(visit_id)

    def close(self) -> None:
        self._memory.close()


def _signed(claim: Json, told: Json, key: Key, sequence: int, previous_hash: str) -> tuple[Json, str]:
    """The check-in as link of the chain, and the hash by which the next one names it."""
    payload = payload_of(claim, sequence=sequence, previous_hash=previous_hash)
    link = {"payload": payload, "sequence": sequence, "previousHash": previous_hash, "signature": key.sign(payload)}
    return {**claim, "evidence": {**told, "signature": link}}, hash_of(payload)
