"""Taking a ticket, and calling a visit off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from uuid_utils import uuid7

from queue_server.domain import selection
from queue_server.domain.ahead import ahead_of
from queue_server.domain.catalog import Service
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, visit_fact
from queue_server.domain.forecast import Forecast, forecast
from queue_server.domain.foreseen import Foreseen
from queue_server.domain.hall import line_key
from queue_server.domain.ticket_number import LAST_NUMBER, ticket_number
from queue_server.domain.visit import Leg, State, Visit, cancel
from queue_server.operations.asker import Asker
from queue_server.operations.days import open_day
from queue_server.operations.views import Moved, moved
from queue_server.operations.work import Work
from queue_server.store import forecasts, print_jobs
from queue_server.store import visits as stored

FOLLOW_CODE_BYTES = 16
"""128 random bits: a follow code cannot be guessed."""


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """What a citizen asked for. `services` holds one id for each leg."""

    request_id: str
    services: tuple[str, ...]
    priority_class: str
    language: str
    channel: str
    delivery: str

    def digest(self) -> bytes:
        """Equal for two askings of the same thing."""
        fields = [self.services, self.priority_class, self.language, self.delivery]
        return sha256(json.dumps(fields).encode()).digest()


@dataclass(frozen=True, slots=True)
class Ticket:
    """A visit as its ticket tells of it. `repeated`: this request had been answered before.

    `ahead` is None where nobody was told: the kiosk gave the number while the server was away.
    """

    visit: Visit
    ahead: int | None
    forecast: Forecast | None
    print_job_id: str | None
    counters: tuple[str, ...]
    repeated: bool


def start_visit(work: Work, request: VisitRequest, asker: Asker, foreseen: Foreseen | None = None) -> Ticket:
    """Give the next number of the first service's series; the same request again gives the same ticket.

    `foreseen` is the last answer of the forecast if it is fresh; without one the ticket says a quick estimate.

    Raises Refused: unknown_service, unknown_priority_class, unknown_language, office_closed, service_closed,
    series_full, request_id_reused.
    """
    known = stored.find_request(work.db, work.office_id, request.request_id)
    if known is not None:
        return _repeat(work, request, *known)
    services = check_request(work, request)
    _check_open(work, services)
    open_day(work)
    visit = _new_visit(work, request, services, asker)
    asked = stored.Request(request.request_id, request.digest())
    stored.insert(work.db, work.office_id, visit, asked, token_urlsafe(FOLLOW_CODE_BYTES))
    work.place(visit)
    work.tell(visit_fact(Name.VISIT_STARTED, visit, asker.actor, work.now))
    told = foretell(work, visit, foreseen)
    forecasts.add(work.db, visit, work.now, told)
    job_id = _own_print_job(work, visit, asker)
    able = tuple(counter.desk.id for counter in selection.able_counters(work.hall, work.hall.line_of(line_key(visit))))
    return Ticket(visit, told.ahead, told.forecast, job_id, able, repeated=False)


def foretell(work: Work, visit: Visit, foreseen: Foreseen | None) -> forecasts.Told:
    """What can be said to a visit that has just come: no more work than counting who is ahead."""
    counts = ahead_of(work.hall, visit.visit_id, work.catalog.office.policy, work.moment)
    quick = forecast(work.hall, work.hall.line_of(line_key(visit)), counts, work.moment)
    ahead = sum(counts.values())
    simulated = foreseen.of_newcomer(visit.leg.service_id, visit.priority_class, quick) if foreseen else None
    if foreseen is None or simulated is None:
        return forecasts.Told(ahead, quick)
    return forecasts.Told(ahead, simulated, foreseen.scale)


def cancel_visit(work: Work, visit_id: str, asker: Asker, reason: str) -> Moved:
    """End a visit that is not being served. Raises Refused: unknown_visit, illegal_move."""
    before = work.visit(visit_id)
    after = cancel(before, work.now)
    if before.state is State.HELD:
        stored.close_hold(work.db, visit_id, work.now)
    work.save(after, before)
    stored.note(work.db, visit_id, work.now, "cancelled", asker.person_id, reason)
    work.tell(visit_fact(Name.VISIT_CANCELLED, after, asker.actor, work.now, counter_id=before.counter_id))
    return moved(work, after, before.counter_id)


def new_id(now: datetime) -> str:
    """A UUIDv7: it sorts by the moment it was made."""
    whole = int(now.timestamp()) * 1_000_000_000
    return str(uuid7(nanoseconds=whole + now.microsecond * 1000))


def printed_ticket(work: Work, visit: Visit, job_id: str | None, *, repeated: bool = True) -> Ticket:
    """The ticket of a visit as it was first told."""
    told = forecasts.first(work.db, visit.visit_id)
    able = tuple(counter.desk.id for counter in selection.able_counters(work.hall, work.hall.line_of(line_key(visit))))
    if told is None:
        return Ticket(visit, None, None, job_id, able, repeated=repeated)
    return Ticket(visit, told.ahead, told.forecast, job_id, able, repeated=repeated)


def _repeat(work: Work, request: VisitRequest, visit: Visit, asked: stored.Request) -> Ticket:
    if asked.digest != request.digest():
        raise Refused(Refusal.REQUEST_ID_REUSED, request_id=request.request_id)
    jobs = print_jobs.of_visit(work.db, visit.visit_id)
    return printed_ticket(work, visit, jobs[0].job_id if jobs else None)


def check_request(work: Work, request: VisitRequest) -> list[Service]:
    """The services asked for. Raises Refused: unknown_service, unknown_priority_class, unknown_language."""
    catalog = work.catalog
    for service_id in request.services:
        if service_id not in catalog.services:
            raise Refused(Refusal.UNKNOWN_SERVICE, service_id=service_id)
    if request.priority_class not in catalog.priority_classes:
        raise Refused(Refusal.UNKNOWN_PRIORITY_CLASS, priority_class=request.priority_class)
    if request.language not in catalog.office.languages:
        raise Refused(Refusal.UNKNOWN_LANGUAGE, language=request.language)
    return [catalog.services[service_id] for service_id in request.services]


def _check_open(work: Work, services: list[Service]) -> None:
    for service in services:
        if not service.active:
            raise Refused(Refusal.SERVICE_CLOSED, service_id=service.id)
    if not work.catalog.office.is_open(work.now):
        raise Refused(Refusal.OFFICE_CLOSED)


def _new_visit(work: Work, request: VisitRequest, services: list[Service], asker: Asker) -> Visit:
    series, now = services[0].series, work.now
    number = stored.next_number(work.db, work.office_id, work.today, series)
    if number > LAST_NUMBER:
        raise Refused(Refusal.SERIES_FULL, series=series)
    planned = [Leg(leg_no, service.id, State.PLANNED) for leg_no, service in enumerate(services[1:], start=2)]
    return Visit(
        visit_id=new_id(now),
        business_date=work.today,
        series=series,
        number=number,
        ticket_number=ticket_number(series, number),
        state=State.WAITING,
        channel=request.channel,
        language=request.language,
        delivery=request.delivery,
        priority_class=request.priority_class,
        arrived_at=now,
        order_at=now,
        legs=(Leg(1, services[0].id, State.WAITING, wait_from=now, began_at=now), *planned),
        device_id=asker.device_id,
    )


def _own_print_job(work: Work, visit: Visit, asker: Asker) -> str | None:
    """A kiosk prints its own ticket at once and reports afterwards; nobody is asked over a stream."""
    if asker.device_kind != "kiosk" or asker.device_id is None:
        return None
    job_id = new_id(work.now)
    print_jobs.add(
        work.db,
        print_jobs.PrintJobRow(job_id, visit.visit_id, asker.device_id, "ticket", "requested", None, work.now),
    )
    return job_id
