"""What the office's own days tell: who came when, how long it took, and what people were told about it."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from zoneinfo import ZoneInfo

from queue_server.domain.catalog import ORDINARY
from queue_server.domain.events import Name
from queue_server.domain.learning import Came, History, Lasted
from queue_server.store.times import from_text, to_text

# From the call to the end: that is how long a visit keeps its counter, the walk to it included. A leg that was held did
# not keep it all that time.
LASTED = """
select leg.service_id, leg.called_at, leg.ended_at from visit join leg using (visit_id)
where visit.business_date between ? and ? and visit.office_id = ? and leg.state in ('completed', 'transferred')
  and leg.called_at is not null and leg.ended_at is not null
  and (leg.visit_id, leg.leg_no) not in (select visit_id, leg_no from hold)"""

CAME = """
select visit.arrived_at, leg.service_id, visit.priority_class from visit join leg using (visit_id)
where visit.business_date between ? and ? and visit.office_id = ? and leg.leg_no = 1"""

HOLDS = """
select (julianday(hold.until_at) - julianday(hold.from_at)) * 86400 as seconds from visit join hold using (visit_id)
where visit.business_date between ? and ? and visit.office_id = ?
  and hold.due_at is null and hold.until_at is not null"""

CALLS = """
select name, count(*) as count from event
where business_date between ?1 and ?2 and office_id = ?3 and name in ('visit.called', 'visit.marked_no_show')
group by name"""


def tickets_of(db: sqlite3.Connection, business_date: date) -> int:
    """How many tickets were taken that day."""
    row = db.execute("select count(*) from visit where business_date = ?", (business_date.isoformat(),)).fetchone()
    return int(row[0])


def counters_opened_since(db: sqlite3.Connection, moment: datetime) -> frozenset[str]:
    """Counters that somebody opened since then."""
    rows = db.execute("select distinct counter_id from counter_session where opened_at >= ?", (to_text(moment),))
    return frozenset(row["counter_id"] for row in rows)


def history_between(db: sqlite3.Connection, office_id: str, days: tuple[date, date], time_zone: ZoneInfo) -> History:
    """What these business dates, both counted, tell of times, arrivals and absences."""
    asked = (days[0].isoformat(), days[1].isoformat(), office_id)
    counts = {row["name"]: row["count"] for row in db.execute(CALLS, asked)}
    return History(
        [_lasted(row, time_zone) for row in db.execute(LASTED, asked)],
        [_came(row, time_zone) for row in db.execute(CAME, asked)],
        counts.get(Name.VISIT_CALLED, 0),
        counts.get(Name.VISIT_MARKED_NO_SHOW, 0),
        [row["seconds"] for row in db.execute(HOLDS, asked)],
    )


def _lasted(row: sqlite3.Row, time_zone: ZoneInfo) -> Lasted:
    called = from_text(row["called_at"])
    seconds = (from_text(row["ended_at"]) - called).total_seconds()
    return Lasted(row["service_id"], max(seconds, 0.0), called.astimezone(time_zone).hour)


def _came(row: sqlite3.Row, time_zone: ZoneInfo) -> Came:
    at = from_text(row["arrived_at"]).astimezone(time_zone)
    half_hour = at.hour * 2 + at.minute // 30
    return Came(at.date(), half_hour, row["service_id"], row["priority_class"] or ORDINARY)
