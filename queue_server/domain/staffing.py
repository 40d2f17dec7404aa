"""The cheapest roster that keeps a share of people within their target, found by playing invented days.

What is found (`roster_search`) suits the days it was found on a little too well, so the search aims higher than asked,
and days that it never saw have the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queue_server.domain.catalog import Catalog
from queue_server.domain.demand import Demand
from queue_server.domain.erlang import counters_needed
from queue_server.domain.roster import Grid, Open, Room, Roster, grid_of
from queue_server.domain.roster_search import NEARLY, Days, Progress, Question, Search, seeds_of

__all__ = ["NothingToPlan", "Plan", "Planned", "Progress", "Question", "expected_people", "plan"]

OVERFIT = 0.015
"""By so much a roster does better on the days it was searched on than on others."""

CLOSE_ENOUGH = 0.008
"""A share this little above the one asked for is not worth another search."""

HIGHEST_AIM = 0.995
TRIES = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """A way to staff the day: the counters of each half-hour, and what days that no search saw made of it."""

    opened: Open
    hours: float
    share: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The roster beside a flat one (`flat`: the fewest counters all day) and Erlang's. `expected`: people by half-hour,
    those before a closed door counted where it opens. `reached`: whether the share asked for can be kept at all with
    the counters there are. `only_at`: counters that must stay open because nobody else offers what they do.
    """

    grid: Grid
    expected: tuple[float, ...]
    roster: Planned
    flat: Planned
    erlang: Planned
    share: float
    reached: bool
    only_at: tuple[str, ...]
    days: int
    checked_days: int


class NothingToPlan(Exception):
    """The office is closed that day, or nobody is expected."""


def plan(question: Question, progress: Progress = lambda _: None) -> Plan:
    """The same question gives the same plan. Raises NothingToPlan."""
    room = _room(question)
    expected = expected_people(question.demand, room.grid)
    if not room.grid.pieces or sum(expected) <= 0:
        raise NothingToPlan
    search = Search(question, room, progress)
    flat = search.fewest_all_day(min(question.share + OVERFIT / 3, HIGHEST_AIM))
    passed = sorted([*_passed(question, search, room), flat, room.full()], key=room.hours)
    days = _checking(question, room, TRIES + 1)
    roster = next(one for one in passed if days.share(room.open(one)) >= days.goal(question.share))
    progress(1.0)
    return _told(question, days, expected, (roster, flat, _erlang(question, room, expected)))


def _passed(question: Question, search: Search, room: Room) -> list[Roster]:
    """Rosters that also kept the share on other days than they were searched on.

    What was searched suits its days too well, or those days were harder than others: the aim is moved by what other
    days say, each time other ones.
    """
    aim = min(question.share + OVERFIT, HIGHEST_AIM, search.most() - NEARLY / 2)
    passed: list[Roster] = []
    roster = room.full()
    for number in range(1, TRIES + 1):
        roster = search.cheapest(aim, roster)
        days = _checking(question, room, number)
        above = days.share(room.open(roster)) - days.goal(question.share)
        if above >= 0.0:
            passed.append(roster)
        if search.is_full(roster) or 0.0 <= above <= CLOSE_ENOUGH:
            break
        aim = min(aim + CLOSE_ENOUGH / 2 - above, HIGHEST_AIM, search.most())
    return passed


def _checking(question: Question, room: Room, block: int) -> Days:
    """Days that no search sees, under the office's own order."""
    return Days(question, room, seeds_of(question, block, 2 * question.days), question.policy)


def expected_people(demand: Demand, grid: Grid) -> tuple[float, ...]:
    """How many come in each piece; whoever comes to a closed door comes in when it opens."""
    expected = [0.0] * len(grid.pieces)
    for rate in demand.rates:
        whole = rate.ends - rate.begins
        at = rate.begins
        for piece, (_, ends) in enumerate(grid.pieces):
            until = min(max(ends, at), rate.ends)
            expected[piece] += rate.per_hour * (until - at) / 3600.0 if whole > 0 else 0.0
            at = until
    return tuple(expected)


def _room(question: Question) -> Room:
    catalog = question.catalog
    asked_for = {key.service_id for key, share in question.demand.mix.items() if share > 0}
    offered = {one for desk in catalog.counters.values() for one in desk.services}
    return Room(grid_of(question.demand.doors), catalog.counters, frozenset(asked_for & offered))


def _erlang(question: Question, room: Room, expected: Sequence[float]) -> Open:
    """By the textbook, as far as there are counters; those that can do most are opened first."""
    demand, catalog = question.demand, question.catalog
    shares = sum(demand.mix.values())
    mean = sum(share * catalog.services[key.service_id].mean_time.total_seconds() for key, share in demand.mix.items())
    at_counter = (1.0 - demand.absent) * mean / shares + demand.absent * demand.call_time
    target = catalog.office.wait_target.total_seconds()
    order = _most_useful_first(room, catalog)
    opened = []
    for piece, people in enumerate(expected):
        per_hour = people / room.grid.hours(piece, piece + 1)
        needed = counters_needed(per_hour, at_counter, target, question.share)
        opened.append(frozenset(order[: max(needed, room.least(piece))]))
    return tuple(opened)


def _most_useful_first(room: Room, catalog: Catalog) -> list[str]:
    """Those first that together offer everything, then by the work that they could take on."""
    flexibility, left, order = catalog.flexibility(), set(room.needed), []
    waiting = sorted(room.desks, key=lambda one: (-flexibility[one], one))
    while waiting:
        best = max(waiting, key=lambda one: len(left & room.desks[one].services))
        waiting.remove(best)
        order.append(best)
        left -= room.desks[best].services
    return order


def _only_at(room: Room) -> tuple[str, ...]:
    able = {need: [one for one, desk in room.desks.items() if need in desk.services] for need in room.needed}
    return tuple(one for one in room.desks if [one] in able.values())


def _told(question: Question, days: Days, expected: tuple[float, ...], found: tuple[Roster, Roster, Open]) -> Plan:
    room = days.room

    def planned(opened: Open) -> Planned:
        hours = sum(room.grid.hours(at, at + 1) * len(counters) for at, counters in enumerate(opened))
        return Planned(opened, hours, days.share(opened))

    roster = planned(room.open(found[0]))
    return Plan(
        grid=room.grid,
        expected=expected,
        roster=roster,
        flat=planned(room.open(found[1])),
        erlang=planned(found[2]),
        share=question.share,
        reached=roster.share >= question.share,
        only_at=_only_at(room),
        days=question.days,
        checked_days=days.count,
    )
