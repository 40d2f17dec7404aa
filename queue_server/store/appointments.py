"""Appointments by their codes, and how many each slot may hold."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from queue_server.domain.appointments import Appointment, AppointmentState
from queue_server.store.times import from_text, to_text

TAKEN = """
select slot_at, count(*) as taken from appointment
where service_id = ? and slot_at >= ? and slot_at < ? and state <> 'cancelled' group by slot_at"""

SET_CAPACITY = """
insert into slot_capacity values (?, ?, ?) on conflict do update set capacity = excluded.capacity"""


def add(db: sqlite3.Connection, office_id: str, one: Appointment, booked_by: str | None) -> None:
    db.execute(
        "insert into appointment (appointment_id, office_id, service_id, slot_at, code, state, booked_at, booked_by)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (one.appointment_id, office_id, one.service_id, to_text(one.slot_at), one.code, one.state)
        + (to_text(one.booked_at), booked_by),
    )


def find(db: sqlite3.Connection, appointment_id: str) -> Appointment | None:
    row = db.execute("select * from appointment where appointment_id = ?", (appointment_id,)).fetchone()
    return None if row is None else _appointment(row)


def by_code(db: sqlite3.Connection, code: str) -> Appointment | None:
    row = db.execute("select * from appointment where code = ?", (code,)).fetchone()
    return None if row is None else _appointment(row)


def change(db: sqlite3.Connection, appointment_id: str, state: AppointmentState, visit_id: str | None = None) -> None:
    db.execute(
        "update appointment set state = ?, visit_id = ? where appointment_id = ?", (state, visit_id, appointment_id)
    )


def between(db: sqlite3.Connection, first: datetime, last: datetime) -> list[Appointment]:
    """Those whose slot begins from `first` on and before `last`, in order."""
    rows = db.execute(
        "select * from appointment where slot_at >= ? and slot_at < ? order by slot_at, booked_at, appointment_id",
        (to_text(first), to_text(last)),
    )
    return [_appointment(row) for row in rows]


def taken(db: sqlite3.Connection, service_id: str, first: datetime, last: datetime) -> dict[datetime, int]:
    """How many appointments of a service stand, by the beginning of their slot."""
    rows = db.execute(TAKEN, (service_id, to_text(first), to_text(last)))
    return {from_text(row["slot_at"]): row["taken"] for row in rows}


def set_capacity(db: sqlite3.Connection, service_id: str, slot_at: datetime, capacity: int) -> None:
    db.execute(SET_CAPACITY, (service_id, to_text(slot_at), capacity))


def capacities(db: sqlite3.Connection, service_id: str, first: datetime, last: datetime) -> dict[datetime, int]:
    """The slots whose capacity was set apart."""
    rows = db.execute(
        "select slot_at, capacity from slot_capacity where service_id = ? and slot_at >= ? and slot_at < ?",
        (service_id, to_text(first), to_text(last)),
    )
    return {from_text(row["slot_at"]): row["capacity"] for row in rows}


def prune(db: sqlite3.Connection, before: datetime) -> None:
    """Forget what was promised before that moment."""
    for table in ("appointment", "slot_capacity"):
        db.execute(f"delete from {table} where slot_at < ?", (to_text(before),))


def _appointment(row: sqlite3.Row) -> Appointment:
    return Appointment(
        row["appointment_id"],
        row["service_id"],
        from_text(row["slot_at"]),
        row["code"],
        AppointmentState(row["state"]),
        from_text(row["booked_at"] or row["slot_at"]),
        row["visit_id"],
    )
