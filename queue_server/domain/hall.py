"""The hall at one moment: who waits in which line, and what each counter is doing.

The only mutable thing of the domain. It is changed by whoever holds it, after the change has been written down.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from queue_server.domain.catalog import Catalog, CounterDesk
from queue_server.domain.visit import AT_COUNTER, State, Visit

by_order = attrgetter("order")


@dataclass(frozen=True, slots=True)
class LineKey:
    """Visits in one line are called strictly in order: same service, same class, same target."""

    service_id: str
    priority_class: str
    counter_id: str | None = None
    clerk_id: str | None = None


@dataclass(slots=True)
class Waiting:
    """A place in line. `order` is (order_at, visit_id): the arrival order, with ties settled."""

    order: tuple[datetime, str]
    overtaken: int = 0

    @property
    def visit_id(self) -> str:
        return self.order[1]


@dataclass(slots=True)
class CounterNow:
    """`visit_id` is what is called or served there; `busy_since` when that began."""

    desk: CounterDesk
    state: str = "closed"
    person_id: str | None = None
    since: datetime | None = None
    pause_reason: str | None = None
    visit_id: str | None = None
    service_id: str | None = None
    busy_since: datetime | None = None


class Hall:
    """Lines and counters, built from the active visits of the day."""

    def __init__(self, catalog: Catalog, counters: Iterable[CounterNow], visits: Iterable[Visit] = ()) -> None:
        self.catalog = catalog
        self.counters = {counter.desk.id: counter for counter in counters}
        self.lines: dict[LineKey, list[Waiting]] = {}
        self._places: dict[str, tuple[LineKey, Waiting]] = {}
        for visit in visits:
            self.place(visit)

    def place(self, visit: Visit) -> None:
        """Put a visit where its state says: in a line, at a counter, or nowhere."""
        self.remove(visit.visit_id)
        if visit.state is State.WAITING:
            key, place = line_key(visit), Waiting((visit.order_at, visit.visit_id), visit.overtaken)
            insort(self.lines.setdefault(key, []), place, key=by_order)
            self._places[visit.visit_id] = key, place
        elif visit.state in AT_COUNTER and visit.counter_id in self.counters:
            counter = self.counters[visit.counter_id]
            counter.visit_id, counter.service_id = visit.visit_id, visit.leg.service_id
            counter.busy_since = visit.leg.serving_from or visit.leg.called_at

    def remove(self, visit_id: str) -> None:
        if visit_id in self._places:
            key, place = self._places.pop(visit_id)
            line = self.lines[key]
            del line[bisect_left(line, place.order, key=by_order)]
            if not line:
                del self.lines[key]
        for counter in self.counters.values():
            if counter.visit_id == visit_id:
                counter.visit_id = counter.service_id = counter.busy_since = None

    def count_overtakes(self, visit_ids: Iterable[str], by: int = 1) -> None:
        """Each of these waiting visits was passed over once more (`by` -1 takes it back)."""
        for visit_id in visit_ids:
            self._places[visit_id][1].overtaken += by

    def place_of(self, visit_id: str) -> tuple[LineKey, Waiting] | None:
        return self._places.get(visit_id)

    def clerk_is_in(self, clerk_id: str) -> bool:
        return any(counter.person_id == clerk_id for counter in self.counters.values())

    def waiting_count(self, service_id: str) -> int:
        return sum(len(line) for key, line in self.lines.items() if key.service_id == service_id)

    def waiting_total(self) -> int:
        return len(self._places)

    def open_counters(self, service_id: str) -> list[CounterNow]:
        """Counters at work now that offer the service; a paused one will be back, a closed one not."""
        return [
            counter
            for counter in self.counters.values()
            if counter.state != "closed" and service_id in counter.desk.services
        ]

    def lines_for(self, counter: CounterNow) -> Iterator[tuple[LineKey, list[Waiting]]]:
        """The lines that this counter may call from, whatever its preferences."""
        for key, line in self.lines.items():
            if self.serves(counter, key):
                yield key, line

    def serves(self, counter: CounterNow, key: LineKey) -> bool:
        """A target counts while somebody is there to meet it; else any counter with the skill may call."""
        if key.counter_id is not None and self.counters[key.counter_id].state != "closed":
            return counter.desk.id == key.counter_id
        if key.clerk_id is not None and self.clerk_is_in(key.clerk_id):
            return counter.person_id == key.clerk_id
        return key.service_id in counter.desk.services


def line_key(visit: Visit) -> LineKey:
    leg = visit.leg
    return LineKey(leg.service_id, visit.priority_class, leg.target_counter_id, leg.target_clerk_id)


def earlier_than(line: list[Waiting], place: Waiting) -> list[Waiting]:
    """Those of a line that arrived before `place`."""
    return line[: bisect_left(line, place.order, key=by_order)]
