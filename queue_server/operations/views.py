"""What an operation hands out: snapshots, so that nobody outside reads the living hall."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queue_server.domain.hall import CounterNow
from queue_server.domain.visit import Visit
from queue_server.operations.work import Work
from queue_server.store import people
from queue_server.store import visits as stored


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter with the words that people know its clerk and its visit by."""

    counter: CounterNow
    clerk_name: str | None
    ticket_number: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit after its move, and the counter that took part."""

    visit: Visit
    counter: CounterView | None


def moved(work: Work, visit: Visit, counter_id: str | None) -> Moved:
    return Moved(visit, view_counter(work, counter_id) if counter_id else None)


def view_counter(work: Work, counter_id: str) -> CounterView:
    counter = replace(work.counter(counter_id))
    name = people.name_of(work.db, counter.person_id) if counter.person_id else None
    number = stored.number_of(work.db, counter.visit_id) if counter.visit_id else None
    return CounterView(counter, name, number)
