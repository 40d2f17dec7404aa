"""Tickets that a kiosk gave while the server was away: handed in by the kiosk, or typed by a clerk before that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import SYSTEM, Name, visit_fact
from queue_server.domain.lease import Lease, true_arrival
from queue_server.domain.ticket_number import of_a_kiosk, ticket_number
from queue_server.domain.visit import Leg, State, Visit, came_at, cancel
from queue_server.operations import printing
from queue_server.operations.asker import Asker
from queue_server.operations.codes import ticket_codes
from queue_server.operations.days import close_days, open_day
from queue_server.operations.identifiers import new_id
from queue_server.operations.visits import (
    Ticket,
    VisitRequest,
    check_request,
    printed_ticket,
)
from queue_server.operations.work import Work
from queue_server.store import leases
from queue_server.store import visits as stored

OFFLINE, ASSISTED_ONLINE = "offline", "assisted_online"
REPLACED = "replaced by the number on paper"


@dataclass(frozen=True, slots=True)
class OfflineTicket:
    """`arrived_at` by the kiosk's clock; `offset` is how far ours was ahead of it when the batch was received.
    `paper`: state and fault of its paper, None while the kiosk does not know.
    """

    lease_id: str
    number: int
    request: VisitRequest
    arrived_at: datetime
    offset: timedelta
    paper: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`outcome`: accepted, merged, repeated or closed."""

    outcome: str
    visit: Visit


def hand_in(work: Work, ticket: OfflineTicket, asker: Asker) -> HandedIn:
    """Make the visit that a ticket on paper stands for, once, in the place of its true arrival.

    Office hours and closed services are not asked for: the person is here and holds a number. Raises Refused:
    unknown_lease, number_taken, unknown_service, unknown_priority_class, unknown_language.
    """
    done = _take_in(work, ticket, asker)
    if ticket.paper is not None and done.outcome != "closed":
        state, fault = ticket.paper
        printing.note_own_paper(work, done.visit.visit_id, asker, state=state, fault=fault)
    return done


def enter_number(work: Work, text: str, request: VisitRequest, asker: Asker) -> Ticket:
    """A clerk types the number of a ticket that the kiosk has not handed in yet; a known one is answered as it is.

    Raises Refused: unknown_lease, unknown_service, unknown_priority_class, unknown_language, request_id_reused.
    """
    said = of_a_kiosk(text)
    lease = leases.covering(work.db, work.office_id, work.today, *said) if said else None
    if said is None or lease is None:
        raise Refused(Refusal.UNKNOWN_LEASE, ticket_number=text)
    known = stored.find_number(work.db, work.office_id, work.today, *said)
    if known is not None:
        return printed_ticket(work, known[0], None)
    if stored.find_request(work.db, work.office_id, request.request_id) is not None:
        raise Refused(Refusal.REQUEST_ID_REUSED, request_id=request.request_id)
    check_request(work, request)
    open_day(work)
    visit = _begin(work, _visit(work, request, lease, said[1], work.now), request, asker)
    return printed_ticket(work, visit, None, repeated=False)


def _take_in(work: Work, ticket: OfflineTicket, asker: Asker) -> HandedIn:
    lease = leases.find(work.db, ticket.lease_id)
    if lease is None or lease.device_id != asker.device_id or not lease.covers(ticket.number):
        raise Refused(Refusal.UNKNOWN_LEASE, ticket_number=ticket.number)
    known = stored.find_number(work.db, work.office_id, lease.business_date, lease.series, ticket.number)
    if known is not None:
        return _join(work, *known, ticket, lease, asker)
    check_request(work, ticket.request)
    on_paper = ticket_number(lease.series, ticket.number)
    arrived_at = _replace_unseen(work, ticket, _arrival(work, ticket, lease), on_paper)
    if lease.business_date < work.today:
        return _record_late(work, ticket, lease, asker, arrived_at)
    open_day(work)
    visit = _visit(work, ticket.request, lease, ticket.number, arrived_at)
    return HandedIn("accepted", _begin(work, replace(visit, device_id=asker.device_id), ticket.request, asker))


def _join(
    work: Work, known: Visit, asked: stored.Request, ticket: OfflineTicket, lease: Lease, asker: Asker
) -> HandedIn:
    """The number is known: handed in before, or typed by a clerk, whose visit now learns what the kiosk knows."""
    request = ticket.request
    if asked.request_id == request.request_id:
        return HandedIn("repeated", known)
    if known.device_id is not None:
        raise Refused(Refusal.NUMBER_TAKEN, ticket_number=known.ticket_number)
    arrived_at = _replace_unseen(work, ticket, _arrival(work, ticket, lease), known.ticket_number)
    stored.join_request(work.db, known.visit_id, stored.Request(request.request_id, request.digest()), lease.device_id)
    # What a closed day's figures were counted from stays as it was.
    if known.ended_at is not None:
        return HandedIn("merged", known)
    merged = replace(came_at(known, arrived_at), device_id=lease.device_id, channel=_channel(request))
    stored.save_arrival(work.db, merged)
    work.save(merged, known)
    work.tell(visit_fact(Name.VISIT_MERGED, merged, asker.actor, work.now))
    return HandedIn("merged", merged)


def _replace_unseen(work: Work, ticket: OfflineTicket, arrived_at: datetime, number: str) -> datetime:
    """End the visit of a number that its citizen never saw: asked for online, committed, and the answer lost.

    The citizen holds the kiosk's own number, so that one counts, and keeps the earlier arrival. From here on the
    request leads to it. Returns the arrival.
    """
    found = stored.find_request(work.db, work.office_id, ticket.request.request_id)
    if found is None:
        return arrived_at
    unseen, _ = found
    stored.rename_request(work.db, unseen.visit_id, f"{ticket.request.request_id}.unseen")
    if unseen.state in (State.WAITING, State.CALLED, State.HELD):
        _end_unseen(work, unseen, number)
    return min(arrived_at, unseen.arrived_at)


def _end_unseen(work: Work, unseen: Visit, number: str) -> None:
    ended = cancel(unseen, work.now)
    if unseen.state is State.HELD:
        stored.close_hold(work.db, unseen.visit_id, work.now)
    work.save(ended, unseen)
    stored.note(work.db, unseen.visit_id, work.now, "cancelled", None, f"{REPLACED}: {number}")
    fact = visit_fact(Name.VISIT_CANCELLED, ended, SYSTEM, work.now, counter_id=unseen.counter_id)
    work.tell(replace(fact, body={**fact.body, "replaced_by": number}))


def _record_late(work: Work, ticket: OfflineTicket, lease: Lease, asker: Asker, arrived_at: datetime) -> HandedIn:
    """The day is over: the visit is on record and ended by the system. Its facts stand in the journal of today, since a
    closed day is sealed."""
    close_days(work)
    visit = replace(_visit(work, ticket.request, lease, ticket.number, arrived_at), device_id=asker.device_id)
    ended = cancel(visit, work.now)
    asked = stored.Request(ticket.request.request_id, ticket.request.digest())
    stored.insert(work.db, work.office_id, ended, asked, ticket_codes(work))
    stored.end(work.db, ended)
    stored.note(work.db, ended.visit_id, work.now, "cancelled", None, "handed in after its day was closed")
    work.tell(visit_fact(Name.VISIT_STARTED, visit, asker.actor, arrived_at))
    work.tell(visit_fact(Name.VISIT_CANCELLED, ended, SYSTEM, work.now))
    return HandedIn("closed", ended)


def _begin(work: Work, visit: Visit, request: VisitRequest, asker: Asker) -> Visit:
    asked = stored.Request(request.request_id, request.digest())
    stored.insert(work.db, work.office_id, visit, asked, ticket_codes(work))
    work.place(visit)
    work.tell(visit_fact(Name.VISIT_STARTED, visit, asker.actor, visit.arrived_at))
    return visit


def _arrival(work: Work, ticket: OfflineTicket, lease: Lease) -> datetime:
    earliest = max(work.catalog.office.midnight(lease.business_date), lease.granted_at)
    return true_arrival(ticket.arrived_at, ticket.offset, work.now, earliest)


def _channel(request: VisitRequest) -> str:
    """Help online is a channel also while we are away; that the number is a kiosk's own, its series says."""
    return ASSISTED_ONLINE if request.channel == ASSISTED_ONLINE else OFFLINE


def _visit(work: Work, request: VisitRequest, lease: Lease, number: int, arrived_at: datetime) -> Visit:
    first, *others = request.services
    planned = [Leg(leg_no, service_id, State.PLANNED) for leg_no, service_id in enumerate(others, start=2)]
    return Visit(
        visit_id=new_id(work.now),
        business_date=lease.business_date,
        series=lease.series,
        number=number,
        ticket_number=ticket_number(lease.series, number),
        state=State.WAITING,
        channel=_channel(request),
        language=request.language,
        delivery=request.delivery,
        priority_class=request.priority_class,
        arrived_at=arrived_at,
        order_at=arrived_at,
        legs=(Leg(1, first, State.WAITING, wait_from=arrived_at, began_at=arrived_at), *planned),
    )
