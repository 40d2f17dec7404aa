"""What reports are counted from: the visits of one day, the days of a range, and the names of what was used then."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from queue_server.domain.catalog import ORDINARY, Names
from queue_server.domain.figures import Figures
from queue_server.domain.measures import MeasuredLeg, MeasuredVisit, measure_leg, measure_visit
from queue_server.domain.visit import State
from queue_server.store import seals
from queue_server.store.times import optional_moment
from queue_server.store.visits import leg_of

LEGS_OF_DAY = """
select leg.*, visit.state as visit_state, visit.priority_class
from visit join leg using (visit_id) where visit.business_date = ? and visit.office_id = ?
  and leg.began_at is not null order by leg.visit_id, leg.leg_no"""

DAYS = """
select business_date, closed_at, json_extract(counts, '$.measures') as measures,
  exists (select 1 from event where event.office_id = day.office_id and event.business_date = day.business_date) as kept
from day where office_id = ? and business_date between ? and ? order by business_date"""

CHANNELS = """
select visit.business_date, leg.service_id, service.name, visit.channel, count(*) as visits
from visit join leg on leg.visit_id = visit.visit_id and leg.leg_no = 1 join service using (service_id)
where visit.business_date between ? and ? and visit.office_id = ?
group by visit.business_date, leg.service_id, visit.channel
order by visit.business_date, service.position, visit.channel"""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """So many visits of a day came to a service by a channel."""

    business_date: date
    service_id: str
    name: Names
    channel: str
    visits: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """A business date that was opened. `kept`: its visits are still there; if not, `seal` is what is left of it."""

    business_date: date
    closed_at: datetime | None
    kept: bool
    seal: Figures | None


def days_between(db: sqlite3.Connection, office_id: str, first: date, last: date) -> list[DayRow]:
    """The days from `first` to `last`, both counted, oldest first."""
    rows = db.execute(DAYS, (office_id, first.isoformat(), last.isoformat()))
    return [_day(row) for row in rows]


def channels_between(db: sqlite3.Connection, office_id: str, first: date, last: date) -> list[ChannelRow]:
    """By day, service in the order of the office, and channel; a visit counts for its first service."""
    rows = db.execute(CHANNELS, (first.isoformat(), last.isoformat(), office_id))
    return [
        ChannelRow(
            date.fromisoformat(row["business_date"]),
            row["service_id"],
            json.loads(row["name"]),
            row["channel"],
            row["visits"],
        )
        for row in rows
    ]


def visits_of(
    db: sqlite3.Connection, office_id: str, day: date, closed_at: datetime | None, now: datetime
) -> Iterator[MeasuredVisit]:
    """Everybody's visit of one business date, as it stands `now`."""
    rows = db.execute(LEGS_OF_DAY, (day.isoformat(), office_id))
    for _, of_visit in groupby(rows, key=lambda row: row["visit_id"]):
        legs = list(of_visit)
        priority = (legs[0]["priority_class"] or ORDINARY) != ORDINARY
        measured = [_measured(row, closed_at, now) for row in legs]
        yield measure_visit(State(legs[0]["visit_state"]), priority, measured)


def service_names(db: sqlite3.Connection) -> dict[str, Names]:
    """Names of all services there ever were, in the order of their position."""
    rows = db.execute("select service_id, name from service order by active desc, position")
    return {row["service_id"]: json.loads(row["name"]) for row in rows}


def counter_names(db: sqlite3.Connection) -> dict[str, Names]:
    """Names of all counters there ever were, in the order of their position."""
    rows = db.execute("select counter_id, name from counter order by active desc, position")
    return {row["counter_id"]: json.loads(row["name"]) for row in rows}


def _measured(row: sqlite3.Row, closed_at: datetime | None, now: datetime) -> MeasuredLeg:
    leg = leg_of(row)
    assert leg.began_at is not None
    return measure_leg(leg, leg.began_at, closed_at, now)


def _day(row: sqlite3.Row) -> DayRow:
    kept, measures = bool(row["kept"]), row["measures"]
    # A seal is read only where it is needed: it is long, and the visits themselves tell more.
    seal = None if kept or measures is None else seals.from_plain(json.loads(measures))
    return DayRow(date.fromisoformat(row["business_date"]), optional_moment(row["closed_at"]), kept, seal)
