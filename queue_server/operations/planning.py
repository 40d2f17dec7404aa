"""Plans for a day to come, from what the office's own weeks teach. They only read, and take their time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from queue_server.domain.catalog import Catalog
from queue_server.domain.demand import Demand, Rate
from queue_server.domain.expectation import HALF_HOUR, UNKNOWN_SPREAD, Expectation
from queue_server.domain.learning import USUAL_SPREAD, History, learn
from queue_server.domain.rehearsal import Lasts
from queue_server.domain.shifts import Spans, spans_of
from queue_server.domain.staffing import NothingToPlan, Plan, Progress, Question, plan
from queue_server.store import history
from queue_server.store.database import Connection, snapshot

MEMORY = timedelta(weeks=8)
ENOUGH_DAYS = 3
"""Own days of a weekday, below which the usual week of a commune weighs as much or more."""

LEAST_PEOPLE = 0.5
"""An office that never closes is planned for the half-hours in which at least so many people are expected."""

DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True)
class StaffingAsked:
    """`weekday`: Monday is 0. `share` of people to be called within the target; `days` to search on."""

    weekday: int
    share: float = 0.95
    days: int = 30


@dataclass(frozen=True, slots=True)
class Staffing:
    """The plan of `day`, its moments in seconds since midnight of the office. `known_days`: how many own days of this
    weekday it rests on; below ENOUGH_DAYS it is rather a commune's usual week.
    """

    asked: StaffingAsked
    day: date
    known_days: int
    catalog: Catalog
    plan: Plan
    at: datetime

    @property
    def from_history(self) -> bool:
        return self.known_days >= ENOUGH_DAYS


def plan_staffing(
    db: Connection | None, catalog: Catalog, asked: StaffingAsked, now: datetime, progress: Progress = lambda _: None
) -> Staffing:
    """Plan the next such weekday; without a database from the usual week alone. Raises NothingToPlan."""
    past = history_of(db, catalog, now)
    expected = learn(catalog, past)
    day = next_working_day(catalog, asked.weekday, now)
    known = len({one.day for one in past.came if one.day.weekday() == asked.weekday})
    believed = with_learnt_times(catalog, expected)
    demand = demand_of(catalog, expected, day)
    question = Question(believed, demand, lasts_of(catalog, expected), catalog.office.policy, asked.share, asked.days)
    return Staffing(asked, day, known, believed, plan(question, progress), now)


def next_working_day(catalog: Catalog, weekday: int, now: datetime) -> date:
    """The first such weekday after today on which the office opens. Raises NothingToPlan when there is none."""
    today = catalog.office.business_date(now)
    for ahead in range(1, DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        if day.weekday() == weekday and spans_of(catalog.office, _noon(catalog, day)):
            return day
    raise NothingToPlan


def demand_of(catalog: Catalog, expected: Expectation, day: date) -> Demand:
    """Who is expected that day, in seconds since its midnight."""
    office, noon = catalog.office, _noon(catalog, day)
    midnight = noon.replace(hour=0).timestamp()
    found = expected.demand(office, noon)
    rates = tuple(replace(rate, begins=rate.begins - midnight, ends=rate.ends - midnight) for rate in found.rates)
    doors = tuple((opens - midnight, closes - midnight) for opens, closes in found.doors)
    # A spread that nobody has measured says how little is known of today, not how much Mondays differ.
    spread = USUAL_SPREAD if found.spread >= UNKNOWN_SPREAD else found.spread
    return replace(found, rates=rates, doors=doors if office.hours else _busy(rates), spread=spread)


def with_learnt_times(catalog: Catalog, expected: Expectation) -> Catalog:
    """The same office with the service times that it really has."""
    services = {
        one.id: replace(
            one,
            mean_time=timedelta(seconds=expected.took[one.id].mean),
            variation=expected.took[one.id].variation,
        )
        for one in catalog.services.values()
    }
    return replace(catalog, services=services)


def lasts_of(catalog: Catalog, expected: Expectation) -> Lasts:
    """Draws service times as this office's are at that hour of the day."""
    by_hour = [expected.times(catalog, hour) for hour in range(24)]

    def lasts(service_id: str, at: float, random: Random) -> float:
        return by_hour[int(at // 3600) % 24].whole(service_id, random)

    return lasts


def history_of(db: Connection | None, catalog: Catalog, now: datetime) -> History:
    """What the last weeks tell, without today; nothing without a database."""
    if db is None:
        return History((), ())
    office = catalog.office
    today = office.business_date(now)
    with snapshot(db):
        return history.history_between(db, office.id, (today - MEMORY, today - timedelta(days=1)), office.time_zone)


def _noon(catalog: Catalog, day: date) -> datetime:
    return datetime.combine(day, time(12), catalog.office.time_zone)


def _busy(rates: tuple[Rate, ...]) -> Spans:
    """Spans in which people are expected, for an office without hours."""
    spans: list[tuple[float, float]] = []
    for rate in rates:
        if rate.per_hour * HALF_HOUR / 3600.0 < LEAST_PEOPLE:
            continue
        if spans and spans[-1][1] == rate.begins:
            spans[-1] = spans[-1][0], rate.ends
        else:
            spans.append((rate.begins, rate.ends))
    return tuple(spans)
