"""Visits, their legs, holds and calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.catalog import ORDINARY
from queue_server.domain.visit import Leg, State, Visit
from queue_server.store.times import (
    from_text,
    optional_moment,
    optional_seconds,
    optional_span,
    optional_text,
    to_text,
)

INSERT_VISIT = """
insert into visit (visit_id, office_id, business_date, series, number, ticket_number, state, channel, language,
  delivery, priority_class, arrived_at, order_at, wait_from, follow_code, overtaken, absences, call_count, leg_no,
  counter_id, device_id, request_id, request_digest, appointment_at, rating_code)
values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""

UPDATE_VISIT = """
update visit set state = ?, priority_class = ?, order_at = ?, wait_from = ?, overtaken = ?, absences = ?,
  call_count = ?, leg_no = ?, counter_id = ?, ended_at = ? where visit_id = ?"""

UPSERT_LEG = """
insert into leg (visit_id, leg_no, service_id, state, target_counter_id, target_clerk_id, return_to, counter_id,
  wait_from, called_at, serving_from, ended_at, wait_seconds, service_seconds, began_at)
values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
on conflict (visit_id, leg_no) do update set state = excluded.state, counter_id = excluded.counter_id,
  wait_from = excluded.wait_from, called_at = excluded.called_at, serving_from = excluded.serving_from,
  ended_at = excluded.ended_at, wait_seconds = excluded.wait_seconds, service_seconds = excluded.service_seconds,
  began_at = excluded.began_at"""

# A cross join keeps its order: the few that have not ended, then their legs. SQLite would else read every leg there is.
ACTIVE_LEGS = """
select leg.* from visit cross join leg using (visit_id) where visit.ended_at is null order by visit_id, leg_no"""

LAST_CALL = "select kind, reason from call where visit_id = ? and kind <> 'recall' order by seq desc limit 1"

BY_NUMBER = "select * from visit where office_id = ? and business_date = ? and series = ? and number = ?"

NEXT_NUMBER = """
insert into sequence (office_id, business_date, series, last_number) values (?, ?, ?, 1)
on conflict (office_id, business_date, series) do update set last_number = last_number + 1
returning last_number"""


@dataclass(frozen=True, slots=True)
class Request:
    """What makes a start of a visit repeatable: the sender's id and a digest of what was asked."""

    request_id: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Codes:
    """What the ticket alone knows: `follow` cannot be guessed, `rating` opens one rating and is forgotten by it."""

    follow: str
    rating: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `kind`: engine, chosen or recall; `seq` is the event that tells of it. `reason`: a clerk's or ours."""

    seq: int
    at: datetime
    kind: str
    person_id: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OpenHold:
    visit_id: str
    due_at: datetime | None
    reason: str


def next_number(db: sqlite3.Connection, office_id: str, business_date: date, series: str) -> int:
    """Count the day's series up by one. The count is undone with the operation, so no number is skipped."""
    row = db.execute(NEXT_NUMBER, (office_id, business_date.isoformat(), series)).fetchone()
    return int(row[0])


def insert(db: sqlite3.Connection, office_id: str, visit: Visit, request: Request, codes: Codes) -> None:
    wait_from = optional_text(visit.leg.wait_from)
    arrived, order = to_text(visit.arrived_at), to_text(visit.order_at)
    db.execute(
        INSERT_VISIT,
        (visit.visit_id, office_id, visit.business_date.isoformat(), visit.series, visit.number, visit.ticket_number)
        + (visit.state, visit.channel, visit.language, visit.delivery, visit.priority_class, arrived, order, wait_from)
        + (codes.follow, visit.overtaken, visit.absences, visit.call_count, visit.leg_no, visit.counter_id)
        + (visit.device_id, request.request_id, request.digest, optional_text(visit.appointment_at), codes.rating),
    )
    _save_legs(db, visit.visit_id, visit.legs)


def save(db: sqlite3.Connection, visit: Visit, before: Visit) -> None:
    """Write what changed between `before` and `visit`."""
    db.execute(
        UPDATE_VISIT,
        (visit.state, visit.priority_class, to_text(visit.order_at), optional_text(visit.leg.wait_from))
        + (visit.overtaken, visit.absences, visit.call_count, visit.leg_no, visit.counter_id)
        + (optional_text(visit.ended_at), visit.visit_id),
    )
    _save_legs(db, visit.visit_id, [leg for leg in visit.legs if leg not in before.legs])


def count_overtakes(db: sqlite3.Connection, visit_ids: Iterable[str]) -> None:
    db.executemany(
        "update visit set overtaken = overtaken + 1 where visit_id = ?", [(visit_id,) for visit_id in visit_ids]
    )


def find(db: sqlite3.Connection, visit_id: str) -> Visit | None:
    row = db.execute("select * from visit where visit_id = ?", (visit_id,)).fetchone()
    return None if row is None else _visit(row, _legs_of(db, visit_id))


def rating_code_of(db: sqlite3.Connection, visit_id: str) -> str | None:
    row = db.execute("select rating_code from visit where visit_id = ?", (visit_id,)).fetchone()
    return None if row is None else row["rating_code"]


def of_rating_code(db: sqlite3.Connection, code: str) -> Visit | None:
    """The visit whose rating this code opens, whatever its age."""
    row = db.execute("select * from visit where rating_code = ?", (code,)).fetchone()
    return None if row is None else _visit(row, _legs_of(db, row["visit_id"]))


def forget_rating_code(db: sqlite3.Connection, visit_id: str) -> None:
    db.execute("update visit set rating_code = null where visit_id = ?", (visit_id,))


def number_of(db: sqlite3.Connection, visit_id: str) -> str | None:
    row = db.execute("select ticket_number from visit where visit_id = ?", (visit_id,)).fetchone()
    return None if row is None else str(row["ticket_number"])


def find_request(db: sqlite3.Connection, office_id: str, request_id: str) -> tuple[Visit, Request] | None:
    row = db.execute("select * from visit where office_id = ? and request_id = ?", (office_id, request_id)).fetchone()
    if row is None:
        return None
    return _visit(row, _legs_of(db, row["visit_id"])), Request(request_id, row["request_digest"])


def find_number(
    db: sqlite3.Connection, office_id: str, business_date: date, series: str, number: int
) -> tuple[Visit, Request] | None:
    """The visit of that number, and the request that led to it."""
    row = db.execute(BY_NUMBER, (office_id, business_date.isoformat(), series, number)).fetchone()
    if row is None:
        return None
    return _visit(row, _legs_of(db, row["visit_id"])), Request(row["request_id"], row["request_digest"])


def join_request(db: sqlite3.Connection, visit_id: str, request: Request, device_id: str) -> None:
    """From now on this request leads to the visit, and this device gave its number."""
    db.execute(
        "update visit set request_id = ?, request_digest = ?, device_id = ? where visit_id = ?",
        (request.request_id, request.digest, device_id, visit_id),
    )


def rename_request(db: sqlite3.Connection, visit_id: str, request_id: str) -> None:
    db.execute("update visit set request_id = ? where visit_id = ?", (request_id, visit_id))


def save_arrival(db: sqlite3.Connection, visit: Visit) -> None:
    """When it came, and how."""
    db.execute(
        "update visit set arrived_at = ?, channel = ? where visit_id = ?",
        (to_text(visit.arrived_at), visit.channel, visit.visit_id),
    )


def end(db: sqlite3.Connection, visit: Visit) -> None:
    """Note when a visit ended that was written as ended."""
    db.execute("update visit set ended_at = ? where visit_id = ?", (optional_text(visit.ended_at), visit.visit_id))


def active(db: sqlite3.Connection) -> list[Visit]:
    """Every visit that has not ended, in order of arrival: from these the hall is rebuilt."""
    legs: dict[str, list[Leg]] = {}
    for row in db.execute(ACTIVE_LEGS):
        legs.setdefault(row["visit_id"], []).append(leg_of(row))
    rows = db.execute("select * from visit where ended_at is null order by order_at, visit_id")
    return [_visit(row, tuple(legs[row["visit_id"]])) for row in rows]


def note(db: sqlite3.Connection, visit_id: str, at: datetime, kind: str, person_id: str | None, text: str) -> None:
    """Keep words of the staff beside the visit; they never enter an event."""
    db.execute(
        "insert into visit_note (visit_id, at, kind, person_id, note) values (?, ?, ?, ?, ?)",
        (visit_id, to_text(at), kind, person_id, text),
    )


def add_call(db: sqlite3.Connection, visit: Visit, call: Call) -> None:
    """Record that `visit` was called to its counter."""
    db.execute(
        "insert into call values (?, ?, ?, ?, ?, ?, ?, ?)",
        (call.seq, visit.visit_id, visit.leg_no, to_text(call.at), visit.counter_id)
        + (call.person_id, call.kind, call.reason),
    )


def engine_reasons(db: sqlite3.Connection, visit_ids: Iterable[str]) -> dict[str, str]:
    """What was noted of the last call of each of these visits, where the policy made it."""
    found: dict[str, str] = {}
    for visit_id in visit_ids:
        row = db.execute(LAST_CALL, (visit_id,)).fetchone()
        if row is not None and row["kind"] == "engine" and row["reason"]:
            found[visit_id] = row["reason"]
    return found


def open_hold(db: sqlite3.Connection, visit: Visit, at: datetime, due_at: datetime | None, reason: str) -> None:
    db.execute(
        "insert into hold (visit_id, leg_no, from_at, due_at, reason) values (?, ?, ?, ?, ?)",
        (visit.visit_id, visit.leg_no, to_text(at), optional_text(due_at), reason),
    )


def close_hold(db: sqlite3.Connection, visit_id: str, at: datetime) -> None:
    db.execute("update hold set until_at = ? where visit_id = ? and until_at is null", (to_text(at), visit_id))


def open_holds(db: sqlite3.Connection) -> list[OpenHold]:
    rows = db.execute("select visit_id, due_at, reason from hold where until_at is null")
    return [OpenHold(row["visit_id"], optional_moment(row["due_at"]), row["reason"]) for row in rows]


def holds_due(db: sqlite3.Connection, now: datetime) -> list[str]:
    """Visits whose hold has run out."""
    query = "select visit_id from hold where until_at is null and due_at is not null and due_at <= ?"
    return [row["visit_id"] for row in db.execute(query, (to_text(now),))]


def _save_legs(db: sqlite3.Connection, visit_id: str, legs: Iterable[Leg]) -> None:
    for leg in legs:
        db.execute(
            UPSERT_LEG,
            (visit_id, leg.leg_no, leg.service_id, leg.state, leg.target_counter_id, leg.target_clerk_id)
            + (leg.return_to, leg.counter_id, optional_text(leg.wait_from), optional_text(leg.called_at))
            + (optional_text(leg.serving_from), optional_text(leg.ended_at))
            + (optional_seconds(leg.waited), optional_seconds(leg.served), optional_text(leg.began_at)),
        )


def _legs_of(db: sqlite3.Connection, visit_id: str) -> tuple[Leg, ...]:
    rows = db.execute("select * from leg where visit_id = ? order by leg_no", (visit_id,))
    return tuple(leg_of(row) for row in rows)


def leg_of(row: sqlite3.Row) -> Leg:
    """A row of `leg` as the domain knows it."""
    return Leg(
        leg_no=row["leg_no"],
        service_id=row["service_id"],
        state=State(row["state"]),
        target_counter_id=row["target_counter_id"],
        target_clerk_id=row["target_clerk_id"],
        return_to=row["return_to"],
        counter_id=row["counter_id"],
        wait_from=optional_moment(row["wait_from"]),
        called_at=optional_moment(row["called_at"]),
        serving_from=optional_moment(row["serving_from"]),
        ended_at=optional_moment(row["ended_at"]),
        waited=optional_span(row["wait_seconds"]),
        served=optional_span(row["service_seconds"]),
        began_at=optional_moment(row["began_at"]),
    )


def _visit(row: sqlite3.Row, legs: tuple[Leg, ...]) -> Visit:
    return Visit(
        visit_id=row["visit_id"],
        business_date=date.fromisoformat(row["business_date"]),
        series=row["series"],
        number=row["number"],
        ticket_number=row["ticket_number"],
        state=State(row["state"]),
        channel=row["channel"],
        language=row["language"],
        delivery=row["delivery"],
        priority_class=row["priority_class"] or ORDINARY,
        arrived_at=from_text(row["arrived_at"]),
        order_at=from_text(row["order_at"]),
        legs=legs,
        leg_no=row["leg_no"],
        counter_id=row["counter_id"],
        overtaken=row["overtaken"],
        absences=row["absences"],
        call_count=row["call_count"],
        ended_at=optional_moment(row["ended_at"]),
        device_id=row["device_id"],
        appointment_at=optional_moment(row["appointment_at"]),
    )
