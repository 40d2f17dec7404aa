"""Opening, pausing and closing a counter. One counter, one clerk."""

from __future__ import annotations

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Name, counter_fact
from queue_server.domain.hall import CounterNow
from queue_server.operations.asker import Asker, require_holds
from queue_server.operations.days import open_day
from queue_server.operations.views import CounterView, view_counter
from queue_server.operations.work import Work
from queue_server.store import counters as stored


def open_counter(work: Work, counter_id: str, asker: Asker) -> CounterView:
    """Take a closed counter, or go on after a pause. Asking again changes nothing.

    Raises Refused: unknown_counter, counter_held, clerk_holds_another_counter.
    """
    counter = work.counter(counter_id)
    if counter.person_id is not None and counter.person_id != asker.person_id:
        raise Refused(Refusal.COUNTER_HELD, counter_id=counter_id)
    if counter.state == "open":
        return view_counter(work, counter_id)
    open_day(work)
    if counter.state == "closed":
        _take(work, counter, asker)
    return _change(work, counter_id, asker, "open", Name.COUNTER_OPENED)


def pause_counter(work: Work, counter_id: str, asker: Asker, reason: str | None) -> CounterView:
    """Call nobody for a while. Raises Refused: unknown_counter, counter_held, counter_not_open."""
    counter = work.counter(counter_id)
    require_holds(asker, counter)
    if counter.state == "closed":
        raise Refused(Refusal.COUNTER_NOT_OPEN, counter_id=counter_id)
    if counter.state == "paused":
        return view_counter(work, counter_id)
    return _change(work, counter_id, asker, "paused", Name.COUNTER_PAUSED, reason)


def close_counter(work: Work, counter_id: str, asker: Asker) -> CounterView:
    """Leave a counter that has nobody before it. Raises Refused: unknown_counter, counter_held, counter_busy."""
    counter = work.counter(counter_id)
    if counter.state == "closed":
        return view_counter(work, counter_id)
    require_holds(asker, counter)
    if counter.visit_id is not None:
        raise Refused(Refusal.COUNTER_BUSY, counter_id=counter_id)
    stored.end_session(work.db, counter_id, work.now)
    work.change_counter(counter_id, person_id=None)
    return _change(work, counter_id, asker, "closed", Name.COUNTER_CLOSED)


def _take(work: Work, counter: CounterNow, asker: Asker) -> None:
    held = [one.desk.id for one in work.hall.counters.values() if one.person_id == asker.person_id]
    if held and not asker.manages:
        raise Refused(Refusal.CLERK_HOLDS_ANOTHER_COUNTER, counter_id=held[0])
    stored.begin_session(work.db, counter.desk.id, str(asker.person_id), work.now)
    work.change_counter(counter.desk.id, person_id=asker.person_id)


def _change(
    work: Work, counter_id: str, asker: Asker, state: str, name: Name, reason: str | None = None
) -> CounterView:
    work.change_counter(counter_id, state=state, since=work.now, pause_reason=reason)
    work.tell(counter_fact(name, counter_id, asker.actor, work.now, state))
    return view_counter(work, counter_id)
