"""Days with one spare counter that somebody may open. When, is decided by a rule that looks at the hall every 5 min.

`nothing` leaves it closed. `reactive` opens it for an hour when the longest wait reaches ten minutes. `advice` does
what the console's advice says. Either way a clerk needs ten minutes to be there. The same people come under every rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from queue_server.domain.advice import Aim, aim_of, prospect
from queue_server.domain.catalog import CounterDesk
from queue_server.domain.foresight import Outlook, outlook
from queue_server.domain.hall import Hall, LineKey
from queue_server.domain.limits import Limits
from queue_server.domain.policy import Policy
from queue_server.domain.rehearsal import Person, Served, served
from queue_server.domain.stepping import Future, Shift, is_open, play
from queue_server.simulate.scenario import MINUTE, Scenario

SPARE = "spare"
LOOKS = 5 * MINUTE
LEAD = 10 * MINUTE
OPENED = 60 * MINUTE
LONGEST_WAIT = 10 * MINUTE
RUNS = 16
USUAL = aim_of(Limits())


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule may see: the hall at a moment, what is expected, and chance of its own."""

    hall: Hall
    view: Outlook
    now: float
    random: Random


Rule = Callable[[Look], Shift | None]
"""Opens the spare counter for a while, or not."""


def nothing(_: Look) -> Shift | None:
    return None


def reactive(look: Look) -> Shift | None:
    """Open for an hour when somebody has waited for ten minutes."""
    if not look.hall.arrivals or look.now - look.hall.arrivals[0][0][0] < LONGEST_WAIT:
        return None
    return Shift(look.now + LEAD, look.now + LEAD + OPENED, drains=False)


def advised(look: Look, aim: Aim = USUAL) -> Shift | None:
    """Do what the advice says."""
    found = prospect(look.hall, look.view, aim, look.now, look.random, runs=RUNS).advice
    return Shift(found.opens, found.closes, drains=False) if found else None


RULES: Mapping[str, Rule] = {"nothing": nothing, "reactive": reactive, "advice": advised}


@dataclass(frozen=True, slots=True)
class OpenedDay:
    """The outcome of each of the day's people, and for how many seconds the spare counter was open."""

    served: list[Served]
    opened: float


def with_spare(scenario: Scenario) -> Scenario:
    """The same hall with one more counter that can do everything and is closed all day."""
    desk = CounterDesk(
        SPARE, {"vi": "Dự phòng"}, frozenset(scenario.services), frozenset(), frozenset(), len(scenario.shifts)
    )
    catalog = replace(scenario.catalog, counters={**scenario.catalog.counters, SPARE: desk})
    return replace(scenario, catalog=catalog, shifts={**scenario.shifts, SPARE: ()})


def play_opened(scenario: Scenario, people: list[Person], policy: Policy, rule: Rule, seed: int) -> OpenedDay:
    """The day of a scenario made by `with_spare`, under a rule. While the spare counter is wanted no rule is asked."""
    day = _Day(scenario, [_come_true(person) for person in people], policy, Random(seed))
    for begins, ends in scenario.demand.doors:
        now = begins - LOOKS
        while now < ends:
            day.decide(rule, now)
            day.go_on(now, now + LOOKS)
            now += LOOKS
    day.go_on(now, float("inf"))
    return day.outcome()


def _come_true(person: Person) -> Person:
    """Whoever is here must not bear the name of somebody whom a forecast will imagine."""
    return replace(person, arrival=replace(person.arrival, visit_id=person.arrival.visit_id.replace("~", "p")))


class _Day:
    """A day on its way. Between two looks it is played by the product's own stepping."""

    def __init__(self, scenario: Scenario, people: list[Person], policy: Policy, random: Random) -> None:
        self._scenario, self._policy, self._random = scenario, policy, random
        self._people = people
        self._known = {person.arrival.visit_id: person for person in people}
        self._moments = [person.arrival.at for person in people]
        self._hall = scenario.hall()
        self._view = outlook(self._hall, policy, scenario.demand, scenario.shifts)
        self._opened: list[Shift] = []
        self._free_at: dict[str, float] = {}
        self._called_at: dict[str, float] = {}
        self._overtakes = dict.fromkeys(self._known, 0)

    def decide(self, rule: Rule, now: float) -> None:
        if self._opened and now < self._opened[-1].closes:
            return
        self._see_open(now)
        view = replace(self._view, shifts=self._shifts(), seen=bisect_left(self._moments, now))
        if (shift := rule(Look(self._hall, view, now, self._random))) is not None:
            self._opened.append(shift)

    def go_on(self, now: float, until: float) -> None:
        self._see_open(now)
        coming = self._people[bisect_left(self._moments, now) : bisect_left(self._moments, until)]
        future = Future([one.arrival for one in coming], self._shifts(), self._takes, dict(self._free_at))
        # A moment that two spans share belongs to the later one.
        for called in play(self._hall, self._policy, future, now, until - 1e-6):
            self._called_at[called.visit_id] = called.at
            self._free_at[called.counter_id] = called.at + self._takes(called.visit_id, called.key)
            for visit_id in called.overtaken:
                self._overtakes[visit_id] += 1
        self._free_at = {one: at for one, at in self._free_at.items() if self._hall.counters[one].visit_id is not None}

    def outcome(self) -> OpenedDay:
        everyone = [served(person, self._called_at, self._overtakes) for person in self._people]
        return OpenedDay(everyone, sum(shift.closes - shift.opens for shift in self._opened))

    def _shifts(self) -> dict[str, tuple[Shift, ...]]:
        return {**self._scenario.shifts, SPARE: tuple(self._opened)}

    def _see_open(self, now: float) -> None:
        for one, shifts in self._shifts().items():
            self._hall.counters[one].state = "open" if is_open(shifts, now) else "closed"

    def _takes(self, visit_id: str, _: LineKey) -> float:
        return self._known[visit_id].service_time
