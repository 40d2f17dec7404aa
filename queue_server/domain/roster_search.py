"""The search for the cheapest roster: invented days to play rosters on, and the steps from one roster to the next.

Every roster is played on the same days, so that two rosters differ by what they are and not by who came. Beginning with
every counter at work, the half-hour that costs the fewest promises is taken away, again and again; then a little is
given back elsewhere, to see whether more can be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from queue_server.domain.catalog import Catalog
from queue_server.domain.demand import Demand
from queue_server.domain.hall import CounterNow, Hall
from queue_server.domain.policy import FIFO, Policy
from queue_server.domain.rehearsal import Lasts, Person, draw_people, play_people
from queue_server.domain.roster import Grid, Open, Place, Room, Roster, Step, shifts_of

NEARLY = 0.01
"""Where even all counters miss the share, whatever does nearly as well as all of them is worth knowing."""

ROUNDS = 8
GIVEN_BACK = 2
DAY = 86_400.0
NEVER_AGAIN = float("inf")

Progress = Callable[[float], None]
"""Hears how much is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Question:
    """`share` of the people to be called within their target; `days` to search on, twice as many to check on."""

    catalog: Catalog
    demand: Demand
    lasts: Lasts
    policy: Policy
    share: float
    days: int = 30
    seed: int = 1


class Days:
    """Invented days on which any roster can be played, whole or one span of the office's hours at a time."""

    def __init__(self, question: Question, room: Room, seeds: range, policy: Policy) -> None:
        self.room, self.count = room, len(seeds)
        self._question, self._policy = question, policy
        self._begins = room.grid.pieces[0][0] - DAY
        self._days = [draw_people(question.demand, question.lasts, Random(seed), self._begins) for seed in seeds]
        self.people = sum(not person.absent for day in self._days for person in day)
        catalog = question.catalog
        self._targets = {one: catalog.wait_target(one).total_seconds() for one in catalog.services}
        self._by_span = [self._of_span(span) for span in range(len(room.grid.spans))]

    def share(self, opened: Open) -> float:
        """Of all who came, those called within their target, whole days played."""
        late = sum(self._late(day, self.room.grid, opened) for day in self._days)
        return 1.0 - late / self.people if self.people else 1.0

    def goal(self, share: float) -> float:
        """The share asked for, or what nearly all counters reach if that is less."""
        return min(share, self.share(self.room.open(self.room.full())) - NEARLY)

    def late_in(self, span: int, opened: Open, allowed: int) -> int:
        """How many of a span's people are called too late; once it is more than `allowed`, the rest is not played."""
        first, after = self.room.grid.spans[span]
        part = Grid(self.room.grid.pieces[first:after], ((0, after - first),))
        late = 0
        for people in self._by_span[span]:
            late += self._late(people, part, opened[first:after])
            if late > allowed:
                break
        return late

    def _late(self, people: Sequence[Person], grid: Grid, opened: Open) -> int:
        catalog = self._question.catalog
        hall = Hall(catalog, [CounterNow(desk) for desk in catalog.counters.values()])
        shifts = shifts_of(grid, tuple(catalog.counters), opened)
        played = play_people(hall, people, shifts, self._policy, self._begins)
        return sum(not one.absent and (one.wait is None or one.wait > self._targets[one.service_id]) for one in played)

    def _of_span(self, span: int) -> list[list[Person]]:
        """Nobody stays over the break: those who came before it have been served when it ends."""
        doors = self._question.demand.doors
        begins = doors[span - 1][1] if span else float("-inf")
        ends = doors[span][1]
        return [[person for person in day if begins <= person.arrival.at < ends] for day in self._days]


class Search:
    """Remembers what it has played, span by span: a step in the morning leaves the afternoon as it was."""

    def __init__(self, question: Question, room: Room, progress: Progress) -> None:
        self._room, self._progress = room, progress
        # Whom a counter calls first hardly moves the share, and the order of arrival is played in half the time; how
        # far off that is shows on the days of checking.
        self._days = Days(question, room, seeds_of(question, 0, question.days), FIFO)
        self._random = Random(question.seed)
        self._full = room.full()
        self._late: dict[tuple[int, frozenset[object]], tuple[int, bool]] = {}
        self._plays_expected = 25.0 * len(self._full.turns) * (ROUNDS + 4) / ROUNDS

    def most(self) -> float:
        """The share that all counters keep on the days of the search."""
        return 1.0 - self._total(self._full, self._days.people) / max(self._days.people, 1)

    def is_full(self, roster: Roster) -> bool:
        return roster == self._full

    def cheapest(self, aim: float, begin: Roster | None = None) -> Roster:
        """The fewest counter-hours found that keep `aim` on the days of the search; all counters if nothing does."""
        allowed = self._allowed(aim)
        start = begin if begin is not None and self._total(begin, allowed) <= allowed else self._full
        if self._total(start, allowed) > allowed:
            return self._full
        best = self._thinned(start, allowed)
        for _ in range(ROUNDS):
            other = self._thinned(self._given_back(best), allowed)
            if self._worth(other, allowed) < self._worth(best, allowed):
                best = other
        return best

    def fewest_all_day(self, aim: float) -> Roster:
        """All but those counters that can stay closed the whole day, the least missed first."""
        roster, allowed = self._full, self._allowed(aim)
        while True:
            tried = [without for one in self._room.desks if (without := self._without(roster, one))]
            late = [(self._total(other, allowed), at) for at, other in enumerate(tried)]
            if not late or min(late)[0] > allowed:
                return roster
            roster = tried[min(late)[1]]

    def _without(self, roster: Roster, counter_id: str) -> Roster | None:
        other = Roster(frozenset((place, turn) for place, turn in roster.turns if place[0] != counter_id))
        return other if other != roster and self._room.allows(other) else None

    def _thinned(self, roster: Roster, allowed: int) -> Roster:
        """Take away what is missed least, as long as no more than `allowed` are late."""
        cost: dict[tuple[Place, str], float] = {}
        while (step := self._least_missed(roster, allowed, cost)) is not None:
            roster = roster.after(step)
        return roster

    def _least_missed(self, roster: Roster, allowed: int, cost: dict[tuple[Place, str], float]) -> Step | None:
        """Costs of earlier rosters only grow as the hall gets fuller, so most steps need not be played again."""
        now = self._total(roster, allowed)
        steps = [step for step in self._room.shorter(roster) if cost.get(_name(step), 0.0) < NEVER_AGAIN]
        best: Step | None = None
        for step in sorted(steps, key=lambda step: cost.get(_name(step), -1.0)):
            if best is not None and cost.get(_name(step), -1.0) >= cost[_name(best)]:
                break
            late = self._total(roster.after(step), allowed)
            cost[_name(step)] = (late - now) / step.hours if late <= allowed else NEVER_AGAIN
            if late <= allowed and (best is None or cost[_name(step)] < cost[_name(best)]):
                best = step
        return best

    def _given_back(self, roster: Roster) -> Roster:
        """A little more somewhere, by chance: what it makes unnecessary elsewhere may be more."""
        for _ in range(GIVEN_BACK):
            steps = self._room.longer(roster)
            if steps:
                roster = roster.after(self._random.choice(steps))
        return roster

    def _worth(self, roster: Roster, allowed: int) -> tuple[float, int]:
        return self._room.hours(roster), self._total(roster, allowed)

    def _allowed(self, aim: float) -> int:
        return int((1.0 - aim) * self._days.people)

    def _total(self, roster: Roster, allowed: int) -> int:
        """How many are late; once that is more than `allowed`, only that it is more."""
        opened, total = self._room.open(roster), 0
        turns: list[set[object]] = [set() for _ in self._room.grid.spans]
        for place, turn in roster.turns:
            turns[place[1]].add((place[0], turn))
        for span, own in enumerate(turns):
            total += self._of_span(span, frozenset(own), opened, allowed - total)
            if total > allowed:
                break
        return total

    def _of_span(self, span: int, turns: frozenset[object], opened: Open, allowed: int) -> int:
        late, is_all = self._late.get((span, turns), (0, False))
        if not is_all and late <= allowed:
            late = self._days.late_in(span, opened, allowed)
            self._late[span, turns] = late, late <= allowed
            self._progress(min(len(self._late) / self._plays_expected, 0.98))
        return late


def _name(step: Step) -> tuple[Place, str]:
    return step.place, step.at


def seeds_of(question: Question, block: int, count: int) -> range:
    """Seeds that no other block of the same question has."""
    first = question.seed * 1_000_000 + block * 10_000
    return range(first, first + count)
