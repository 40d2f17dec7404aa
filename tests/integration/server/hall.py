"""A hall for tests: the demo office of a real server, everybody who works there, and short ways to a situation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from tests.support_api import Answer, Api
from tests.support_server import DemoServer

BIRTHS, MARRIAGES, COPIES, LAND, RESULTS = "khai-sinh", "ket-hon", "chung-thuc-ban-sao", "dang-ky-dat", "nhan-ket-qua"
"""Of the demo office. Counters 1 and 2 do births and marriages, 1 to 4 copies, 3 and 4 results, 6 and 7 land."""

COLLEAGUE = "clerk-1"
MINE, HERS = "1", "2"
"""Two counters with the same skills."""


class Hall:
    """The people of the demo office are `admin`, `supervisor`, `clerk` (the first of the clerks) and `clerk-1` to
    `clerk-5`; its devices `kiosk`, `display` and `agent`. Empty it before a test: nobody waits, no counter is held.
    """

    def __init__(self, server: DemoServer) -> None:
        self.server, self.credentials = server, server.credentials
        self.anybody = Api(server.url)
        self.tokens = {kind: str(self.credentials[f"{kind}_token"]) for kind in ("kiosk", "display", "agent")}
        self._callers: dict[str, Api] = {}

    @property
    def kiosk(self) -> Api:
        return self.caller("kiosk")

    @property
    def agent(self) -> Api:
        return self.caller("agent")

    @property
    def clerk(self) -> Api:
        return self.caller("clerk")

    @property
    def colleague(self) -> Api:
        """Another clerk."""
        return self.caller(COLLEAGUE)

    @property
    def supervisor(self) -> Api:
        return self.caller("supervisor")

    @property
    def admin(self) -> Api:
        return self.caller("admin")

    def caller(self, who: str) -> Api:
        if who not in self._callers:
            self._callers[who] = self.anybody.as_(self.token(who))
        return self._callers[who]

    def token(self, who: str) -> str:
        """Of a device, or of a person, who signs in when first asked for: it takes its time by design."""
        if who not in self.tokens:
            is_numbered = who.startswith("clerk-")
            account = self.credentials["clerks"][int(who[6:])] if is_numbered else self.credentials[who]
            self.tokens[who] = self.sign_in(**account)
        return self.tokens[who]

    def sign_in(self, username: str, password: str) -> str:
        return str(done(self.anybody.post("/sessions", {"username": username, "password": password}), 201)["token"])

    def person_id(self, who: str) -> str:
        return str(done(self.caller(who).get("/sessions/current"))["person_id"])

    @contextmanager
    def listening(self, who: str | None = None, scope: str = "board", after: int | None = None) -> Iterator[Any]:
        caller = self.caller(who) if who else self.anybody
        stream = caller.events(scope, after=after)
        try:
            assert stream.answer.status == 200, stream.answer
            yield stream
        finally:
            stream.close()

    # Situations

    def ticket(self, service: str = BIRTHS, priority_class: str = "ordinary", **more: Any) -> dict[str, Any]:
        """A ticket from the kiosk."""
        body = {"request_id": uuid4().hex, "service_id": service, "priority_class": priority_class} | more
        return done(self.kiosk.post("/visits", body), 201)

    def open(self, counter: str = MINE, who: str = "clerk") -> dict[str, Any]:
        return done(self.caller(who).post(f"/counters/{counter}/open"))["counter"]

    def call_next(self, counter: str = MINE, who: str = "clerk") -> dict[str, Any]:
        return done(self.caller(who).post(f"/counters/{counter}/call-next"))["visit"]

    def move(self, visit_id: str, verb: str, who: str = "clerk", **body: Any) -> dict[str, Any]:
        """The visit after a move that must succeed."""
        return done(self.caller(who).post(f"/visits/{visit_id}/{verb}", body))["visit"]

    def visit_in(self, state: str, counter: str = MINE) -> str:
        """A visit brought into this state by the clerk, at his counter where it needs one. Returns its id."""
        visit_id = str(self.ticket()["visit_id"])
        if state != "waiting":
            self.open(counter)
        ways: dict[str, list[tuple[str, dict[str, Any]]]] = {
            "called": [],
            "serving": [("serve", {})],
            "held": [("hold", {"reason": "bổ sung giấy tờ"})],
            "completed": [("serve", {}), ("complete", {})],
            "cancelled": [("cancel", {"reason": "về"})],
        }
        if state in ways:
            assert self.call_next(counter)["visit_id"] == visit_id
            for verb, body in ways[state]:
                self.move(visit_id, verb, **body)
        if state == "no_show":
            for _ in range(3):
                assert self.call_next(counter)["visit_id"] == visit_id
                self.move(visit_id, "no-show")
        assert self.visit(visit_id)["state"] == state
        return visit_id

    def visit(self, visit_id: str) -> dict[str, Any]:
        return done(self.supervisor.get(f"/visits/{visit_id}"))

    def waiting(self) -> list[str]:
        """Ids of those who wait, in the order of calling."""
        visits = done(self.supervisor.get("/visits"))["visits"]
        return [visit["visit_id"] for visit in visits if visit["state"] == "waiting"]

    def counter(self, counter: str = MINE) -> dict[str, Any]:
        return next(one for one in done(self.supervisor.get("/counters"))["counters"] if one["id"] == counter)

    def seq(self) -> int:
        """The number of the newest event."""
        return int(done(self.anybody.get("/board"))["seq"])

    def events_after(self, seq: int) -> list[dict[str, Any]]:
        return list(done(self.supervisor.get(f"/journal?after={seq}"))["events"])

    def empty(self) -> None:
        """Send everybody home and close every counter."""
        for visit in done(self.supervisor.get("/visits"))["visits"]:
            self._end(visit)
        for counter in done(self.supervisor.get("/counters"))["counters"]:
            if counter["state"] != "closed":
                done(self.supervisor.post(f"/counters/{counter['id']}/close"))

    def _end(self, visit: dict[str, Any]) -> None:
        if visit["state"] == "serving":
            visit = self.move(visit["visit_id"], "complete", "supervisor")
        if visit["state"] in ("waiting", "called", "held"):
            self.move(visit["visit_id"], "cancel", "supervisor", reason="dọn sảnh")


def done(answer: Answer, status: int = 200) -> Any:
    """The body of an answer that must have this status."""
    assert answer.status == status, f"{answer.status}: {answer.content.decode()}"
    return answer.json


def refused(answer: Answer, status: int, kind: str) -> str:
    """The sentence of a refusal that must be this one."""
    assert (answer.status, answer.kind) == (status, kind), f"{answer.status}: {answer.content.decode()}"
    return str(answer.json["detail"])
