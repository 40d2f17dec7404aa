"""A day that was, played again: its own people and service times, under another order of calling or with one more
counter. Beside it the same day under the order it had, so that what is the model's own error can be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from queue_server.domain.catalog import ORDINARY, Catalog, CounterDesk
from queue_server.domain.hall import CounterNow, Hall
from queue_server.domain.policy import Policy
from queue_server.domain.rehearsal import Person, Served, play_people
from queue_server.domain.stepping import Shift, Shifts

EXTRA = "~extra"
"""The counter that was not there."""


@dataclass(frozen=True, slots=True)
class PastDay:
    """What the journal tells of a day, in seconds; `people` in the order of coming. `waits`: of each of them until the
    first call, None where nobody ever called. `left_out`: who left before a call, or came for what is gone by now.
    """

    people: Sequence[Person]
    waits: Sequence[float | None]
    shifts: Shifts
    overtakes_max: int
    chosen_calls: int
    left_out: int
    turnaround: float

    @property
    def begins(self) -> float:
        """Just before anything happened."""
        opened = [shift.opens for shifts in self.shifts.values() for shift in shifts]
        return min([self.people[0].arrival.at, *opened]) - 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """What is tried: another policy, or one more counter with these services and hours, or both."""

    policy: Policy
    services: frozenset[str] = frozenset()
    hours: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Seconds, without those who never came when called; `share_within`: of all, those called within their target.

    `priority_p90` is None when nobody came with priority.
    """

    people: int
    uncalled: int
    share_within: float
    mean: float
    p90: float
    priority_p90: float | None
    overtakes_max: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`happened` is the truth; `replayed` the same under the order it had; `changed` what is asked for."""

    happened: DayFigures
    replayed: DayFigures
    changed: DayFigures


def what_if(catalog: Catalog, day: PastDay, change: Change) -> WhatIf:
    """Play the day twice. `catalog.office.policy` is the order that it had."""
    happened = [
        Served(one.arrival.key.priority_class, one.arrival.key.service_id, one.arrival.at, wait, 0, one.absent)
        for one, wait in zip(day.people, day.waits, strict=True)
    ]
    told = figures_of(catalog, happened)
    return WhatIf(
        replace(told, overtakes_max=day.overtakes_max),
        figures_of(catalog, play_again(catalog, day, Change(catalog.office.policy))),
        figures_of(catalog, play_again(catalog, day, change)),
    )


def play_again(catalog: Catalog, day: PastDay, change: Change) -> list[Served]:
    """What would have become of each of the day's people."""
    desks: Mapping[str, CounterDesk] = catalog.counters
    shifts = {one: day.shifts.get(one, ()) for one in desks}
    if change.services:
        extra = CounterDesk(EXTRA, {"vi": EXTRA}, change.services, frozenset(), frozenset(), len(desks))
        desks, shifts = {**desks, EXTRA: extra}, {**shifts, EXTRA: change.hours}
    with_extra = replace(catalog, counters=desks)
    hall = Hall(with_extra, [CounterNow(desk) for desk in desks.values()])
    begins = min([day.begins, *(shift.opens - 1.0 for shift in change.hours)])
    return play_people(hall, day.people, shifts, change.policy, begins)


def figures_of(catalog: Catalog, served: Sequence[Served]) -> DayFigures:
    came = [one for one in served if not one.absent]
    waits = sorted(one.wait for one in came if one.wait is not None)
    special = sorted(one.wait for one in came if one.wait is not None and one.priority_class != ORDINARY)
    within = sum(
        one.wait is not None and one.wait <= catalog.wait_target(one.service_id).total_seconds() for one in came
    )
    return DayFigures(
        people=len(came),
        uncalled=len(came) - len(waits),
        share_within=within / len(came) if came else 1.0,
        mean=sum(waits) / len(waits) if waits else 0.0,
        p90=_not_exceeded(waits, 0.9),
        priority_p90=_not_exceeded(special, 0.9) if special else None,
        overtakes_max=max((one.overtakes for one in came), default=0),
    )


def _not_exceeded(ordered: Sequence[float], share: float) -> float:
    """The least value that this share of them does not exceed; 0 of none."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else 0.0
