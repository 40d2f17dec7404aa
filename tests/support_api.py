"""The API as a stranger would use it: plain HTTP, every answer and every event held against the published OpenAPI."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.support import patience

API = "/api/v1"
PROBLEM = "application/problem+json"
PRIVATE = re.compile(r'"(?:elderly_75|elderly_60|disabled|pregnant|with_infant|merit)"')
"""The priority classes of the demo office, as they would stand in an answer."""

EVENT_FACTS = {
    "visit": {"ticket_number", "state", "priority", "service_id", "call_count", "replaced_by"},
    "counter": {"state"},
    "print": {"print_job_id", "kind"},
    "ticket": {"print_job_id", "kind", "fault"},
    "device": {"kind", "fault"},
    "day": {"business_date"},
    "facts": set(),
    "alert": {"alert_id", "kind", "subject", "ticket_number", "service_id", "counter_id", "waiting", "minutes"}
    | {"people", "waited_minutes", "served_minutes", "target_minutes", "share_percent", "receiver", "given_up"}
    | {"advice_counters", "advice_from", "advice_until", "advice_share_percent"}
    | {"wait_minutes", "advice_wait_minutes"},
}
"""All that the body of an event may say, by the first word of its name."""


@dataclass(frozen=True)
class Answer:
    """What came back. A header's name is in lower case; one sent twice keeps its last value."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def kind(self) -> str | None:
        """The code of the problem, None for an answer that is no problem."""
        return self.json["type"] if self.content_type == PROBLEM else None

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


class Contract:
    """The published OpenAPI document. Every object is closed here: a field that is not in the document is a mistake."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = deepcopy(document)
        for schema in self.document["components"]["schemas"].values():
            if "properties" in schema:
                schema.setdefault("additionalProperties", False)
        resource = DRAFT202012.create_resource(self.document)
        self._registry: Registry[Any] = Registry().with_resource("urn:api", resource)
        self._validators: dict[str, Draft202012Validator] = {}
        self._routes = [(self._pattern(path), path) for path in self.document["paths"]]

    def check(self, method: str, path: str, answer: Answer) -> None:
        """AssertionError unless this route may answer this."""
        if answer.content_type == PROBLEM:
            self.check_shape("Problem", answer.json)
            assert answer.json["status"] == answer.status
            assert answer.json["detail"].strip(), "a problem without a sentence"
        route = self.route(path)
        if route is None or method.lower() not in self.document["paths"][route]:
            return
        responses = self.document["paths"][route][method.lower()]["responses"]
        assert str(answer.status) in responses, f"{method} {route} must not answer {answer.status}: {answer.content!r}"
        said = responses[str(answer.status)]
        if answer.content_type == PROBLEM:
            assert answer.kind in said["description"].split(", "), f"{method} {route}: {answer.kind} is not documented"
        content = said.get("content", {})
        if not content:
            assert answer.content == b"", f"{method} {route} answers something, and documents nothing"
            return
        assert answer.content_type in content, f"{method} {route} answers {answer.content_type}"
        reference = content[answer.content_type]["schema"].get("$ref")
        if reference is not None:
            self.check_shape(reference.rpartition("/")[2], answer.json)

    def check_event(self, event: Any) -> None:
        """AssertionError unless it has the published shape and says nothing of a person but whether a class applies."""
        self.check_shape("Event", event)
        assert set(event["body"]) <= EVENT_FACTS[event["name"].partition(".")[0]], event
        assert not PRIVATE.search(json.dumps(event)), event

    def check_shape(self, name: str, value: Any) -> None:
        if name not in self._validators:
            schema = {"$ref": f"urn:api#/components/schemas/{name}"}
            self._validators[name] = Draft202012Validator(schema, registry=self._registry, format_checker=FORMATS)
        mistakes = [f"{list(error.path)}: {error.message}" for error in self._validators[name].iter_errors(value)]
        assert not mistakes, f"not a {name}: {mistakes} in {value}"

    def route(self, path: str) -> str | None:
        """The documented path that this one falls under; the most literal wins, as in the server."""
        found = [route for pattern, route in self._routes if pattern.fullmatch(urlsplit(path).path)]
        return min(found, key=lambda route: (route.count("{"), -len(route)), default=None)

    @staticmethod
    def _pattern(path: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))


FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def _is_a_moment_in_utc(value: object) -> bool:
    return not isinstance(value, str) or (value.endswith("Z") and datetime.fromisoformat(value).tzinfo is not None)


@FORMATS.checks("date", raises=ValueError)
def _is_a_date(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))


class Api:
    """One caller with a token, over one connection that is kept. Not for several threads at once."""

    def __init__(self, url: str, token: str | None = None, *, contract: Contract | None = None, **headers: str) -> None:
        """`headers` go with every request; a dash is written as an underscore."""
        self._address = urlsplit(url).netloc
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            self.headers["Authorization"] = f"Bearer {token}"
        self._line = HTTPConnection(self._address, timeout=15)
        self.contract = contract or Contract(self.send("GET", f"{API}/openapi.json").json)

    def as_(self, token: str | None, **headers: str) -> Api:
        """Another caller of the same server."""
        return Api(f"http://{self._address}", token, contract=self.contract, **headers)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.ask("POST", path, json.dumps({} if body is None else body).encode(), headers=headers)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send to `path` below the API's root and hold the answer against the contract."""
        named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        answer = self.send(method, API + path, body, named)
        self.contract.check(method, API + path, answer)
        return answer

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send anything anywhere; the answer is not checked."""
        sent = {"Content-Type": "application/json", **self.headers, **(headers or {})}
        try:
            return self._exchange(method, path, body, sent)
        except (RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # A kept connection may have been closed by a server that was started again: nothing was answered on it.
            self._line.close()
            return self._exchange(method, path, body, sent)

    def events(self, scope: str = "board", *, after: int | None = None, **headers: str) -> EventStream:
        """Listen from now on, or from after `after`."""
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if after is not None:
            sent["Last-Event-ID"] = str(after)
        return EventStream(self._address, scope, sent, self.contract)

    def close(self) -> None:
        self._line.close()

    def _exchange(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        self._line.request(method, path, body, dict(headers))
        response = self._line.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, response.read())


class EventStream:
    """An open event stream, read in the background. Every event is checked as it comes."""

    def __init__(self, address: str, scope: str, headers: Mapping[str, str], contract: Contract) -> None:
        self._line = HTTPConnection(address, timeout=60)
        self._line.request("GET", f"{API}/events?scope={scope}", headers=dict(headers))
        self._socket = self._line.sock
        self._response = self._line.getresponse()
        self._contract = contract
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self.answer = self._opened(f"{API}/events")
        if self.answer.status == 200:
            Thread(target=self._read, args=(self._response,), daemon=True).start()

    def next(self, timeout: float = 5.0) -> dict[str, Any]:
        """The next event. AssertionError when none comes in time, or the stream ends."""
        fields: dict[str, str] = {}
        for line in self._until_end(timeout):
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
            elif "data" in fields:
                return self._checked(fields)
            else:
                fields.clear()
        raise AssertionError("the stream ended")

    def take(self, count: int) -> list[dict[str, Any]]:
        return [self.next() for _ in range(count)]

    def up_to(self, seq: int) -> list[dict[str, Any]]:
        """All events until the one with this number, which must be heard."""
        found: list[dict[str, Any]] = []
        while not found or found[-1]["seq"] < seq:
            found.append(self.next())
        assert found[-1]["seq"] == seq, f"{seq} was not heard"
        return found

    def ends(self, timeout: float = 10.0) -> bool:
        """Whether the server ends the stream in time; what still comes is passed over."""
        for _ in self._until_end(timeout):
            pass
        return True

    def close(self) -> None:
        # The thread that reads holds on to the socket until somebody hangs up.
        with suppress(OSError):
            self._socket.shutdown(SHUT_RDWR)
        self._line.close()

    def _opened(self, path: str) -> Answer:
        fields = {name.lower(): value for name, value in self._response.getheaders()}
        content = b"" if self._response.status == 200 else self._response.read()
        answer = Answer(self._response.status, fields, content)
        self._contract.check("GET", path, answer)
        return answer

    def _until_end(self, timeout: float) -> Iterator[str]:
        while True:
            try:
                line = self._lines.get(timeout=timeout * patience())
            except Empty:
                raise AssertionError(f"nothing came for {timeout:g} s") from None
            if line is None:
                return
            yield line

    def _checked(self, fields: Mapping[str, str]) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(fields["data"])
        assert fields["id"] == str(event["seq"])
        assert fields["event"] == event["name"]
        self._contract.check_event(event)
        return event

    def _read(self, response: HTTPResponse) -> None:
        try:
            while line := response.readline():
                self._lines.put(line.decode().removesuffix("\n"))
        except (OSError, ValueError, HTTPException, AttributeError):
            pass  # closed under its hands, by either side: the end of the stream in any case
        self._lines.put(None)
