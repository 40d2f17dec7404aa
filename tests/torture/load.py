"""A crowd: `python -m tests.torture.load PLAN`, a process of its own, so that its work is not the server's.

PLAN is a JSON file: `name` (of this crowd), `url`, `token`, `issuers` (how many take tickets at once), `tickets` (how
many all together; 0: until the file `stop` is there), `desks` (one entry a counter: `counter`, `token`; they call until
the file `last` is there and nobody waits), `out` (where to write what was answered).
Each line of `out` is written before the next request is sent: what stands there was acknowledged. A server that goes
away is waited for, and the same request is sent again, as a kiosk does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

SERVICES = ("khai-sinh", "chung-thuc-ban-sao", "dang-ky-dat", "thuong-tru", "tro-cap", "nhan-ket-qua")
CLASSES = ("ordinary", "ordinary", "ordinary", "elderly_75", "ordinary", "disabled", "ordinary")
AGAIN_SECONDS = 0.02
Reply = tuple[int, Any]


@dataclass
class Crowd:
    name: str
    url: str
    token: str
    issuers: int
    tickets: int
    desks: list[dict[str, str]]
    out: str
    stop: str
    last: str

    def __post_init__(self) -> None:
        self._file = os.open(self.out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._numbers = count(1)

    def note(self, **fact: Any) -> None:
        """One whole line at once, so that threads do not mix theirs."""
        os.write(self._file, json.dumps(fact).encode() + b"\n")

    def requests(self) -> Iterator[int]:
        """Numbers for the next tickets, shared by all issuers, until enough were asked for."""
        while not self.is_over():
            number = next(self._numbers)
            if self.tickets and number > self.tickets:
                return
            yield number

    def is_over(self) -> bool:
        return Path(self.stop).exists()

    def is_last_round(self) -> bool:
        """Nobody comes any more."""
        return Path(self.last).exists()


class Line:
    """One connection that is kept, and made anew when the server is back."""

    def __init__(self, crowd: Crowd, token: str) -> None:
        self._crowd, self._address = crowd, urlsplit(crowd.url).netloc
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._http = HTTPConnection(self._address, timeout=30)
        self._pause = Event()

    def post(self, path: str, body: dict[str, Any]) -> Reply | None:
        """Status and answer, however long that takes; None when it is over before any came."""
        while True:
            try:
                self._http.request("POST", f"/api/v1{path}", json.dumps(body), self._headers)
                response = self._http.getresponse()
                return response.status, json.loads(response.read() or b"null")
            except (OSError, HTTPException, ValueError):
                self._http.close()
                if self._crowd.is_over():
                    return None
                self._pause.wait(AGAIN_SECONDS)


def issue(crowd: Crowd) -> None:
    """Take tickets, one after the other."""
    line = Line(crowd, crowd.token)
    for number in crowd.requests():
        body = {
            "request_id": f"{crowd.name}-{number:08}",
            "service_id": SERVICES[number % len(SERVICES)],
            "priority_class": CLASSES[number % len(CLASSES)],
        }
        reply = line.post("/visits", body)
        if reply is None:
            return
        status, ticket = reply
        kept = {name: ticket.get(name) for name in ("ticket_number", "visit_id", "type")}
        crowd.note(kind="ticket", status=status, request_id=body["request_id"], **kept)


def serve(crowd: Crowd, desk: dict[str, str]) -> None:
    """Call, serve and complete until nobody is left."""
    line, pause = Line(crowd, desk["token"]), Event()
    line.post(f"/counters/{desk['counter']}/open", {})
    while True:
        is_last_round = crowd.is_last_round()
        status, called = line.post(f"/counters/{desk['counter']}/call-next", {}) or (0, {})
        crowd.note(
            kind="call", status=status, visit_id=called.get("visit", {}).get("visit_id"), type=called.get("type")
        )
        if status == 200:
            visit_id = called["visit"]["visit_id"]
            for verb in ("serve", "complete"):
                status, answer = line.post(f"/visits/{visit_id}/{verb}", {}) or (0, {})
                crowd.note(kind=verb, status=status, visit_id=visit_id, type=answer.get("type"))
        elif is_last_round:
            return
        else:
            pause.wait(AGAIN_SECONDS)


def main(plan: str) -> int:
    crowd = Crowd(**json.loads(Path(plan).read_text("utf-8")))
    issuers = [Thread(target=issue, args=(crowd,)) for _ in range(crowd.issuers)]
    desks = [Thread(target=serve, args=(crowd, desk)) for desk in crowd.desks]
    for one in (*issuers, *desks):
        one.start()
    for one in (*issuers, *desks):
        one.join()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
