"""What an operation hands out: snapshots, so that nobody outside reads the living hall."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from queue_server.domain.hall import CounterNow
from queue_server.domain.selection import Reason, Why
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
    """A visit after its move, and the counter that took part; after a call by the policy also why it was called."""

    visit: Visit
    counter: CounterView | None
    reason: Reason | None = None


def moved(work: Work, visit: Visit, counter_id: str | None) -> Moved:
    return Moved(visit, view_counter(work, counter_id) if counter_id else None)


def reason_to_text(reason: Reason) -> str:
    """As it is kept beside the call."""
    return json.dumps(asdict(reason))


def reason_from_text(text: str) -> Reason:
    found = json.loads(text)
    return Reason(**{**found, "why": Why(found["why"])})


def view_counter(work: Work, counter_id: str) -> CounterView:
    counter = replace(work.counter(counter_id))
    name = people.name_of(work.db, counter.person_id) if counter.person_id else None
    number = stored.number_of(work.db, counter.visit_id) if counter.visit_id else None
    return CounterView(counter, name, number)
