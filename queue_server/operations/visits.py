"""Taking a ticket, and calling a visit off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from queue_server.domain import selection
from queue_server.domain.ahead import ahead_of
from queue_server.domain.appointments import Appointment, place_of
from queue_server.domain.catalog import Service
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, visit_fact
from queue_server.domain.forecast import Forecast, forecast
from queue_server.domain.foreseen import Foreseen
from queue_server.domain.hall import line_key
from queue_server.domain.hours import Closed
from queue_server.domain.ticket_number import LAST_NUMBER, ticket_number
from queue_server.domain.visit import Leg, State, Visit, cancel
from queue_server.operations import appointments, cards
from queue_server.operations.admission import NOTHING, PASSED_BY_APPOINTMENT, PASSED_BY_WALK_IN, require_open
from queue_server.operations.asker import Asker
from queue_server.operations.codes import ticket_codes
from queue_server.operations.days import open_day
from queue_server.operations.identifiers import new_id
from queue_server.operations.views import Moved, moved
from queue_server.operations.work import Work
from queue_server.store import forecasts, print_jobs
from queue_server.store import visits as stored


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """What a citizen asked for. `services` holds one id for each leg; by appointment there are none, its code says
    which. `card_digest`: who asks, as `cards` knows it. `walk_in_reason`: why staff give one while it is closed.
    """

    request_id: str
    services: tuple[str, ...]
    priority_class: str
    language: str
    channel: str
    delivery: str
    appointment_code: str | None = None
    card_digest: bytes | None = None
    walk_in_reason: str | None = None

    def digest(self) -> bytes:
        """Equal for two askings of the same thing."""
        fields: list[object] = [self.services, self.priority_class, self.language, self.delivery]
        if self.appointment_code is not None:
            fields.append(self.appointment_code)
        return sha256(json.dumps(fields).encode()).digest()


@dataclass(frozen=True, slots=True)
class Ticket:
    """A visit as its ticket tells of it. `repeated`: this request had been answered before. `rating_code` is None
    once it was used.

    `ahead` is None where nobody was told: the kiosk gave the number while the server was away.
    """

    visit: Visit
    ahead: int | None
    forecast: Forecast | None
    print_job_id: str | None
    counters: tuple[str, ...]
    repeated: bool
    rating_code: str | None = None


def start_visit(work: Work, request: VisitRequest, asker: Asker, foreseen: Foreseen | None = None) -> Ticket:
    """Give the next number of the first service's series; the same request again gives the same ticket. An appointment
    stands in its place, and neither the last number before a closing nor a full day keeps it away.

    `foreseen` is the last answer of the forecast if it is fresh; without one the ticket says a quick estimate.

    Raises Refused: unknown_service, unknown_priority_class, unknown_language, series_full, request_id_reused,
    daily_limit, whatever `hours.Closed` names, and of an appointment what `appointments.of_code` raises.
    """
    known = stored.find_request(work.db, work.office_id, request.request_id)
    if known is not None:
        return _repeat(work, request, *known)
    appointment = appointments.of_code(work, request.appointment_code) if request.appointment_code else None
    services = check_request(work, request, appointment)
    require_open(work, services, _passed(request))
    if request.card_digest is not None:
        cards.require_below_limit(work, request.card_digest)
    open_day(work)
    visit = _new_visit(work, request, services, asker, appointment)
    codes = ticket_codes(work)
    stored.insert(work.db, work.office_id, visit, stored.Request(request.request_id, request.digest()), codes)
    _keep_beside(work, request, visit, asker, appointment)
    work.place(visit)
    work.tell(visit_fact(Name.VISIT_STARTED, visit, asker.actor, work.now))
    told = foretell(work, visit, foreseen)
    forecasts.add(work.db, visit, work.now, told)
    job_id = _own_print_job(work, visit, asker)
    able = tuple(counter.desk.id for counter in selection.able_counters(work.hall, work.hall.line_of(line_key(visit))))
    return Ticket(visit, told.ahead, told.forecast, job_id, able, repeated=False, rating_code=codes.rating)


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


def printed_ticket(work: Work, visit: Visit, job_id: str | None, *, repeated: bool = True) -> Ticket:
    """The ticket of a visit as it was first told."""
    told = forecasts.first(work.db, visit.visit_id)
    able = tuple(counter.desk.id for counter in selection.able_counters(work.hall, work.hall.line_of(line_key(visit))))
    code = stored.rating_code_of(work.db, visit.visit_id)
    ahead, expected = (told.ahead, told.forecast) if told else (None, None)
    return Ticket(visit, ahead, expected, job_id, able, repeated=repeated, rating_code=code)


def _repeat(work: Work, request: VisitRequest, visit: Visit, asked: stored.Request) -> Ticket:
    if asked.digest != request.digest():
        raise Refused(Refusal.REQUEST_ID_REUSED, request_id=request.request_id)
    jobs = print_jobs.of_visit(work.db, visit.visit_id)
    return printed_ticket(work, visit, jobs[0].job_id if jobs else None)


def check_request(work: Work, request: VisitRequest, appointment: Appointment | None = None) -> list[Service]:
    """The services asked for. Raises Refused: unknown_service, unknown_priority_class, unknown_language."""
    catalog = work.catalog
    wanted = (appointment.service_id,) if appointment else request.services
    for service_id in wanted:
        if service_id not in catalog.services:
            raise Refused(Refusal.UNKNOWN_SERVICE, service_id=service_id)
    if request.priority_class not in catalog.priority_classes:
        raise Refused(Refusal.UNKNOWN_PRIORITY_CLASS, priority_class=request.priority_class)
    if request.language not in catalog.office.languages:
        raise Refused(Refusal.UNKNOWN_LANGUAGE, language=request.language)
    return [catalog.services[service_id] for service_id in wanted]


def _passed(request: VisitRequest) -> frozenset[Closed]:
    """The closings that do not keep this one away."""
    if request.walk_in_reason:
        return PASSED_BY_WALK_IN
    return PASSED_BY_APPOINTMENT if request.appointment_code else NOTHING


def _keep_beside(
    work: Work, request: VisitRequest, visit: Visit, asker: Asker, appointment: Appointment | None
) -> None:
    """What belongs to the visit and not to its place."""
    if appointment is not None:
        appointments.use(work, appointment, visit.visit_id)
    if request.card_digest is not None:
        cards.count(work, request.card_digest)
    if request.walk_in_reason:
        stored.note(work.db, visit.visit_id, work.now, "walk_in", asker.person_id, request.walk_in_reason)


def _new_visit(
    work: Work, request: VisitRequest, services: list[Service], asker: Asker, appointment: Appointment | None
) -> Visit:
    series, now = services[0].series, work.now
    number = stored.next_number(work.db, work.office_id, work.today, series)
    if number > LAST_NUMBER:
        raise Refused(Refusal.SERIES_FULL, series=series)
    planned = [Leg(leg_no, service.id, State.PLANNED) for leg_no, service in enumerate(services[1:], start=2)]
    slot_at = appointment.slot_at if appointment else None
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
        order_at=place_of(slot_at, now),
        legs=(Leg(1, services[0].id, State.WAITING, wait_from=now, began_at=now), *planned),
        device_id=asker.device_id,
        appointment_at=slot_at,
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
