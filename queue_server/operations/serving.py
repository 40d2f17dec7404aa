"""What happens at the counter: serve, hold, resume, transfer, complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from queue_server.domain import visit as moves
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, visit_fact
from queue_server.domain.visit import Target, Visit
from queue_server.operations.asker import Asker
from queue_server.operations.calling import free_counter, held_counter
from queue_server.operations.views import Moved, moved
from queue_server.operations.work import Work
from queue_server.store import people
from queue_server.store import visits as stored


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a clerk sends a visit: exactly one of a service, a counter and a clerk; `comes_back` afterwards or not."""

    service_id: str | None = None
    counter_id: str | None = None
    clerk_id: str | None = None
    comes_back: bool = False


def serve(work: Work, visit_id: str, asker: Asker) -> Moved:
    """The person came. Raises Refused: unknown_visit, illegal_move, counter_held."""
    before = work.visit(visit_id)
    after = moves.serve(before, work.now)
    counter = held_counter(work, before, asker)
    work.save(after, before)
    work.tell(visit_fact(Name.VISIT_SERVING_STARTED, after, asker.actor, work.now))
    return moved(work, after, counter.desk.id)


def complete(work: Work, visit_id: str, asker: Asker) -> Moved:
    """This service is done. Raises Refused: unknown_visit, illegal_move, counter_held."""
    before = work.visit(visit_id)
    after = moves.complete(before, work.now)
    return _leave(work, before, after, asker, Name.VISIT_COMPLETED)


def hold(work: Work, visit_id: str, asker: Asker, *, reason: str, minutes: int | None) -> Moved:
    """Set aside, for ever or for some minutes. Raises Refused: unknown_visit, illegal_move, counter_held."""
    before = work.visit(visit_id)
    after = moves.hold(before, work.now)
    due_at = work.now + timedelta(minutes=minutes) if minutes else None
    moved = _leave(work, before, after, asker, Name.VISIT_HELD)
    stored.open_hold(work.db, after, work.now, due_at, reason)
    return moved


def resume(work: Work, visit_id: str, asker: Asker, counter_id: str | None) -> Moved:
    """Go on at a counter: the one named, else the asker's free one; without any it waits in its old place.

    Raises Refused: unknown_visit, illegal_move, unknown_counter, counter_held, counter_not_open, counter_busy.
    """
    before = work.visit(visit_id)
    at = counter_id or _own_free_counter(work, before, asker)
    after = moves.resume_at(before, at, work.now) if at else moves.resume_waiting(before, work.now)
    if at:
        free_counter(work, at, asker)
    stored.close_hold(work.db, visit_id, work.now)
    work.save(after, before)
    work.tell(visit_fact(Name.VISIT_RESUMED, after, asker.actor, work.now))
    return moved(work, after, at)


def release_hold(work: Work, visit_id: str, asker: Asker) -> Moved:
    """A hold ran out: back to waiting, in the old place."""
    before = work.visit(visit_id)
    after = moves.resume_waiting(before, work.now)
    stored.close_hold(work.db, visit_id, work.now)
    work.save(after, before)
    work.tell(visit_fact(Name.VISIT_RESUMED, after, asker.actor, work.now))
    return moved(work, after, None)


def transfer(work: Work, visit_id: str, asker: Asker, to: Destination) -> Moved:
    """Send on to a service, a counter or a clerk. Raises Refused: unknown_visit, illegal_move, counter_held,
    unknown_service, service_closed, unknown_counter, unknown_clerk.
    """
    before = work.visit(visit_id)
    target = _target(work, before, to)
    after = moves.transfer(before, target, comes_back=to.comes_back, now=work.now)
    return _leave(work, before, after, asker, Name.VISIT_TRANSFERRED)


def _leave(work: Work, before: Visit, after: Visit, asker: Asker, name: Name) -> Moved:
    """Write a move that frees the counter, and tell of it there and on the leg that ended."""
    counter = held_counter(work, before, asker)
    work.save(after, before)
    fact = visit_fact(name, after, asker.actor, work.now, counter_id=before.counter_id, leg_no=before.leg_no)
    work.tell(fact)
    return moved(work, after, counter.desk.id)


def _own_free_counter(work: Work, visit: Visit, asker: Asker) -> str | None:
    """Where the asker could take the visit up: the counter that held it first, if it is his."""
    own = [
        counter.desk.id
        for counter in work.hall.counters.values()
        if asker.person_id and counter.person_id == asker.person_id and not counter.visit_id
    ]
    return visit.leg.counter_id if visit.leg.counter_id in own else next(iter(own), None)


def _target(work: Work, visit: Visit, to: Destination) -> Target:
    if to.service_id is not None:
        service = work.catalog.services.get(to.service_id)
        if service is None:
            raise Refused(Refusal.UNKNOWN_SERVICE, service_id=to.service_id)
        if not service.active:
            raise Refused(Refusal.SERVICE_CLOSED, service_id=to.service_id)
        return Target(to.service_id)
    if to.counter_id is not None:
        return Target(visit.leg.service_id, counter_id=work.counter(to.counter_id).desk.id)
    if to.clerk_id is None or people.find(work.db, to.clerk_id) is None:
        raise Refused(Refusal.UNKNOWN_CLERK, clerk_id=to.clerk_id or "")
    return Target(visit.leg.service_id, clerk_id=to.clerk_id)
