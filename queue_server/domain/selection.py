"""Who is called next, at which counter, and why.

The line whose first visit has the least key goes first, ties by arrival, then by id. Whoever was overtaken
`max_overtakes` times goes before everyone, earliest first. So nobody is overtaken more often than that by engine calls
at a counter that could have called them: README.md says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from queue_server.domain.hall import CounterNow, Hall, Line, Waiting, earlier_than
from queue_server.domain.ordering import Keys
from queue_server.domain.policy import Policy

Rank = tuple[int, bool, float, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The visit to call, and those who arrived earlier, could have been called here, and were passed over."""

    visit_id: str
    overtaken: tuple[str, ...]


class Why(StrEnum):
    """What decided a choice."""

    ONLY = "only"
    EARLIEST = "earliest"
    AT_BOUND = "at_bound"
    COUNTER_FOR_CLASS = "counter_for_class"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    SHORT_SERVICE = "short_service"
    SCARCE_SERVICE = "scarce_service"
    KEEPS_PROMISE = "keeps_promise"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit is called: what decided, its wait in seconds, and how many earlier ones it passes over.

    `bound` and `overtaken` are those of the visit that forced the choice, if the bound did.
    """

    why: Why
    visit_id: str
    waited: float
    passed_over: int
    overtaken: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    rank: Rank
    line: Line
    lines: list[Line]
    pressing: Waiting | None

    @property
    def choice(self) -> Choice:
        order = self.line.places[0].order
        passed_over = [waiting.order[1] for other in self.lines for waiting in earlier_than(other, order)]
        return Choice(order[1], tuple(passed_over))


def choose(hall: Hall, counter: CounterNow, policy: Policy, now: float) -> Choice | None:
    """The next visit for an idle counter, or None when nobody it may call is waiting. `now` in seconds."""
    found = _find(hall, counter, policy, Keys(hall, policy, now))
    return found.choice if found else None


def dispatch(hall: Hall, idle: Iterable[CounterNow], policy: Policy, now: float) -> tuple[CounterNow, Choice] | None:
    """The next call when several counters are idle: the least key of all, at the counter that can do least else."""
    keys = Keys(hall, policy, now)
    pairs = [(counter, found) for counter in idle if (found := _find(hall, counter, policy, keys))]
    if not pairs:
        return None
    counter, found = min(pairs, key=lambda pair: (pair[1].rank, hall.flexibility[pair[0].desk.id], pair[0].desk.id))
    return counter, found.choice


def explain(hall: Hall, counter: CounterNow, policy: Policy, now: float) -> Reason | None:
    """Why `choose` picks whom it picks."""
    keys = Keys(hall, policy, now)
    found = _find(hall, counter, policy, keys)
    if found is None:
        return None
    place, passed_over = found.line.places[0], len(found.choice.overtaken)
    waited = max(now - place.order[0], 0.0)
    if found.pressing is not None:
        overtaken = found.pressing.overtaken
        return Reason(Why.AT_BOUND, place.visit_id, waited, passed_over, overtaken, policy.max_overtakes)
    if any(line.places[0].order < place.order for line in hall.lines_for(counter) if line not in found.lines):
        # Those that a reserved counter keeps waiting were not passed over here: it may not call them yet.
        why = Why.COUNTER_FOR_CLASS
    else:
        why = _only_or_earliest(found) if not passed_over else _advantage(found, counter, policy, keys)
    return Reason(why, place.visit_id, waited, passed_over)


def able_counters(hall: Hall, line: Line) -> list[CounterNow]:
    """Counters at work that would call from this line; reserved ones only if no other does."""
    able = [c for c in hall.counters.values() if c.state != "closed" and hall.serves(c, line.key)]
    free = [c for c in able if not c.desk.reserved_for or line.key.priority_class in c.desk.reserved_for]
    return free or able


def _find(hall: Hall, counter: CounterNow, policy: Policy, keys: Keys) -> _Found | None:
    lines = _allowed(list(hall.lines_for(counter)), counter)
    if not lines:
        return None
    bound = policy.max_overtakes
    pressing = [(w.order, line, w) for line in lines for w in line.places if w.overtaken >= bound]
    if pressing:
        # Its own line's head goes first: the order inside a line is never broken.
        order, line, waiting = min(pressing, key=lambda found: found[0])
        return _Found((0, False, 0.0, order), line, lines, waiting)
    prefers = counter.desk.prefers
    ranks = [
        (1, line.key.priority_class not in prefers, keys.of(line, line.places[0]), line.places[0].order)
        for line in lines
    ]
    rank = min(ranks)
    return _Found(rank, lines[ranks.index(rank)], lines, None)


def _allowed(lines: list[Line], counter: CounterNow) -> list[Line]:
    """A reserved counter takes others only when no one of its classes waits."""
    if not counter.desk.reserved_for:
        return lines
    own = [line for line in lines if line.key.priority_class in counter.desk.reserved_for]
    return own or lines


def _only_or_earliest(found: _Found) -> Why:
    alone = len(found.lines) == 1 and len(found.line.places) == 1
    return Why.ONLY if alone else Why.EARLIEST


def _advantage(found: _Found, counter: CounterNow, policy: Policy, keys: Keys) -> Why:
    """What moved it furthest ahead of the earliest of those it passes over."""
    line, classes = found.line, counter.desk.prefers | counter.desk.reserved_for
    rival = min((other for other in found.lines if other is not line), key=lambda other: other.places[0].order)
    if line.key.priority_class in classes and rival.key.priority_class not in classes:
        return Why.COUNTER_FOR_CLASS
    began = Why.APPOINTMENT if line.key.appointed else Why.PRIORITY
    gains = {
        began: policy.head_start * (line.head_start - rival.head_start),
        Why.SHORT_SERVICE: policy.service * (rival.mean - line.mean),
        Why.SCARCE_SERVICE: policy.scarcity * (keys.delay(line) - keys.delay(rival)) if policy.scarcity else 0.0,
        Why.KEEPS_PROMISE: keys.yielded(rival.places[0]) - keys.yielded(line.places[0]),
    }
    return max(gains, key=lambda why: gains[why])
