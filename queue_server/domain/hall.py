"""The hall at one moment: who waits in which line, and what each counter is doing.

The only mutable thing of the domain. It is changed by whoever holds it, after the change has been written down.
Moments in here are seconds as floats, so that a simulated day and a real one are played by the same code.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from queue_server.domain.catalog import APPOINTMENT_HEAD_START, Catalog, CounterDesk
from queue_server.domain.visit import AT_COUNTER, State, Visit

by_order = attrgetter("order")

Order = tuple[float, str]
"""A place among all: the moment that gives it, and the visit's id, which settles ties."""


class LineKey(NamedTuple):
    """Visits in one line are called strictly in order: same service, same class, same target, appointed or not."""

    service_id: str
    priority_class: str
    counter_id: str | None = None
    clerk_id: str | None = None
    appointed: bool = False


@dataclass(slots=True)
class Waiting:
    """A place in line."""

    order: Order
    overtaken: int = 0

    @property
    def visit_id(self) -> str:
        return self.order[1]


@dataclass(slots=True)
class Line:
    """Never empty while the hall holds it. `head_start` and `mean` are seconds."""

    key: LineKey
    head_start: float
    mean: float
    places: list[Waiting] = field(default_factory=list)


@dataclass(slots=True)
class CounterNow:
    """`visit_id` is what is called or served there; `busy_since` the moment when that began."""

    desk: CounterDesk
    state: str = "closed"
    person_id: str | None = None
    since: datetime | None = None
    pause_reason: str | None = None
    visit_id: str | None = None
    service_id: str | None = None
    busy_since: float | None = None


class Hall:
    """Lines and counters, built from the active visits of the day. `arrivals` is everyone waiting, in order."""

    def __init__(self, catalog: Catalog, counters: Iterable[CounterNow], visits: Iterable[Visit] = ()) -> None:
        self.catalog = catalog
        self.flexibility = catalog.flexibility()
        self.counters = {counter.desk.id: counter for counter in counters}
        self.lines: dict[LineKey, Line] = {}
        self.arrivals: list[tuple[Order, Line]] = []
        self._places: dict[str, tuple[Line, Waiting]] = {}
        for visit in visits:
            self.place(visit)

    def copy(self) -> Hall:
        """A hall of its own in the same state, to play forward."""
        other = Hall.__new__(Hall)
        other.catalog, other.flexibility = self.catalog, self.flexibility
        other.counters = {one: _copied(counter) for one, counter in self.counters.items()}
        other.lines, other.arrivals, other._places = {}, [], {}
        for order, line in self.arrivals:
            other.add(line.key, Waiting(order, self._places[order[1]][1].overtaken))
        return other

    def place(self, visit: Visit) -> None:
        """Put a visit where its state says: in a line, at a counter, or nowhere."""
        self.remove(visit.visit_id)
        if visit.state is State.WAITING:
            self.add(line_key(visit), Waiting((moment(visit.order_at), visit.visit_id), visit.overtaken))
        elif visit.state in AT_COUNTER and visit.counter_id in self.counters:
            began = visit.leg.serving_from or visit.leg.called_at
            self.occupy(visit.counter_id, visit.visit_id, visit.leg.service_id, moment(began) if began else None)

    def add(self, key: LineKey, place: Waiting) -> None:
        """Let somebody wait who is not here yet."""
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = self._line(key)
        _insert(line.places, place)
        insort(self.arrivals, (place.order, line))
        self._places[place.order[1]] = line, place

    def occupy(self, counter_id: str, visit_id: str, service_id: str, since: float | None) -> None:
        counter = self.counters[counter_id]
        counter.visit_id, counter.service_id, counter.busy_since = visit_id, service_id, since

    def remove(self, visit_id: str) -> None:
        if visit_id in self._places:
            self.leave_line(visit_id)
        for counter in self.counters.values():
            if counter.visit_id == visit_id:
                self.clear(counter)

    def leave_line(self, visit_id: str) -> LineKey:
        """Take somebody who waits out of the line that they stand in."""
        line, place = self._places.pop(visit_id)
        del line.places[bisect_left(line.places, place.order, key=by_order)]
        del self.arrivals[bisect_left(self.arrivals, (place.order,))]
        if not line.places:
            del self.lines[line.key]
        return line.key

    def clear(self, counter: CounterNow) -> None:
        counter.visit_id = counter.service_id = counter.busy_since = None

    def count_overtakes(self, visit_ids: Iterable[str], by: int = 1) -> None:
        """Each of these waiting visits was passed over once more (`by` -1 takes it back)."""
        for visit_id in visit_ids:
            self._places[visit_id][1].overtaken += by

    def place_of(self, visit_id: str) -> tuple[Line, Waiting] | None:
        return self._places.get(visit_id)

    def clerk_is_in(self, clerk_id: str) -> bool:
        return any(counter.person_id == clerk_id for counter in self.counters.values())

    def waiting_count(self, service_id: str) -> int:
        return sum(len(line.places) for key, line in self.lines.items() if key.service_id == service_id)

    def waiting_total(self) -> int:
        return len(self._places)

    def open_counters(self, service_id: str) -> list[CounterNow]:
        """Counters at work now that offer the service; a paused one will be back, a closed one not."""
        return [
            counter
            for counter in self.counters.values()
            if counter.state != "closed" and service_id in counter.desk.services
        ]

    def lines_for(self, counter: CounterNow) -> Iterator[Line]:
        """The lines that this counter may call from, whatever its preferences."""
        for key, line in self.lines.items():
            if self.serves(counter, key):
                yield line

    def serves(self, counter: CounterNow, key: LineKey) -> bool:
        """A target counts while somebody is there to meet it; else any counter with the skill may call."""
        if key.counter_id is not None and self.counters[key.counter_id].state != "closed":
            return counter.desk.id == key.counter_id
        if key.clerk_id is not None and self.clerk_is_in(key.clerk_id):
            return counter.person_id == key.clerk_id
        return key.service_id in counter.desk.services

    def line_of(self, key: LineKey) -> Line:
        """The line of that key, empty if nobody stands in it."""
        return self.lines.get(key) or self._line(key)

    def _line(self, key: LineKey) -> Line:
        priority_class = self.catalog.priority_classes.get(key.priority_class)
        own = priority_class.head_start.total_seconds() if priority_class else 0.0
        appointed = APPOINTMENT_HEAD_START.total_seconds() if key.appointed else 0.0
        return Line(key, max(own, appointed), self.catalog.services[key.service_id].mean_time.total_seconds())


def moment(at: datetime) -> float:
    """An aware datetime in seconds; two that differ by a microsecond stay apart and in order."""
    return at.timestamp()


def line_key(visit: Visit) -> LineKey:
    leg = visit.leg
    appointed = visit.appointment_at is not None
    return LineKey(leg.service_id, visit.priority_class, leg.target_counter_id, leg.target_clerk_id, appointed)


def earlier_than(line: Line, order: Order) -> list[Waiting]:
    """Those of a line whose place is before `order`."""
    if line.places[0].order >= order:
        return []
    return line.places[: bisect_left(line.places, order, key=by_order)]


def _insert(places: list[Waiting], place: Waiting) -> None:
    if not places or places[-1].order < place.order:
        places.append(place)
    else:
        insort(places, place, key=by_order)


def _copied(counter: CounterNow) -> CounterNow:
    copy = CounterNow(counter.desk, counter.state, counter.person_id)
    copy.visit_id, copy.service_id, copy.busy_since = counter.visit_id, counter.service_id, counter.busy_since
    return copy
