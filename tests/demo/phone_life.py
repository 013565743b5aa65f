"""One life of a phone's app, as a process that a test may kill: it goes on with what the life before left."""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from random import Random

from demo.client import Client
from demo.phone import Phone, Reading

_MOST_VISITS_A_LIFE = 1000


def main() -> None:
    told = json.loads(sys.argv[1])
    if told["diesAfterSeconds"] is not None:
        threading.Timer(told["diesAfterSeconds"], os.kill, [os.getpid(), signal.SIGKILL]).start()
    folder = Path(told["folder"])
    phone = Phone(
        folder, Client(told["url"]), login=told["login"], password=told["password"], sleep=lambda _: None, most_tries=50
    )
    visits = _MOST_VISITS_A_LIFE if told["diesAfterSeconds"] is not None else 1
    with (folder / "written").open("a") as written:
        _live(phone, told["account"], Reading(told["fix"], None), visits, written.fileno())
    phone.sync()


def _live(phone: Phone, account: str, reading: Reading, visits: int, written: int) -> None:
    dice = Random()
    for _ in range(visits):
        visit_id = phone.check_in(account, reading)
        os.write(written, f"{visit_id}\n".encode())
        if dice.random() < 0.3:
            phone.send(visit_id)
        if dice.random() < 0.7:
            phone.check_out(visit_id, "MET")
        if dice.random() < 0.1:
            phone.sync()


if __name__ == "__main__":
    main()
