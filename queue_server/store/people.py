"""People, their roles and their sessions. Tokens are kept as digests only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from queue_server.store.times import to_text


@dataclass(frozen=True, slots=True)
class Person:
    person_id: str
    username: str
    name: str
    password_hash: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class SessionRow:
    person_id: str
    name: str
    roles: frozenset[str]
    expires_at: str


def add(db: sqlite3.Connection, person: Person, at: datetime) -> None:
    db.execute(
        "insert into person (person_id, username, name, password_hash, created_at) values (?, ?, ?, ?, ?)",
        (person.person_id, person.username, person.name, person.password_hash, to_text(at)),
    )
    db.executemany("insert into person_role values (?, ?)", [(person.person_id, role) for role in sorted(person.roles)])


def set_password(db: sqlite3.Connection, person_id: str, password_hash: str) -> None:
    db.execute("update person set password_hash = ? where person_id = ?", (password_hash, person_id))


def find_by_username(db: sqlite3.Connection, username: str) -> Person | None:
    row = db.execute("select * from person where username = ? and active = 1", (username,)).fetchone()
    return None if row is None else _person(db, row)


def find(db: sqlite3.Connection, person_id: str) -> Person | None:
    row = db.execute("select * from person where person_id = ? and active = 1", (person_id,)).fetchone()
    return None if row is None else _person(db, row)


def name_of(db: sqlite3.Connection, person_id: str) -> str | None:
    row = db.execute("select name from person where person_id = ?", (person_id,)).fetchone()
    return None if row is None else str(row["name"])


def everyone(db: sqlite3.Connection) -> list[Person]:
    """All active people, by name."""
    return [_person(db, row) for row in db.execute("select * from person where active = 1 order by name, person_id")]


def begin_session(db: sqlite3.Connection, digest: bytes, person_id: str, at: datetime, expires_at: datetime) -> None:
    db.execute("insert into session values (?, ?, ?, ?, null)", (digest, person_id, to_text(at), to_text(expires_at)))
    db.execute("delete from session where expires_at < ?", (to_text(at),))


def end_session(db: sqlite3.Connection, digest: bytes, at: datetime) -> None:
    db.execute("update session set ended_at = ? where token_digest = ?", (to_text(at), digest))


def find_session(db: sqlite3.Connection, digest: bytes, now: datetime) -> SessionRow | None:
    """The session of a token digest, if it is neither ended nor expired."""
    row = db.execute(
        "select person_id, name, expires_at from session join person using (person_id)"
        " where token_digest = ? and ended_at is null and expires_at > ? and active = 1",
        (digest, to_text(now)),
    ).fetchone()
    if row is None:
        return None
    return SessionRow(row["person_id"], row["name"], _roles(db, row["person_id"]), row["expires_at"])


def _person(db: sqlite3.Connection, row: sqlite3.Row) -> Person:
    roles = _roles(db, row["person_id"])
    return Person(row["person_id"], row["username"], row["name"], row["password_hash"], roles)


def _roles(db: sqlite3.Connection, person_id: str) -> frozenset[str]:
    rows = db.execute("select role from person_role where person_id = ?", (person_id,))
    return frozenset(row["role"] for row in rows)
