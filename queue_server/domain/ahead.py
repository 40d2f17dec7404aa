"""Who stands before whom: the order of `selection`, played forward as if nobody else came."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from heapq import heapify, heappop, heappush, nlargest

from queue_server.domain.hall import Hall, Line, Order, Waiting, by_order
from queue_server.domain.ordering import Keys
from queue_server.domain.policy import Policy
from queue_server.domain.selection import able_counters


def call_order(hall: Hall, lines: list[Line], policy: Policy, now: float) -> Iterator[tuple[Line, str]]:
    """These lines' visits in the order the policy would call them, by one counter for all, at the keys of `now`."""
    steps = _Steps(lines, Keys(hall, policy, now), policy.max_overtakes)
    while steps.left:
        yield steps.next()


def ahead_of(hall: Hall, visit_id: str, policy: Policy, now: float) -> dict[str, int]:
    """By service, the waiting visits that would be called before this one at counters able to serve it."""
    line, place = hall.place_of(visit_id) or (None, None)
    if line is None or place is None:
        return {}
    lines, keys = _competing(hall, line), Keys(hall, policy, now)
    if policy.keeps_keys_in_order and all(other.places[-1].order <= place.order for other in lines):
        return _Newest(lines, keys, policy.max_overtakes, (line, place)).ahead()
    counts: dict[str, int] = {}
    steps = _Steps(lines, keys, policy.max_overtakes)
    while steps.left:
        other, other_id = steps.next()
        if other_id == visit_id:
            break
        counts[other.key.service_id] = counts.get(other.key.service_id, 0) + 1
    return counts


def _competing(hall: Hall, line: Line) -> list[Line]:
    """The lines that counters able to call from this one may call from; with none open, the service's own."""
    counters = able_counters(hall, line)
    if not counters:
        return [other for other in hall.lines.values() if other.key.service_id == line.key.service_id]
    return [other for other in hall.lines.values() if any(hall.serves(c, other.key) for c in counters)]


class _Newest:
    """The same count for whoever came last, without playing it: giving a number must not cost more in a full hall.

    Everyone with a lesser key goes first. Of the others, all of whom came earlier, those go first who reach the bound
    by the later arrivals among them: everyone before the `bound`-th latest of those who go first, and a few after.
    """

    def __init__(self, lines: list[Line], keys: Keys, bound: int, newest: tuple[Line, Waiting]) -> None:
        self._lines, self._keys, self._bound = lines, keys, bound
        self._place = newest[1]
        self._own = (keys.of(*newest), newest[1].order)

    def ahead(self) -> dict[str, int]:
        bound = self._bound
        cuts = [self._cut(line) for line in self._lines]
        firsts = (
            one.order
            for cut, line in zip(cuts, self._lines, strict=True)
            for one in line.places[max(0, cut - bound) : cut]
        )
        latest = nlargest(bound, firsts)
        counts: dict[str, int] = {}
        late: list[tuple[Waiting, int]] = []
        for at, (cut, line) in enumerate(zip(cuts, self._lines, strict=True)):
            full = bound and len(latest) == bound
            sure = bisect_left(line.places, latest[-1], lo=cut, key=by_order) if full else cut
            counts[line.key.service_id] = counts.get(line.key.service_id, 0) + sure
            late += [(one, at) for one in line.places[sure:] if one is not self._place]
        for at in _reaching_bound(late, sorted(latest), bound):
            counts[self._lines[at].key.service_id] += 1
        return counts

    def _cut(self, line: Line) -> int:
        """How many of a line have a lesser key than the newest."""
        return bisect_left(line.places, self._own, key=lambda one: (self._keys.of(line, one), one.order))


def _reaching_bound(late: list[tuple[Waiting, int]], going: list[Order], bound: int) -> Iterator[int]:
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

    def __init__(self, lines: list[Line], keys: Keys, bound: int) -> None:
        self._keys, self._bound = keys, bound
        self._lines = [(line, list(reversed(line.places))) for line in lines]
        arrivals = sorted((place.order, at, place) for at, line in enumerate(lines) for place in line.places)
        self._orders = [order for order, _, _ in arrivals]
        self._line_of = {order: at for order, at, _ in arrivals}
        self._counts = {order: place.overtaken for order, _, place in arrivals}
        self._urgent = [order for order in self._orders if self._counts[order] >= bound]
        self._heap = [self._entry(at) for at in range(len(lines))]
        heapify(self._heap)

    @property
    def left(self) -> int:
        return len(self._orders)

    def next(self) -> tuple[Line, str]:
        at = self._next_line()
        line, places = self._lines[at]
        place = places.pop()
        self._pass_over(place.order)
        if places:
            heappush(self._heap, self._entry(at))
        return line, place.visit_id

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

    def _pass_over(self, order: Order) -> None:
        index = bisect_left(self._orders, order)
        del self._orders[index]
        del self._counts[order]
        for earlier in self._orders[:index]:
            self._counts[earlier] += 1
            if self._counts[earlier] == self._bound:
                heappush(self._urgent, earlier)

    def _entry(self, at: int) -> tuple[float, Order, int]:
        line, places = self._lines[at]
        return self._keys.of(line, places[-1]), places[-1].order, at
