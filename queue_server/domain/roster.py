"""Which counters work in which half-hours of a day: what is allowed, and the small steps from one roster to the next.

A counter has one turn at most in each span of the office's hours (a morning, an afternoon): nobody is sent away at nine
and called back at ten, and the office's own break is the clerks'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from queue_server.domain.catalog import CounterDesk
from queue_server.domain.shifts import Spans
from queue_server.domain.stepping import Shift, Shifts

PIECE = 1800.0
LEAST_TURN = 2
"""Half-hours: nobody is called to a counter for less than an hour, unless the span itself is shorter."""

LAST_HOUR = 3600.0
LEAST_IN_LAST_HOUR = 2
"""Whoever comes late must not depend on one clerk."""

Open = tuple[frozenset[str], ...]
"""The counters at work in each piece of a grid."""

Place = tuple[str, int]
"""A counter in one span."""

Turn = tuple[int, int]
"""The first piece of a turn and the one after its last."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A working day cut into half-hours (the last of a span may be shorter), in seconds.

    `spans` names the pieces of each span: the first, and the one after the last.
    """

    pieces: tuple[tuple[float, float], ...]
    spans: tuple[Turn, ...]

    def hours(self, first: int, after: int) -> float:
        return sum(ends - begins for begins, ends in self.pieces[first:after]) / 3600.0


@dataclass(frozen=True, slots=True)
class Step:
    """One turn made shorter or longer; `turn` None takes it away. `at` names the step among those of its kind."""

    place: Place
    turn: Turn | None
    at: str
    hours: float


@dataclass(frozen=True, slots=True)
class Roster:
    """Turns by counter and span. Immutable: a step makes another."""

    turns: frozenset[tuple[Place, Turn]]

    def after(self, step: Step) -> Roster:
        others = [(place, turn) for place, turn in self.turns if place != step.place]
        return Roster(frozenset(others + ([(step.place, step.turn)] if step.turn else [])))


@dataclass(frozen=True, slots=True)
class Room:
    """What a roster must respect: the counters there are, the hours, and that every service `needed` is offered by an
    open counter in every half-hour.
    """

    grid: Grid
    desks: Mapping[str, CounterDesk]
    needed: frozenset[str]

    def full(self) -> Roster:
        """Every counter at work through all the hours."""
        return Roster(frozenset(((one, at), span) for one in self.desks for at, span in enumerate(self.grid.spans)))

    def open(self, roster: Roster) -> Open:
        found: list[set[str]] = [set() for _ in self.grid.pieces]
        for (counter_id, _), (first, after) in roster.turns:
            for piece in range(first, after):
                found[piece].add(counter_id)
        return tuple(frozenset(one) for one in found)

    def least(self, piece: int) -> int:
        """So few counters may be open in this half-hour."""
        is_late = self.grid.pieces[piece][0] >= self.grid.pieces[-1][1] - LAST_HOUR
        return min(LEAST_IN_LAST_HOUR if is_late else 1, len(self.desks))

    def allows(self, roster: Roster) -> bool:
        return all(
            len(counters) >= self.least(piece) and self.needed <= self.offered(counters)
            for piece, counters in enumerate(self.open(roster))
        )

    def offered(self, counters: frozenset[str]) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.desks[one].services for one in counters))

    def hours(self, roster: Roster) -> float:
        """Counter-hours."""
        return sum(self.grid.hours(*turn) for _, turn in roster.turns)

    def shorter(self, roster: Roster) -> list[Step]:
        """Every allowed step that saves counter-hours."""
        steps = chain.from_iterable(self._shorter(place, turn) for place, turn in sorted(roster.turns))
        return [step for step in steps if self.allows(roster.after(step))]

    def longer(self, roster: Roster) -> list[Step]:
        """Every step that adds: a turn that begins earlier, ends later, or is new."""
        turns = dict(roster.turns)
        places = [(one, at) for one in self.desks for at in range(len(self.grid.spans))]
        return list(chain.from_iterable(self._longer(place, turns.get(place)) for place in places))

    def _shorter(self, place: Place, turn: Turn) -> Iterator[Step]:
        first, after = turn
        if after - first > self._least_turn(place[1]):
            yield Step(place, (first + 1, after), "begin", self.grid.hours(first, first + 1))
            yield Step(place, (first, after - 1), "end", self.grid.hours(after - 1, after))
        yield Step(place, None, "whole", self.grid.hours(first, after))

    def _longer(self, place: Place, turn: Turn | None) -> Iterator[Step]:
        first, after = self.grid.spans[place[1]]
        if turn is None:
            length = self._least_turn(place[1])
            for begins in range(first, after - length + 1):
                ends = begins + length
                yield Step(place, (begins, ends), f"new {begins}", -self.grid.hours(begins, ends))
            return
        if turn[0] > first:
            yield Step(place, (turn[0] - 1, turn[1]), "begin", -self.grid.hours(turn[0] - 1, turn[0]))
        if turn[1] < after:
            yield Step(place, (turn[0], turn[1] + 1), "end", -self.grid.hours(turn[1], turn[1] + 1))

    def _least_turn(self, span: int) -> int:
        first, after = self.grid.spans[span]
        return min(LEAST_TURN, after - first)


def grid_of(spans: Spans) -> Grid:
    """The half-hours of these spans, which must be in order."""
    pieces: list[tuple[float, float]] = []
    bounds: list[Turn] = []
    for opens, closes in spans:
        first, at = len(pieces), opens
        while at < closes:
            pieces.append((at, min(at + PIECE, closes)))
            at += PIECE
        bounds.append((first, len(pieces)))
    return Grid(tuple(pieces), tuple(bounds))


def shifts_of(grid: Grid, counters: Sequence[str], opened: Open) -> Shifts:
    """When each counter calls. One that works to the end of a span goes on until those waiting there are served."""
    return {one: tuple(_shifts(grid, [one in counters_then for counters_then in opened])) for one in counters}


def _shifts(grid: Grid, at_work: Sequence[bool]) -> Iterator[Shift]:
    for number, (first, after) in enumerate(grid.spans):
        begins: int | None = None
        for piece in range(first, after):
            if at_work[piece] and begins is None:
                begins = piece
            if begins is not None and (piece + 1 == after or not at_work[piece + 1]):
                yield _shift(grid, number, begins, piece)
                begins = None


def _shift(grid: Grid, span: int, first: int, last: int) -> Shift:
    opens, closes = grid.pieces[first][0], grid.pieces[last][1]
    if last + 1 < grid.spans[span][1]:
        return Shift(opens, closes, drains=False)
    following = grid.spans[span + 1 : span + 2]
    # Through the break for those who came before it, and not beyond, unless it has a turn after it too.
    return Shift(opens, grid.pieces[following[0][0]][0], drains=False) if following else Shift(opens, closes)
