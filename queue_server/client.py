"""The one way another program of ours talks to the server.

ClientError
├── ServerUnreachable     nothing answered in time; try again later
└── ProblemAnswered       the server said no; `.problem` says why, in the reader's language
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from queue_server.contract import answers, commands, feedback, ratings, remembered
from queue_server.contract import devices as device_wire
from queue_server.contract import leases as lent
from queue_server.contract.alerts import Alert, AlertList
from queue_server.contract.cards import CardKey
from queue_server.contract.common import Wire
from queue_server.contract.dossiers import DeclarationRef, Dossier, HandInDeclaration
from queue_server.contract.events import Event, EventScope, JournalPage
from queue_server.contract.problems import ProblemType
from queue_server.contract.reports import Channels, ForecastErrors, Measures, MeasuresBy

API = "/api/v1"
STREAM_SILENCE_SECONDS = 35.0
"""The server sends a heartbeat every 15 s: longer silence means that the line is dead."""

Answer = TypeVar("Answer", bound=Wire)


class ClientError(Exception):
    """Something kept the answer from us."""


class ServerUnreachable(ClientError):
    """Nothing answered in time, or what answered was not our server."""


class ProblemAnswered(ClientError):
    """The server answered with a problem."""

    def __init__(self, problem: answers.Problem) -> None:
        super().__init__(f"{problem.type}: {problem.detail}")
        self.problem = problem

    def is_a(self, kind: ProblemType) -> bool:
        return self.problem.type == kind


class QueueClient:
    """Blocking calls with one timeout, safe to repeat: a POST that takes a ticket carries its own `request_id`.

    One instance may be used from several threads. Every method raises `ServerUnreachable` or `ProblemAnswered`.
    """

    def __init__(
        self, base_url: str, token: str | None = None, *, language: str = "vi", timeout_seconds: float = 5.0
    ) -> None:
        headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {token}"} if token else {})
        # The certificates of the world cost a twentieth of a second, and an office's own network has no use for them.
        is_secure = base_url.startswith("https:")
        self._http = httpx.Client(
            base_url=base_url, headers=headers, timeout=timeout_seconds, trust_env=False, verify=is_secure
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    # Reading

    def ready(self) -> answers.Ready:
        return self._get("/health/ready", answers.Ready)

    def office(self) -> answers.Office:
        return self._get("/office", answers.Office)

    def services(self) -> list[answers.Service]:
        return self._get("/services", answers.ServiceList).services

    def counters(self) -> list[answers.Counter]:
        return self._get("/counters", answers.CounterList).counters

    def priority_classes(self) -> list[answers.PriorityClass]:
        return self._get("/priority-classes", answers.PriorityClassList).priority_classes

    def outlook(self, service_id: str, priority_class: str = "ordinary") -> answers.Outlook:
        path = f"/services/{service_id}/outlook"
        return self._get(path, answers.Outlook, priority_class=priority_class)

    def board(self) -> answers.Board:
        return self._get("/board", answers.Board)

    def visits(self) -> answers.VisitList:
        return self._get("/visits", answers.VisitList)

    def visit(self, visit_id: str) -> answers.Visit:
        return self._get(f"/visits/{visit_id}", answers.Visit)

    def alerts(self) -> AlertList:
        """What a supervisor should know now; a clerk is told what concerns the counter he holds."""
        return self._get("/alerts", AlertList)

    def accept_alert(self, alert_id: str) -> Alert:
        return self._post(f"/alerts/{alert_id}/accept", {}, Alert)

    def journal(self, after: int = 0, limit: int = 500) -> JournalPage:
        return self._get("/journal", JournalPage, after=after, limit=limit)

    def measures(self, first: date, last: date, by: MeasuresBy = MeasuresBy.SERVICE) -> Measures:
        """Waits and service times of these business dates, both counted. For supervisors and administrators."""
        days = {"from": first.isoformat(), "to": last.isoformat()}
        return self._get("/reports/measures", Measures, **days, by=by)

    def channels(self, first: date, last: date) -> Channels:
        """How people came on these business dates, both counted. For supervisors and administrators."""
        days = {"from": first.isoformat(), "to": last.isoformat()}
        return self._get("/reports/channels", Channels, **days)

    def forecast_errors(self, first: date, last: date) -> ForecastErrors:
        """How right the tickets of these business dates were, both counted. For supervisors and administrators."""
        days = {"from": first.isoformat(), "to": last.isoformat()}
        return self._get("/reports/forecast", ForecastErrors, **days)

    # People and devices

    def sign_in(self, username: str, password: str) -> answers.Session:
        """Sign in and use the session's token from here on."""
        session = self._post("/sessions", {"username": username, "password": password}, answers.Session)
        self._http.headers["Authorization"] = f"Bearer {session.token}"
        return session

    def enrol(self, code: str) -> device_wire.DeviceEnrolled:
        return self._post("/devices/enrol", {"code": code}, device_wire.DeviceEnrolled)

    def this_device(self) -> device_wire.Device:
        return self._get("/devices/self", device_wire.Device)

    def report_health(self, health: commands.ReportHealth) -> None:
        self._post("/devices/self/health", health.model_dump(mode="json"), device_wire.Device)

    def pin_taken(self, salt: str) -> None:
        """The new PIN that `this_device` told of is kept by this kiosk."""
        self._post("/devices/self/pin-taken", {"salt": salt}, device_wire.Device)

    # Visits

    def start_visit(self, command: commands.StartVisit) -> answers.TicketIssued:
        """Take a ticket. Asking again with the same `request_id` answers the same ticket."""
        return self._post("/visits", command.model_dump(mode="json", exclude_none=True), answers.TicketIssued)

    def take_leases(self, command: commands.TakeLeases) -> lent.Leases:
        """Borrow numbers for when this server is away. A kiosk only."""
        return self._post("/leases", command.model_dump(mode="json"), lent.Leases)

    def hand_in(self, command: commands.HandInVisits) -> list[lent.HandedIn]:
        """Tell of tickets given while this server was away; again as often as need be."""
        return self._post("/visits/batch", command.model_dump(mode="json"), lent.HandedInList).visits

    def card_key(self) -> CardKey:
        """For `card_digest`, today."""
        return self._get("/card-key", CardKey)

    # What citizens say

    def open_rating(self, code: str) -> ratings.RatedVisit:
        """Which visit the eight digits rate."""
        return self._post("/ratings/open", {"code": code}, ratings.RatedVisit)

    def rate(self, command: ratings.Rate) -> None:
        self._send("/ratings", command.model_dump(mode="json"))

    def feedback_classes(self) -> feedback.FeedbackClassList:
        return self._get("/feedback/classes", feedback.FeedbackClassList)

    def send_feedback(self, command: feedback.SendFeedback) -> feedback.FeedbackReceived:
        """Hand in a petition. Asking again with the same `request_id` answers the same."""
        return self._post("/feedback", command.model_dump(mode="json"), feedback.FeedbackReceived)

    # What is remembered until the next visit

    def remembering(self) -> remembered.Remembering:
        """For `remembered.finder_of` and `opener_of`."""
        return self._get("/remembering", remembered.Remembering)

    def remember(self, command: remembered.Remember) -> remembered.RememberedUntil:
        """Keep facts that a citizen agreed to have kept."""
        return self._post("/remembered", command.model_dump(mode="json"), remembered.RememberedUntil)

    def open_remembered(self, command: remembered.OpenRemembered) -> remembered.Remembered:
        return self._post("/remembered/open", command.model_dump(mode="json"), remembered.Remembered)

    def forget(self, command: remembered.Forget) -> None:
        """Have it destroyed; whether there was anything is not told."""
        self._send("/remembered/forget", command.model_dump(mode="json", exclude_none=True))

    # At the counter

    def dossier(self, visit_id: str) -> Dossier:
        """What was declared for a visit; only for the clerk who serves it, and for those who manage the hall."""
        return self._get(f"/visits/{visit_id}/dossier", Dossier)

    def hand_in_declaration(self, visit_id: str, form_id: str, declared: HandInDeclaration) -> DeclarationRef:
        """What was declared for a visit that this kiosk began; once more replaces it."""
        path = f"/visits/{visit_id}/declarations/{form_id}"
        return self._put(path, declared.model_dump(mode="json"), DeclarationRef)

    def counter_verb(self, counter_id: str, verb: str, body: dict[str, Any] | None = None) -> answers.Counter:
        """`open`, `pause` or `close` a counter."""
        return self._post(f"/counters/{counter_id}/{verb}", body or {}, answers.CounterAnswer).counter

    def call_next(self, counter_id: str) -> answers.VisitAtCounter:
        return self._post(f"/counters/{counter_id}/call-next", {}, answers.VisitAtCounter)

    def correct_priority(self, visit_id: str, priority_class: str, reason: str) -> answers.VisitAtCounter:
        """Give a visit the class that it should have had; the reason is kept."""
        return self.visit_verb(visit_id, "priority", {"priority_class": priority_class, "reason": reason})

    def visit_verb(self, visit_id: str, verb: str, body: dict[str, Any] | None = None) -> answers.VisitAtCounter:
        """`call`, `recall`, `serve`, `hold`, `resume`, `transfer`, `complete`, `no-show` or `cancel` a visit."""
        return self._post(f"/visits/{visit_id}/{verb}", body or {}, answers.VisitAtCounter)

    # Printing

    def print_jobs(self) -> list[answers.PrintJob]:
        """The jobs asked of this device that have no result yet, oldest first."""
        return self._get("/print-jobs", answers.PrintJobList).print_jobs

    def print_job(self, job_id: str) -> answers.PrintJob:
        return self._get(f"/print-jobs/{job_id}", answers.PrintJob)

    def print_job_paper(self, job_id: str) -> bytes:
        """The PDF of a document that this device was asked to print just now; keep it nowhere."""
        return self._response(self._http.build_request("GET", f"{API}/print-jobs/{job_id}/paper")).content

    def report_print(self, job_id: str, result: commands.PrintResult) -> answers.PrintJob:
        return self._post(f"/print-jobs/{job_id}/result", result.model_dump(mode="json"), answers.PrintJob)

    # Events

    def events(self, scope: EventScope = EventScope.DEVICE, after: int | None = None) -> Iterator[Event]:
        """Yield events as they come, from after `after` (None: from now on), until the line ends.

        Raises `ServerUnreachable` when it does; ask again with the last `seq` seen.
        """
        headers = {"Last-Event-ID": str(after)} if after is not None else {}
        timeout = httpx.Timeout(5.0, read=STREAM_SILENCE_SECONDS)
        try:
            with self._http.stream(
                "GET", API + "/events", params={"scope": scope.value}, headers=headers, timeout=timeout
            ) as response:
                if response.is_error:
                    response.read()
                    raise _problem(response)
                yield from _parse_events(response.iter_lines())
        except httpx.HTTPError as error:
            raise ServerUnreachable(str(error)) from error
        raise ServerUnreachable("the event stream ended")

    # Helpers

    def _get(self, path: str, answer: type[Answer], **query: str | int) -> Answer:
        return self._ask(self._http.build_request("GET", API + path, params=query), answer)

    def _post(self, path: str, body: dict[str, Any], answer: type[Answer]) -> Answer:
        return self._ask(self._http.build_request("POST", API + path, json=body), answer)

    def _put(self, path: str, body: dict[str, Any], answer: type[Answer]) -> Answer:
        return self._ask(self._http.build_request("PUT", API + path, json=body), answer)

    def _send(self, path: str, body: dict[str, Any]) -> None:
        """A POST that is answered with nothing."""
        self._response(self._http.build_request("POST", API + path, json=body))

    def _response(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._http.send(request)
        except httpx.HTTPError as error:
            raise ServerUnreachable(str(error)) from error
        if response.is_error:
            raise _problem(response)
        return response

    def _ask(self, request: httpx.Request, answer: type[Answer]) -> Answer:
        response = self._response(request)
        try:
            return answer.model_validate_json(response.content)
        except ValueError as error:
            raise ServerUnreachable(f"not an answer of our server: {error}") from error


def card_digest(key: str, card_number: str) -> str:
    """What a kiosk tells of a card in place of its number: `key` as `QueueClient.card_key` gives it."""
    return hmac.new(bytes.fromhex(key), card_number.encode(), "sha256").hexdigest()


def _problem(response: httpx.Response) -> ClientError:
    try:
        return ProblemAnswered(answers.Problem.model_validate_json(response.content))
    except ValueError:
        return ServerUnreachable(f"HTTP {response.status_code} without a problem document")


def _parse_events(lines: Iterator[str]) -> Iterator[Event]:
    """Join the data lines of each server-sent event; comments (heartbeats) and other fields are passed over."""
    data: list[str] = []
    for line in lines:
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield Event.model_validate(json.loads("\n".join(data)))
            data = []
