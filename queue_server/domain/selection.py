"""Who is called next, and therefore who stands before whom: one order for both questions.

The key of a line is the arrival of its first visit less the head start of its class; the least key goes first, ties by
arrival, then by id. Whoever was overtaken `max_overtakes` times goes before everyone, earliest first. So nobody is
overtaken more often than that by engine calls at a counter that could have called them: an overtake needs a later
arrival to be picked, and no later arrival is picked while somebody at the bound could be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting, earlier_than

Lines = list[tuple[LineKey, list[Waiting]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The visit to call, and those who arrived earlier, could have been called here, and were passed over."""

    visit_id: str
    overtaken: tuple[str, ...]


def choose(hall: Hall, counter: CounterNow) -> Choice | None:
    """The next visit for an idle counter, or None when nobody it may call is waiting."""
    lines = _allowed(list(hall.lines_for(counter)), counter)
    bound = hall.catalog.office.max_overtakes
    line = _urgent_line(lines, bound) or _least_line(lines, hall.catalog, counter.desk.prefers)
    if line is None:
        return None
    place = line[0]
    passed_over = (waiting.visit_id for _, other in lines for waiting in earlier_than(other, place))
    return Choice(place.visit_id, tuple(passed_over))


def call_order(hall: Hall, lines: Lines) -> Iterator[tuple[LineKey, str]]:
    """These lines' visits in the order the policy would call them if nobody else came, by one counter for all."""
    steps = _Steps(lines, hall.catalog, hall.catalog.office.max_overtakes)
    while steps.left:
        yield steps.next()


def ahead_of(hall: Hall, visit_id: str) -> dict[str, int]:
    """By service, the waiting visits that would be called before this one at counters able to serve it."""
    key, place = hall.place_of(visit_id) or (None, None)
    if key is None or place is None:
        return {}
    lines = _competing(hall, key)
    if _is_last(hall.catalog, lines, key, place):
        return _counts(lines, place)
    counts: dict[str, int] = {}
    for other, other_id in call_order(hall, lines):
        if other_id == visit_id:
            break
        counts[other.service_id] = counts.get(other.service_id, 0) + 1
    return counts


def able_counters(hall: Hall, key: LineKey) -> list[CounterNow]:
    """Counters at work that would call from this line; reserved ones only if no other does."""
    able = [counter for counter in hall.counters.values() if counter.state != "closed" and hall.serves(counter, key)]
    free = [
        counter
        for counter in able
        if not counter.desk.reserved_for or key.priority_class in counter.desk.reserved_for
    ]
    return free or able


def _allowed(lines: Lines, counter: CounterNow) -> Lines:
    """A reserved counter takes others only when no one of its classes waits."""
    own = [(key, line) for key, line in lines if key.priority_class in counter.desk.reserved_for]
    return own or lines


def _urgent_line(lines: Lines, bound: int) -> list[Waiting] | None:
    """The line of the earliest visit that may not be passed over again; its head is called, in the line's own order."""
    urgent = [(waiting, line) for _, line in lines for waiting in line if waiting.overtaken >= bound]
    return min(urgent, key=lambda found: found[0])[1] if urgent else None


def _least_line(lines: Lines, catalog: Catalog, prefers: frozenset[str]) -> list[Waiting] | None:
    if not lines:
        return None
    return min(lines, key=lambda found: (found[0].priority_class not in prefers, *_sort_key(catalog, *found)))[1]


def _sort_key(catalog: Catalog, key: LineKey, line: list[Waiting]) -> tuple[datetime, datetime, str]:
    return _key(catalog, key, line[0]), line[0].order_at, line[0].visit_id


def _key(catalog: Catalog, key: LineKey, place: Waiting) -> datetime:
    priority_class = catalog.priority_classes.get(key.priority_class)
    return place.order_at - (priority_class.head_start if priority_class else timedelta(0))


def _competing(hall: Hall, key: LineKey) -> Lines:
    """The lines that counters able to call from this one may call from; with none open, the service's own."""
    counters = able_counters(hall, key)
    if not counters:
        return [(other, line) for other, line in hall.lines.items() if other.service_id == key.service_id]
    return [(other, line) for other, line in hall.lines.items() if any(hall.serves(c, other) for c in counters)]


def _is_last(catalog: Catalog, lines: Lines, key: LineKey, place: Waiting) -> bool:
    """True when nobody arrived later and no key is larger: then all go first, and nothing needs stepping."""
    own = _key(catalog, key, place)
    return all(line[-1] <= place and _key(catalog, other, line[-1]) <= own for other, line in lines)


def _counts(lines: Lines, place: Waiting) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key, line in lines:
        others = len(line) - (line[-1] is place)
        counts[key.service_id] = counts.get(key.service_id, 0) + others
    return counts


class _Steps:
    """Plays calls forward on a copy: a heap of lines by key, the arrival order, and who reached the bound.

    Every pass over an earlier arrival raises a count that is bounded, so the whole costs O(n log n + bound * n).
    """

    def __init__(self, lines: Lines, catalog: Catalog, bound: int) -> None:
        self._catalog, self._bound = catalog, bound
        self._lines = [(key, list(reversed(line))) for key, line in lines]
        self._arrivals = sorted((place, at) for at, (_, line) in enumerate(lines) for place in line)
        self._counts = {place.visit_id: place.overtaken for place, _ in self._arrivals}
        self._urgent = [(place, at) for place, at in self._arrivals if place.overtaken >= bound]
        self._heap = [self._entry(at) for at in range(len(lines))]
        heapify(self._heap)

    @property
    def left(self) -> int:
        return len(self._arrivals)

    def next(self) -> tuple[LineKey, str]:
        at = self._next_line()
        key, line = self._lines[at]
        place = line.pop()
        self._pass_over(place, at)
        if line:
            heappush(self._heap, self._entry(at))
        return key, place.visit_id

    def _next_line(self) -> int:
        while self._urgent and self._urgent[0][0].visit_id not in self._counts:
            heappop(self._urgent)
        if self._urgent:
            return self._urgent[0][1]
        while True:
            _, _, visit_id, at = heappop(self._heap)
            # An entry is stale when the line moved on through an urgent call.
            if self._lines[at][1] and self._lines[at][1][-1].visit_id == visit_id:
                return at

    def _pass_over(self, place: Waiting, at: int) -> None:
        index = bisect_left(self._arrivals, (place, at))
        del self._arrivals[index]
        del self._counts[place.visit_id]
        for earlier, its_line in self._arrivals[:index]:
            self._counts[earlier.visit_id] += 1
            if self._counts[earlier.visit_id] == self._bound:
                heappush(self._urgent, (earlier, its_line))

    def _entry(self, at: int) -> tuple[datetime, datetime, str, int]:
        key, line = self._lines[at]
        return _key(self._catalog, key, line[-1]), line[-1].order_at, line[-1].visit_id, at
