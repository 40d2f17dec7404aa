"""Numbers lent to kiosks, and the series that each kiosk has."""

from __future__ import annotations

import sqlite3
from datetime import date

from queue_server.domain.lease import Lease
from queue_server.store.times import from_text, to_text

INSERT = """
insert into lease (lease_id, office_id, device_id, ledger_id, business_date, series, first_number, last_number,
  granted_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
HIGHEST = "select max(last_number) from lease where office_id = ? and business_date = ? and series = ?"
COVERING = """
select * from lease where office_id = ? and business_date = ? and series = ?
  and ? between first_number and last_number"""


def add(db: sqlite3.Connection, office_id: str, lease: Lease) -> None:
    db.execute(
        INSERT,
        (lease.lease_id, office_id, lease.device_id, lease.ledger_id, lease.business_date.isoformat(), lease.series)
        + (lease.first, lease.last, to_text(lease.granted_at), to_text(lease.expires_at)),
    )


def find(db: sqlite3.Connection, lease_id: str) -> Lease | None:
    row = db.execute("select * from lease where lease_id = ?", (lease_id,)).fetchone()
    return None if row is None else _lease(row)


def of_ledger(db: sqlite3.Connection, device_id: str, ledger_id: str, day: date) -> list[Lease]:
    """What one book of a kiosk holds for a day, lowest first."""
    query = "select * from lease where device_id = ? and ledger_id = ? and business_date = ? order by first_number"
    return [_lease(row) for row in db.execute(query, (device_id, ledger_id, day.isoformat()))]


def covering(db: sqlite3.Connection, office_id: str, day: date, series: str, number: int) -> Lease | None:
    """The lease of that day that a number belongs to."""
    row = db.execute(COVERING, (office_id, day.isoformat(), series, number)).fetchone()
    return None if row is None else _lease(row)


def highest(db: sqlite3.Connection, office_id: str, day: date, series: str) -> int:
    """The last number of the series that was ever lent for the day; 0 for none."""
    row = db.execute(HIGHEST, (office_id, day.isoformat(), series)).fetchone()
    return int(row[0] or 0)


def series_of(db: sqlite3.Connection, device_id: str) -> str | None:
    row = db.execute("select series from device where device_id = ?", (device_id,)).fetchone()
    return None if row is None or row["series"] is None else str(row["series"])


def set_series(db: sqlite3.Connection, device_id: str, series: str) -> None:
    db.execute("update device set series = ? where device_id = ?", (series, device_id))


def every_series(db: sqlite3.Connection) -> set[str]:
    """The series that kiosks have, revoked ones too: their numbers may still be in people's hands."""
    return {str(row[0]) for row in db.execute("select series from device where series is not null")}


def _lease(row: sqlite3.Row) -> Lease:
    return Lease(
        lease_id=row["lease_id"],
        device_id=row["device_id"],
        ledger_id=row["ledger_id"],
        business_date=date.fromisoformat(row["business_date"]),
        series=row["series"],
        first=row["first_number"],
        last=row["last_number"],
        granted_at=from_text(row["granted_at"] or row["expires_at"]),
        expires_at=from_text(row["expires_at"]),
    )
