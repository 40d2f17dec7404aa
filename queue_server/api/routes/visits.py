"""Visits: taking a ticket, and every move of a visit."""

from __future__ import annotations

from contextlib import nullcontext

from flask import Response

from queue_server.api.endpoint import KIOSKS, STAFF, STAFF_AND_DEVICES, STAFF_AND_KIOSKS, Answer, Asked, Routes
from queue_server.api.problems import ProblemFound
from queue_server.contract import answers, commands
from queue_server.contract.cards import CardKey
from queue_server.contract.common import Channel
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.hours import Closed
from queue_server.operations import calling, cards, offline, printing, priority, reading, serving, visits
from queue_server.operations.asker import Asker
from queue_server.operations.views import Moved

routes = Routes("visits")
MOVED = {200: answers.VisitAtCounter}
CLOSED = tuple(P(reason) for reason in Closed)
APPOINTMENT = (P.UNKNOWN_APPOINTMENT, P.APPOINTMENT_USED, P.APPOINTMENT_CANCELLED, P.APPOINTMENT_OTHER_DAY) + (
    P.APPOINTMENT_TOO_EARLY,
    P.APPOINTMENT_TOO_LATE,
    P.TOO_MANY_ATTEMPTS,
)
REFUSALS = (P.UNKNOWN_VISIT, P.ILLEGAL_MOVE, P.COUNTER_HELD)


@routes.add(
    "POST /visits",
    STAFF_AND_KIOSKS,
    {201: answers.TicketIssued, 200: answers.TicketIssued},
    body=commands.StartVisit,
    problems=(P.UNKNOWN_SERVICE, P.UNKNOWN_PRIORITY_CLASS, P.UNKNOWN_LANGUAGE, P.SERIES_FULL, P.REQUEST_ID_REUSED)
    + (P.UNKNOWN_LEASE, P.DAILY_LIMIT, *CLOSED, *APPOINTMENT),
)
def start_visit(asked: Asked) -> Answer:
    request = _request(asked.body, asked.asker)
    if asked.body.offline_number is not None:
        return _entered(asked, asked.body.offline_number, request)
    foreseen = asked.backend.foresight.fresh(asked.backend.clock.now())
    # Wrong codes keep nobody from an ordinary number.
    with asked.backend.guesses.counted(asked.asker) if request.appointment_code else nullcontext():
        ticket = asked.backend.run(lambda work: visits.start_visit(work, request, asked.asker, foreseen))
    return (200 if ticket.repeated else 201), asked.backend.wire.ticket(ticket)


@routes.add("GET /card-key", KIOSKS, {200: CardKey})
def get_card_key(asked: Asked) -> Answer:
    """The key of today's digests of cards; null where the office does not limit numbers a day."""
    parts = asked.backend
    office = parts.wire.catalog.office
    today = office.business_date(parts.clock.now())
    key = parts.keys.get(cards.key_name(today)).hex() if office.visits_per_person else None
    return CardKey(business_date=today, key=key)


@routes.add("GET /visits", STAFF, {200: answers.VisitList})
def list_visits(asked: Asked) -> Answer:
    return asked.backend.wire.hall(asked.backend.run(reading.hall_view), asked.backend.foresight.last)


@routes.add("GET /visits/<visit_id>", STAFF_AND_DEVICES, {200: answers.Visit}, problems=(P.UNKNOWN_VISIT,))
def get_visit(asked: Asked, visit_id: str) -> Answer:
    detail = asked.backend.run(lambda work: reading.visit_detail(work, visit_id))
    backend = asked.backend
    now, foreseen = backend.clock.now(), backend.foresight.last
    return backend.wire.visit(detail, now, staff=bool(asked.asker.roles), foreseen=foreseen)


@routes.add(
    "POST /visits/<visit_id>/call",
    STAFF,
    MOVED,
    body=commands.Call,
    problems=(*REFUSALS, P.UNKNOWN_COUNTER, P.COUNTER_NOT_OPEN, P.COUNTER_BUSY, P.COUNTER_CANNOT_SERVE)
    + (P.COUNTER_NOT_HELD,),
)
def call_visit(asked: Asked, visit_id: str) -> Answer:
    body: commands.Call = asked.body
    return _moved(
        asked,
        asked.backend.run(lambda work: calling.call_chosen(work, visit_id, body.counter_id, asked.asker, body.reason)),
    )


@routes.add("POST /visits/<visit_id>/recall", STAFF, MOVED, body=commands.Recall, problems=REFUSALS)
def recall_visit(asked: Asked, visit_id: str) -> Answer:
    return _moved(asked, asked.backend.run(lambda work: calling.recall(work, visit_id, asked.asker)))


@routes.add("POST /visits/<visit_id>/serve", STAFF, MOVED, body=commands.Serve, problems=REFUSALS)
def serve_visit(asked: Asked, visit_id: str) -> Answer:
    return _moved(asked, asked.backend.run(lambda work: serving.serve(work, visit_id, asked.asker)))


@routes.add("POST /visits/<visit_id>/hold", STAFF, MOVED, body=commands.Hold, problems=REFUSALS)
def hold_visit(asked: Asked, visit_id: str) -> Answer:
    body: commands.Hold = asked.body
    return _moved(
        asked,
        asked.backend.run(
            lambda work: serving.hold(work, visit_id, asked.asker, reason=body.reason, minutes=body.minutes)
        ),
    )


@routes.add(
    "POST /visits/<visit_id>/resume",
    STAFF,
    MOVED,
    body=commands.Resume,
    problems=(*REFUSALS, P.UNKNOWN_COUNTER, P.COUNTER_NOT_OPEN, P.COUNTER_BUSY, P.COUNTER_NOT_HELD),
)
def resume_visit(asked: Asked, visit_id: str) -> Answer:
    counter_id = asked.body.counter_id
    return _moved(asked, asked.backend.run(lambda work: serving.resume(work, visit_id, asked.asker, counter_id)))


@routes.add(
    "POST /visits/<visit_id>/transfer",
    STAFF,
    MOVED,
    body=commands.Transfer,
    problems=(*REFUSALS, P.UNKNOWN_SERVICE, P.SERVICE_CLOSED, P.UNKNOWN_COUNTER, P.UNKNOWN_CLERK),
)
def transfer_visit(asked: Asked, visit_id: str) -> Answer:
    body: commands.Transfer = asked.body
    to = serving.Destination(body.service_id, body.counter_id, body.clerk_id, comes_back=body.return_)
    return _moved(asked, asked.backend.run(lambda work: serving.transfer(work, visit_id, asked.asker, to)))


@routes.add("POST /visits/<visit_id>/complete", STAFF, MOVED, body=commands.Complete, problems=REFUSALS)
def complete_visit(asked: Asked, visit_id: str) -> Answer:
    return _moved(asked, asked.backend.run(lambda work: serving.complete(work, visit_id, asked.asker)))


@routes.add("POST /visits/<visit_id>/no-show", STAFF, MOVED, body=commands.MarkNoShow, problems=REFUSALS)
def mark_no_show(asked: Asked, visit_id: str) -> Answer:
    return _moved(asked, asked.backend.run(lambda work: calling.mark_no_show(work, visit_id, asked.asker)))


@routes.add("POST /visits/<visit_id>/cancel", STAFF, MOVED, body=commands.Cancel, problems=REFUSALS)
def cancel_visit(asked: Asked, visit_id: str) -> Answer:
    reason = asked.body.reason
    return _moved(asked, asked.backend.run(lambda work: visits.cancel_visit(work, visit_id, asked.asker, reason)))


@routes.add(
    "POST /visits/<visit_id>/priority",
    STAFF,
    MOVED,
    body=commands.CorrectPriority,
    problems=(*REFUSALS, P.UNKNOWN_PRIORITY_CLASS),
)
def correct_priority(asked: Asked, visit_id: str) -> Answer:
    body: commands.CorrectPriority = asked.body
    return _moved(
        asked,
        asked.backend.run(
            lambda work: priority.correct_priority(work, visit_id, body.priority_class, asked.asker, body.reason)
        ),
    )


@routes.add(
    "POST /visits/<visit_id>/reprint",
    STAFF,
    {200: answers.PrintJob},
    body=commands.Reprint,
    problems=(P.UNKNOWN_VISIT, P.UNKNOWN_DEVICE, P.NO_PRINTER),
)
def reprint_ticket(asked: Asked, visit_id: str) -> Answer:
    device_id = asked.body.device_id
    job = asked.backend.run(lambda work: printing.reprint(work, visit_id, asked.asker, device_id))
    return asked.backend.wire.job(job)


def _entered(asked: Asked, number: str, request: visits.VisitRequest) -> Answer:
    """A clerk types the number of a kiosk's own ticket."""
    if asked.asker.device_id:
        raise ProblemFound(P.NOT_ALLOWED)
    ticket = asked.backend.run(lambda work: offline.enter_number(work, number, request, asked.asker))
    return (200 if ticket.repeated else 201), asked.backend.wire.ticket(ticket)


def _request(body: commands.StartVisit, asker: Asker) -> visits.VisitRequest:
    if body.walk_in_reason and not asker.roles:
        raise ProblemFound(P.NOT_ALLOWED)
    return visits.VisitRequest(
        body.request_id,
        tuple(body.services),
        body.priority_class,
        body.language,
        Channel.APPOINTMENT if body.appointment_code else _channel(body.channel, asker),
        body.delivery,
        body.appointment_code,
        bytes.fromhex(body.person_digest) if body.person_digest else None,
        body.walk_in_reason,
    )


def _moved(asked: Asked, moved: Moved) -> Response | answers.VisitAtCounter:
    return asked.backend.wire.moved(moved, asked.backend.clock.now())


def _channel(said: Channel | None, asker: Asker) -> Channel:
    """A kiosk gives kiosk tickets, some to people who want help online; staff give them at the console or by phone."""
    own = Channel.KIOSK if asker.device_id else Channel.CONSOLE
    if said is None or said is own:
        return own
    if (said is Channel.PHONE and not asker.device_id) or (said is Channel.ASSISTED_ONLINE and asker.device_id):
        return said
    raise ProblemFound(P.NOT_ALLOWED)
