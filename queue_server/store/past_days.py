"""What the journal and the visits of one business date tell, for playing it again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from queue_server.domain.events import Name
from queue_server.store.times import from_text, optional_moment

LEGS = """
select leg.visit_id, leg.leg_no, leg.service_id, leg.state, leg.target_counter_id, leg.began_at, leg.ended_at,
  visit.priority_class, visit.arrived_at, visit.appointment_at, visit.overtaken, visit.state as visit_state
from visit join leg using (visit_id)
where visit.business_date = ? and visit.office_id = ? and leg.began_at is not null
order by leg.began_at, leg.visit_id"""

EVENTS = """
select name, at, visit_id, leg_no, counter_id, actor_kind, body from event
where business_date = ? and office_id = ? and (name like 'visit.%' or name like 'counter.%') order by seq"""

CHOSEN = """
select count(*) from call join visit using (visit_id)
where visit.business_date = ? and visit.office_id = ? and call.kind = 'chosen'"""


@dataclass(frozen=True, slots=True)
class PastLeg:
    """A leg that began. `priority_class` is None once it was purged."""

    visit_id: str
    leg_no: int
    service_id: str
    state: str
    target_counter_id: str | None
    began_at: datetime
    ended_at: datetime | None
    priority_class: str | None
    arrived_at: datetime
    appointment_at: datetime | None
    overtaken: int


@dataclass(frozen=True, slots=True)
class PastEvent:
    name: Name
    at: datetime
    visit_id: str | None
    leg_no: int | None
    counter_id: str | None
    by_system: bool
    body: dict[str, Any]


def legs_of(db: sqlite3.Connection, office_id: str, day: date) -> list[PastLeg]:
    """In the order in which they began."""
    return [
        PastLeg(
            row["visit_id"],
            row["leg_no"],
            row["service_id"],
            row["state"],
            row["target_counter_id"],
            from_text(row["began_at"]),
            optional_moment(row["ended_at"]),
            row["priority_class"],
            from_text(row["arrived_at"]),
            optional_moment(row["appointment_at"]),
            row["overtaken"],
        )
        for row in db.execute(LEGS, (day.isoformat(), office_id))
    ]


def events_of(db: sqlite3.Connection, office_id: str, day: date) -> Iterator[PastEvent]:
    """What visits and counters did, in the order of the journal."""
    for row in db.execute(EVENTS, (day.isoformat(), office_id)):
        at, body = from_text(row["at"]), json.loads(row["body"])
        by_system = row["actor_kind"] == "system"
        yield PastEvent(Name(row["name"]), at, row["visit_id"], row["leg_no"], row["counter_id"], by_system, body)


def chosen_calls(db: sqlite3.Connection, office_id: str, day: date) -> int:
    """Calls that a clerk chose by hand."""
    return int(db.execute(CHOSEN, (day.isoformat(), office_id)).fetchone()[0])
