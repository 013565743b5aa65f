"""Getting what a phone has written down to the server: live, one act at a time, or as a queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demo import operations
from demo.client import RequestFailed
from demo.phone.clocks import Clocks, timestamp
from demo.phone.line import Line
from demo.phone.memory import Json, Memory, StoredVisit

_MOST_VISITS = 200
"What one syncVisits takes."
_SMALLER = {"TOO_LARGE", "BUSY"}
"Codes of failures, after all tries, that half as many visits may not meet."
_STORED = "CheckInSuccess"
_NOT_SENT = {"__typename": "NotSent", "message": "Its check-in was refused."}


@dataclass(frozen=True, slots=True)
class Sending:
    memory: Memory
    line: Line
    clocks: Clocks
    name: str
    platform: str

    def send(self, visit_id: str) -> Json:
        """Send the next unanswered act of one visit while it happens; gives the answer. Raises RequestFailed.

        A check-in that is refused since another visit is open stays in the queue, where that doesn't matter.
        """
        visit = self.memory.visit(visit_id)
        if visit.check_in_answer is None:
            claim = self._claim(visit)
            answer: Json = self.line.ask(operations.CHECK_IN, lambda: {**self._fresh(claim), "sentAt": self._now()})
            if answer["__typename"] != "VisitAlreadyOpen":
                self.memory.keep_answers({visit_id: (answer, None if answer["__typename"] == _STORED else _NOT_SENT)})
            return answer
        if visit.check_out is None or visit.check_out_answer is not None:
            return visit.check_out_answer or visit.check_in_answer
        leaving = {"visitId": visit_id, **visit.check_out}
        answer = self.line.ask(operations.CHECK_OUT, lambda: {**leaving, "sentAt": self._now()})
        self.memory.keep_answers({visit_id: (None, answer)})
        return answer

    def sync(self) -> int:
        """Send all that isn't answered, oldest first; gives the number of visits that were. Raises RequestFailed."""
        sent, size = 0, _MOST_VISITS
        while queue := self.memory.to_send(size):
            try:
                self._sync(queue)
            except RequestFailed as failure:
                if failure.code not in _SMALLER or size == 1:
                    raise
                size //= 2
            else:
                sent += len(queue)
        return sent

    def _sync(self, queue: Sequence[StoredVisit]) -> None:
        entries = [{**self._claim(visit), "checkOut": visit.check_out} for visit in queue]

        def batch() -> Json:
            return {"sentAt": self._now(), "visits": [self._fresh(entry) for entry in entries]}

        outcomes = self.line.ask(operations.SYNC_VISITS, batch)["outcomes"]
        self.memory.keep_answers(
            {visit.visit_id: _answers(visit, outcome["result"]) for visit, outcome in zip(queue, outcomes, strict=True)}
        )

    def _claim(self, visit: StoredVisit) -> Json:
        """A check-in as the server takes it."""
        evidence = visit.check_in["evidence"]
        device_id = self._enrolled()
        signed = {"device": device_id, "signature": {"deviceId": device_id, **evidence["signature"]}}
        return {**visit.check_in, "evidence": {**evidence, **signed}}

    def _fresh(self, claim: Mapping[str, Any]) -> Json:
        """With the uptime of this very sending, where the phone hasn't started anew since the check-in."""
        evidence = dict(claim["evidence"])
        if evidence["bootId"] == self.clocks.boot_id_of(self.memory.key.public_pem):
            evidence["sentUptimeSeconds"] = round(self.clocks.uptime(), 3)
        return {**claim, "evidence": evidence}

    def _enrolled(self) -> str:
        """The device's id; asked for once, and again where the answer was lost."""
        if (known := self.memory.device_id) is not None:
            return known
        device = {"publicKeyPem": self.memory.key.public_pem, "name": self.name, "platform": self.platform}
        enrolled: str = self.line.ask(operations.ENROLL_DEVICE, lambda: device)["device"]["id"]
        self.memory.keep_device_id(enrolled)
        return enrolled

    def _now(self) -> str:
        return timestamp(self.clocks.wall())


def _answers(visit: StoredVisit, result: Json) -> tuple[Json, Json | None]:
    """What an outcome of a queue says of the check-in, and of the check-out where one was sent or never will be."""
    if result["__typename"] != _STORED:
        return visit.check_in_answer or result, result if visit.check_in_answer else _NOT_SENT
    return result, None if visit.check_out is None else result
