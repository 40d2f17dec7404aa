"""Correcting what was declared: a citizen touched the wrong class, or none."""

from __future__ import annotations

from queue_server.domain import visit as moves
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, visit_fact
from queue_server.operations.asker import Asker
from queue_server.operations.calling import held_counter
from queue_server.operations.views import Moved, moved
from queue_server.operations.work import Work
from queue_server.store import visits as stored


def correct_priority(work: Work, visit_id: str, priority_class: str, asker: Asker, reason: str) -> Moved:
    """Give a visit another class: same place, same overtakes, another line. The same class again changes nothing.

    What it was, what it is and the reason are kept beside the visit; the event tells only that priority applies or
    not. Raises Refused: unknown_visit, unknown_priority_class, illegal_move,
    counter_held.
    """
    if priority_class not in work.catalog.priority_classes:
        raise Refused(Refusal.UNKNOWN_PRIORITY_CLASS, priority_class=priority_class)
    before = work.visit(visit_id)
    after = moves.correct_priority(before, priority_class)
    if before.counter_id is not None:
        held_counter(work, before, asker)
    if after == before:
        return moved(work, before, before.counter_id)
    work.save(after, before)
    words = f"{before.priority_class} > {priority_class}: {reason}"
    stored.note(work.db, visit_id, work.now, "priority_corrected", asker.person_id, words)
    work.tell(visit_fact(Name.VISIT_PRIORITY_CHANGED, after, asker.actor, work.now))
    return moved(work, after, after.counter_id)
