"""Questions that need the hall: who stands where, and what a ticket taken now would say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.domain.ahead import ahead_of, call_order
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.foreseen import Foreseen
from queue_server.domain.hall import Line
from queue_server.domain.hours import Closing
from queue_server.domain.selection import Reason
from queue_server.domain.visit import AT_COUNTER, Leg, State, Visit
from queue_server.operations.admission import closings
from queue_server.operations.views import CounterView, reason_from_text, view_counter
from queue_server.operations.visits import foretell
from queue_server.operations.work import Work
from queue_server.store import board, dossiers, forecasts, people, print_jobs
from queue_server.store import visits as stored

RECENT_CALLS = 24


@dataclass(frozen=True, slots=True)
class Outlook:
    """`unserved`: the office is open, the service is offered, and no counter at work can serve it."""

    told: forecasts.Told
    open_counters: int
    unserved: bool


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """A visit with its place in the hall: `ahead` while it waits, `hold` while held, `reason` while at a counter,
    `has_dossier` if something was declared that can still be opened, `paper_fault` if its last paper did not come out.
    """

    visit: Visit
    ahead: int | None
    hold: stored.OpenHold | None
    reason: Reason | None = None
    has_dossier: bool = False
    paper_fault: str | None = None


@dataclass(frozen=True, slots=True)
class HallView:
    """The day's visits that have not ended, those waiting in the order of calling, as of event `seq`."""

    seq: int
    at: datetime
    visits: list[VisitDetail]


@dataclass(frozen=True, slots=True)
class BoardView:
    seq: int
    at: datetime
    calls: list[board.CallRow]
    recent: list[board.CallRow]
    waiting: dict[str, int]
    counters: list[CounterView]


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """`closing` is None while numbers are given."""

    waiting: int
    open_counters: int
    closing: Closing | None = None


def outlook(work: Work, service_id: str, priority_class: str, foreseen: Foreseen | None = None) -> Outlook:
    """What a ticket of this service would say now, `foreseen` as in `start_visit`.

    Raises Refused: unknown_service, unknown_priority_class.
    """
    if service_id not in work.catalog.services:
        raise Refused(Refusal.UNKNOWN_SERVICE, service_id=service_id)
    if priority_class not in work.catalog.priority_classes:
        raise Refused(Refusal.UNKNOWN_PRIORITY_CLASS, priority_class=priority_class)
    asked = _imagined(work, service_id, priority_class)
    work.place(asked)
    told = foretell(work, asked, foreseen)
    work.undo()
    able = len(work.hall.open_counters(service_id))
    offered = work.catalog.services[service_id].active and work.catalog.office.is_open(work.now)
    return Outlook(told, able, offered and not able)


def services_now(work: Work) -> dict[str, ServiceNow]:
    services, hall = work.catalog.services, work.hall
    closed = {service.id: found for service, found in closings(work, services.values())}
    return {one: ServiceNow(hall.waiting_count(one), len(hall.open_counters(one)), closed.get(one)) for one in services}


def visit_detail(work: Work, visit_id: str) -> VisitDetail:
    """Raises Refused: unknown_visit."""
    visit = work.visit(visit_id)
    waiting = visit.state is State.WAITING
    ahead = sum(ahead_of(work.hall, visit_id, work.catalog.office.policy, work.moment).values()) if waiting else None
    holds = {hold.visit_id: hold for hold in stored.open_holds(work.db)} if visit.state is State.HELD else {}
    has_dossier = bool(dossiers.of_visit(work.db, visit_id))
    fault = print_jobs.last_fault(work.db, visit_id)
    return VisitDetail(visit, ahead, holds.get(visit_id), _reasons(work, [visit]).get(visit_id), has_dossier, fault)


def hall_view(work: Work) -> HallView:
    """Everyone who has not ended. `ahead` is left out: the order of the list tells it."""
    holds = {hold.visit_id: hold for hold in stored.open_holds(work.db)}
    everyone = {visit.visit_id: visit for visit in stored.active(work.db)}
    order = [visit_id for _, visit_id in _whole_order(work)]
    others = [visit_id for visit_id, visit in everyone.items() if visit.state is not State.WAITING]
    reasons = _reasons(work, everyone.values())
    with_dossier, faults = dossiers.visits_with_some(work.db), print_jobs.faults_in_the_hall(work.db)
    details = [
        VisitDetail(one, None, holds.get(one.visit_id), reasons.get(one.visit_id), one.visit_id in with_dossier, fault)
        for one, fault in ((everyone[visit_id], faults.get(visit_id)) for visit_id in (*order, *others))
    ]
    return HallView(work.head.seq, work.now, details)


def board_view(work: Work) -> BoardView:
    """What the hall may see, as of the last event."""
    waiting = {service_id: work.hall.waiting_count(service_id) for service_id in work.catalog.services}
    return BoardView(
        work.head.seq,
        work.now,
        board.current_calls(work.db),
        board.recent_calls(work.db, work.today, RECENT_CALLS),
        waiting,
        counters_view(work),
    )


def counters_view(work: Work) -> list[CounterView]:
    return [view_counter(work, counter_id) for counter_id in work.hall.counters]


def staff(work: Work) -> list[tuple[people.Person, str | None]]:
    """Everyone who may sign in, with the counter they hold."""
    at = {counter.person_id: counter.desk.id for counter in work.hall.counters.values() if counter.person_id}
    return [(person, at.get(person.person_id)) for person in people.everyone(work.db)]


def _reasons(work: Work, visits: Iterable[Visit]) -> dict[str, Reason]:
    """Why those at a counter were called, where the policy called them."""
    at_counter = [visit.visit_id for visit in visits if visit.state in AT_COUNTER]
    noted = stored.engine_reasons(work.db, at_counter)
    return {visit_id: reason_from_text(text) for visit_id, text in noted.items()}


def _whole_order(work: Work) -> Iterator[tuple[Line, str]]:
    return call_order(work.hall, list(work.hall.lines.values()), work.catalog.office.policy, work.moment)


def _imagined(work: Work, service_id: str, priority_class: str) -> Visit:
    leg = Leg(1, service_id, State.WAITING, wait_from=work.now)
    # One microsecond later than anyone: it would come last of those who are here.
    at = work.now + timedelta(microseconds=1)
    return Visit("~", work.today, "", 0, "", State.WAITING, "", "", "", priority_class, at, at, (leg,))
