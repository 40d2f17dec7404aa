"""Who is called next, and therefore who stands before whom: one order for both questions.

The key of a line is the arrival of its first visit less the head start of its class; the least key goes first, ties by
arrival, then by id. Whoever was overtaken `max_overtakes` times goes before everyone, earliest first. So nobody is
overtaken more often than that by engine calls at a counter that could have called them: an overtake needs a later
arrival to be picked, and no later arrival is picked while somebody at the bound could be.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, nlargest

from queue_server.domain.catalog import Catalog
from queue_server.domain.hall import CounterNow, Hall, LineKey, Waiting, by_order, earlier_than

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
    if all(line[-1].order <= place.order for _, line in lines):
        return _ahead_of_newest(hall.catalog, lines, key, place)
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
    return min(urgent, key=lambda found: found[0].order)[1] if urgent else None


def _least_line(lines: Lines, catalog: Catalog, prefers: frozenset[str]) -> list[Waiting] | None:
    if not lines:
        return None
    return min(lines, key=lambda found: (found[0].priority_class not in prefers, *_sort_key(catalog, *found)))[1]


def _sort_key(catalog: Catalog, key: LineKey, line: list[Waiting]) -> tuple[datetime, tuple[datetime, str]]:
    return _key(catalog, key, line[0]), line[0].order


def _key(catalog: Catalog, key: LineKey, place: Waiting) -> datetime:
    priority_class = catalog.priority_classes.get(key.priority_class)
    return place.order[0] - (priority_class.head_start if priority_class else timedelta(0))


def _competing(hall: Hall, key: LineKey) -> Lines:
    """The lines that counters able to call from this one may call from; with none open, the service's own."""
    counters = able_counters(hall, key)
    if not counters:
        return [(other, line) for other, line in hall.lines.items() if other.service_id == key.service_id]
    return [(other, line) for other, line in hall.lines.items() if any(hall.serves(c, other) for c in counters)]


def _ahead_of_newest(catalog: Catalog, lines: Lines, key: LineKey, place: Waiting) -> dict[str, int]:
    """The same count for whoever came last, without playing it: giving a number must not cost more in a full hall.

    Everyone with a lesser key goes first. Of the others, all of whom came earlier, those go first who reach the bound
    by the later arrivals among them: everyone before the `bound`-th latest of those who go first, and a few after.
    """
    bound, own = catalog.office.max_overtakes, (_key(catalog, key, place), place.order)
    cuts = [_cut(catalog, of, line, own) for of, line in lines]
    firsts = (one.order for cut, (_, line) in zip(cuts, lines, strict=True) for one in line[max(0, cut - bound) : cut])
    latest = nlargest(bound, firsts)
    counts: dict[str, int] = {}
    late: list[tuple[Waiting, int]] = []
    for at, (cut, (of, line)) in enumerate(zip(cuts, lines, strict=True)):
        sure = bisect_left(line, latest[-1], lo=cut, key=by_order) if len(latest) == bound else cut
        counts[of.service_id] = counts.get(of.service_id, 0) + sure
        late += [(one, at) for one in line[sure:] if one is not place]
    for at in _reaching_bound(late, sorted(latest), bound):
        counts[lines[at][0].service_id] += 1
    return counts


def _cut(catalog: Catalog, key: LineKey, line: list[Waiting], own: tuple[datetime, tuple[datetime, str]]) -> int:
    """How many of a line have a lesser key than `own`."""
    return bisect_left(line, own, key=lambda one: (_key(catalog, key, one), one.order))


def _reaching_bound(late: list[tuple[Waiting, int]], going: list[tuple[datetime, str]], bound: int) -> Iterator[int]:
    """The lines of those in `late` who would be passed over `bound` times by `going`, latest arrival first.

    Whoever reaches it passes over those before him in turn, and takes along those ahead of him in his own line.
    """
    moving: set[int] = set()
    for one, at in sorted(late, key=lambda found: found[0].order, reverse=True):
        if at in moving or one.overtaken + len(going) - bisect_left(going, one.order) >= bound:
            moving.add(at)
            insort(going, one.order)
            yield at


class _Steps:
    """Plays calls forward on a copy: a heap of lines by key, the arrival order, and who reached the bound.

    Every pass over an earlier arrival raises a count that is bounded, so the whole costs O(n log n + bound * n).
    """

    def __init__(self, lines: Lines, catalog: Catalog, bound: int) -> None:
        self._catalog, self._bound = catalog, bound
        self._lines = [(key, list(reversed(line))) for key, line in lines]
        arrivals = sorted((place.order, at, place) for at, (_, line) in enumerate(lines) for place in line)
        self._orders = [order for order, _, _ in arrivals]
        self._line_of = {order: at for order, at, _ in arrivals}
        self._counts = {order: place.overtaken for order, _, place in arrivals}
        self._urgent = [order for order in self._orders if self._counts[order] >= bound]
        self._heap = [self._entry(at) for at in range(len(lines))]
        heapify(self._heap)

    @property
    def left(self) -> int:
        return len(self._orders)

    def next(self) -> tuple[LineKey, str]:
        at = self._next_line()
        key, line = self._lines[at]
        place = line.pop()
        self._pass_over(place.order)
        if line:
            heappush(self._heap, self._entry(at))
        return key, place.visit_id

    def _next_line(self) -> int:
        while self._urgent and self._urgent[0] not in self._counts:
            heappop(self._urgent)
        if self._urgent:
            return self._line_of[self._urgent[0]]
        while True:
            _, order, at = heappop(self._heap)
            # An entry is stale when the line moved on through an urgent call.
            if self._lines[at][1] and self._lines[at][1][-1].order == order:
                return at

    def _pass_over(self, order: tuple[datetime, str]) -> None:
        index = bisect_left(self._orders, order)
        del self._orders[index]
        del self._counts[order]
        for earlier in self._orders[:index]:
            self._counts[earlier] += 1
            if self._counts[earlier] == self._bound:
                heappush(self._urgent, earlier)

    def _entry(self, at: int) -> tuple[datetime, tuple[datetime, str], int]:
        key, line = self._lines[at]
        return _key(self._catalog, key, line[-1]), line[-1].order, at
