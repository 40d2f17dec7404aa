"""Sealed declarations, and how much typing each form spared. What was declared is never readable here."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.store.times import from_text, optional_moment, to_text

OPEN = "erased_at is null and erase_at > ''"
"""Those that can still be opened: the index on what is due holds no others, and the comparison makes SQLite use it."""


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One declaration; `sealed` is empty once it was erased."""

    declaration_id: str
    visit_id: str
    form_id: str
    key_name: str
    sealed: bytes
    created_at: datetime
    taken_at: datetime | None
    erase_at: datetime


@dataclass(frozen=True, slots=True)
class SavingRow:
    """All declarations of one form over some days."""

    form_id: str
    declarations: int
    counted: int
    typed: int


def put(db: sqlite3.Connection, row: DossierRow) -> None:
    """Keep it; the declaration of the same id is replaced."""
    db.execute(
        "insert into declaration (declaration_id, visit_id, form_id, key_id, sealed, created_at, taken_at, erase_at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (declaration_id) do update set sealed = excluded.sealed, taken_at = excluded.taken_at,"
        " erase_at = excluded.erase_at",
        (row.declaration_id, row.visit_id, row.form_id, row.key_name, row.sealed, to_text(row.created_at))
        + (to_text(row.taken_at) if row.taken_at else None, to_text(row.erase_at)),
    )


def find(db: sqlite3.Connection, declaration_id: str) -> DossierRow | None:
    """None too when it was erased."""
    row = db.execute(
        "select * from declaration where declaration_id = ? and erased_at is null", (declaration_id,)
    ).fetchone()
    return None if row is None else _row(row)


def of_visit(db: sqlite3.Connection, visit_id: str) -> list[DossierRow]:
    """In the order in which they were handed in, without those erased."""
    rows = db.execute(
        "select * from declaration where visit_id = ? and erased_at is null order by created_at, declaration_id",
        (visit_id,),
    )
    return [_row(row) for row in rows]


def visits_with_some(db: sqlite3.Connection) -> frozenset[str]:
    """The visits that have a declaration which can still be opened."""
    rows = db.execute(f"select visit_id from declaration where {OPEN}")
    return frozenset(row["visit_id"] for row in rows)


def due_for_erasing(db: sqlite3.Connection, now: datetime) -> list[DossierRow]:
    rows = db.execute("select * from declaration where erased_at is null and erase_at <= ?", (to_text(now),))
    return [_row(row) for row in rows]


def key_names(db: sqlite3.Connection) -> frozenset[str]:
    """The keys that something is still sealed with."""
    rows = db.execute(f"select key_id from declaration where {OPEN}")
    return frozenset(row["key_id"] for row in rows)


def erase(db: sqlite3.Connection, declaration_id: str, now: datetime) -> None:
    """Nothing stays but that there was one."""
    db.execute(
        "update declaration set sealed = zeroblob(0), erased_at = ? where declaration_id = ?",
        (to_text(now), declaration_id),
    )


def count_saving(db: sqlite3.Connection, office_id: str, day: date, form_id: str, counted: int, typed: int) -> None:
    """Add one declaration to the figures of its day."""
    db.execute(
        "insert into form_saving (office_id, business_date, form_id, declarations, counted, typed)"
        " values (?, ?, ?, 1, ?, ?) on conflict (office_id, business_date, form_id) do update set"
        " declarations = declarations + 1, counted = counted + excluded.counted, typed = typed + excluded.typed",
        (office_id, day.isoformat(), form_id, counted, typed),
    )


def savings(db: sqlite3.Connection, office_id: str, first: date, last: date) -> list[SavingRow]:
    rows = db.execute(
        "select form_id, sum(declarations) as declarations, sum(counted) as counted, sum(typed) as typed"
        " from form_saving where office_id = ? and business_date between ? and ? group by form_id order by form_id",
        (office_id, first.isoformat(), last.isoformat()),
    )
    return [SavingRow(row["form_id"], row["declarations"], row["counted"], row["typed"]) for row in rows]


def _row(row: sqlite3.Row) -> DossierRow:
    return DossierRow(
        row["declaration_id"],
        row["visit_id"],
        row["form_id"],
        row["key_id"],
        row["sealed"],
        from_text(row["created_at"]),
        optional_moment(row["taken_at"]),
        from_text(row["erase_at"]),
    )
