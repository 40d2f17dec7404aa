"""Calling people to a counter: the next one, a chosen one, once more, and nobody came."""

from __future__ import annotations

from dataclasses import replace

from queue_server.domain import visit as moves
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, visit_fact
from queue_server.domain.hall import CounterNow, line_key
from queue_server.domain.selection import choose, explain
from queue_server.domain.visit import Visit
from queue_server.operations.asker import Asker, require_holds
from queue_server.operations.views import Moved, moved, reason_to_text
from queue_server.operations.work import Work
from queue_server.store import visits as stored


def call_next(work: Work, counter_id: str, asker: Asker) -> Moved:
    """Call whom the policy puts first. Raises Refused: unknown_counter, counter_held, counter_not_held,
    counter_not_open, counter_busy, nobody_waiting.
    """
    counter = _ready(work, counter_id, asker)
    policy = work.catalog.office.policy
    choice = choose(work.hall, counter, policy, work.moment)
    why = explain(work.hall, counter, policy, work.moment)
    if choice is None or why is None:
        raise Refused(Refusal.NOBODY_WAITING, counter_id=counter_id)
    before = work.visit(choice.visit_id)
    work.count_overtakes(choice.overtaken)
    return replace(_call(work, before, counter_id, asker, "engine", reason_to_text(why)), reason=why)


def call_chosen(work: Work, visit_id: str, counter_id: str, asker: Asker, reason: str) -> Moved:
    """Call a visit out of order. It counts as nobody's overtake; the reason is kept.

    Raises Refused: as call_next, and unknown_visit, counter_cannot_serve, illegal_move.
    """
    counter = _ready(work, counter_id, asker)
    before = work.visit(visit_id)
    if before.state is moves.State.WAITING and not work.hall.serves(counter, line_key(before)):
        raise Refused(Refusal.COUNTER_CANNOT_SERVE, counter_id=counter_id, ticket_number=before.ticket_number)
    return _call(work, before, counter_id, asker, "chosen", reason)


def recall(work: Work, visit_id: str, asker: Asker) -> Moved:
    """Call once more, at the same counter. Raises Refused: unknown_visit, illegal_move, counter_held."""
    before = work.visit(visit_id)
    after = moves.recall(before)
    counter = held_counter(work, before, asker)
    work.save(after, before)
    recorded = work.tell(visit_fact(Name.VISIT_RECALLED, after, asker.actor, work.now))
    stored.add_call(work.db, after, stored.Call(recorded.seq, work.now, "recall", asker.person_id))
    return moved(work, after, counter.desk.id)


def mark_no_show(work: Work, visit_id: str, asker: Asker) -> Moved:
    """Nobody came. Raises Refused: unknown_visit, illegal_move, counter_held."""
    before = work.visit(visit_id)
    after = moves.mark_no_show(before, work.now, absences_to_end=work.catalog.office.absences_to_end)
    counter = held_counter(work, before, asker)
    work.save(after, before)
    work.tell(visit_fact(Name.VISIT_MARKED_NO_SHOW, after, asker.actor, work.now, counter_id=before.counter_id))
    return moved(work, after, counter.desk.id)


def held_counter(work: Work, visit: Visit, asker: Asker) -> CounterNow:
    """The counter where the visit stands, if the asker may act there."""
    counter = work.counter(str(visit.counter_id))
    require_holds(asker, counter)
    return counter


def free_counter(work: Work, counter_id: str, asker: Asker) -> CounterNow:
    """A counter of the asker that is at work and has nobody before it."""
    counter = work.counter(counter_id)
    require_holds(asker, counter)
    if counter.state == "closed":
        raise Refused(Refusal.COUNTER_NOT_OPEN, counter_id=counter_id)
    if counter.visit_id is not None:
        raise Refused(Refusal.COUNTER_BUSY, counter_id=counter_id)
    return counter


def _ready(work: Work, counter_id: str, asker: Asker) -> CounterNow:
    counter = free_counter(work, counter_id, asker)
    if counter.state != "open":
        raise Refused(Refusal.COUNTER_NOT_OPEN, counter_id=counter_id)
    return counter


def _call(work: Work, before: Visit, counter_id: str, asker: Asker, kind: str, reason: str) -> Moved:
    after = moves.call(before, counter_id, work.now)
    work.save(after, before)
    recorded = work.tell(visit_fact(Name.VISIT_CALLED, after, asker.actor, work.now))
    stored.add_call(work.db, after, stored.Call(recorded.seq, work.now, kind, asker.person_id, reason))
    return moved(work, after, counter_id)
