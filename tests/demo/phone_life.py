"""One life of a phone's app, as a process: it goes on with what the life before left, and dies where a test says.

Its steps are the statements on its disk and its requests, each before and after the server has had it; at the last one
that it is given it is killed.
"""

import json
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import httpx

from demo.client import Client
from demo.phone import Phone, Reading

_MOST_VISITS = 1000


class Life:
    """`steps` None: until everything is done."""

    def __init__(self, steps: int | None) -> None:
        self._steps_left = steps

    def step(self, *_: object) -> None:
        if self._steps_left is not None:
            self._steps_left -= 1
            if self._steps_left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def connect(self, *arguments: Any, **named: Any) -> sqlite3.Connection:
        disk: sqlite3.Connection = _connect(*arguments, **named)
        disk.set_trace_callback(self.step)
        return disk


class Line(httpx.HTTPTransport):
    def __init__(self, life: Life) -> None:
        super().__init__()
        self._life = life

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._life.step()
        response = super().handle_request(request)
        self._life.step()
        return response


_connect = sqlite3.connect


def main() -> None:
    told = json.loads(sys.argv[1])
    life, folder = Life(told["steps"]), Path(told["folder"])
    sqlite3.connect = life.connect  # type: ignore[assignment]
    with closing(Client(told["url"], Line(life))) as client, (folder / "written").open("a") as written:
        phone = Phone(folder, client, login=told["login"], password=told["password"], sleep=lambda _: None)
        dice = Random(told["steps"])
        for _ in range(_MOST_VISITS if told["steps"] else 1):
            _visit(phone, told["account"], Reading(told["fix"], None), written.fileno(), dice)
        phone.sync()


def _visit(phone: Phone, account: str, reading: Reading, written: int, dice: Random) -> None:
    visit_id = phone.check_in(account, reading)
    os.write(written, f"{visit_id}\n".encode())
    if dice.random() < 0.4:
        phone.send(visit_id)
    if dice.random() < 0.7:
        phone.check_out(visit_id, "MET")
    if dice.random() < 0.3:
        phone.sync()


if __name__ == "__main__":
    main()
