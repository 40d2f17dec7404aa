"""What supervisors plan with: staffing for a day to come. Moments are the office's own time of day, `HH:MM`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from queue_server.contract.common import Instant, Seconds, Wire


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Basis(StrEnum):
    """What was known of the people to come: the office's own days, a commune's usual week, or a scenario's file."""

    HISTORY = "history"
    USUAL_WEEK = "usual_week"
    SCENARIO = "scenario"


class Computing(Wire):
    """The answer is being computed: ask again. `done` runs from 0 to 1."""

    computing: bool = True
    done: float


class StaffedPiece(Wire):
    """A half-hour: how many people are expected, which counters the plan opens, how many Erlang's formula would."""

    begins: str
    ends: str
    expected: float
    counters: list[str]
    flat_counters: int
    erlang_counters: int


class StaffingFigures(Wire):
    """`share_within`: of the people of days that no search saw, those called within their target."""

    counter_hours: float
    share_within: float


class Staffing(Wire):
    """The cheapest roster found for `day` that keeps `share` of people within their target, beside a flat one (the
    fewest counters all day) and Erlang's formula.

    `reached` false: even all counters do not keep it. `known_days` own days of this weekday were there, `enough_days`
    are needed for the basis to be the office's own history. `only_at`: counters that stay open because nobody else
    offers what they do.
    """

    weekday: Weekday | None
    day: date | None
    basis: Basis
    known_days: int
    enough_days: int
    wait_target_seconds: Seconds
    share: float
    reached: bool
    pieces: list[StaffedPiece]
    roster: StaffingFigures
    flat: StaffingFigures
    erlang: StaffingFigures
    only_at: list[str]
    searched_days: int
    checked_days: int
    computed_at: Instant | None


class Quieter(Wire):
    """From `at` on (`time` of the office's own day, `HH:MM`) somebody who comes is expected to wait clearly less.

    `basis`: the office's own history of this weekday, or else a commune's usual week; that should be said.
    """

    at: Instant
    time: str
    basis: Basis


class QuietHalfHour(Wire):
    """Somebody without priority who comes then is expected to wait so long."""

    begins: str
    wait_seconds: Seconds


class QuietHours(Wire):
    """The rest of today as expected at `at`. `half_hours` is empty and `quieter` null while nobody waits long, and
    `quieter` is null too where coming later is of no use.
    """

    at: Instant
    half_hours: list[QuietHalfHour]
    quieter: Quieter | None


class DayFigures(Wire):
    """Waits until the first call, of everyone but those who never came; of priority null if none came with it."""

    people: int
    uncalled: int
    share_within: float
    mean_seconds: Seconds
    p90_seconds: Seconds
    priority_p90_seconds: Seconds | None
    overtakes_max: int


class WhatIf(Wire):
    """A day that was, played again. `happened` is the truth; `replayed` the same day under its own order, so that the
    model's error shows; `changed` under `policy` and with one more counter for `services`, if any.

    `left_out`: visits that left before a call; `chosen_calls`: calls that clerks chose by hand, which no replay knows;
    `turnaround_seconds`: what clerks took from one visit to the next while somebody waited, kept in the replays.
    """

    day: date
    own_policy: str
    policy: str
    services: list[str]
    opens: str | None
    closes: str | None
    happened: DayFigures
    replayed: DayFigures
    changed: DayFigures
    left_out: int
    chosen_calls: int
    turnaround_seconds: Seconds
