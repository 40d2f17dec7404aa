"""Devices, how they enrolled and how they are. Tokens and enrolment codes are kept as digests only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from queue_server.store.times import optional_moment, to_text


@dataclass(frozen=True, slots=True)
class WaitingPin:
    """A PIN that the device has not fetched yet, as `contract.pins` digests it."""

    salt: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class DeviceRow:
    device_id: str
    kind: str
    name: str
    enrolled: bool
    revoked: bool
    state: str | None
    fault: str | None
    version: str | None
    seen_at: datetime | None
    details: str | None = None
    """What it told of itself beyond the common facts, as JSON."""
    pin: WaitingPin | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What a device reports; `details` is JSON."""

    state: str
    fault: str | None = None
    version: str | None = None
    details: str | None = None


def add(db: sqlite3.Connection, device_id: str, kind: str, name: str, at: datetime) -> None:
    db.execute(
        "insert into device (device_id, kind, name, created_at) values (?, ?, ?, ?)",
        (device_id, kind, name, to_text(at)),
    )


def set_enrolment(db: sqlite3.Connection, device_id: str, digest: bytes, expires_at: datetime) -> None:
    db.execute(
        "update device set enrolment_digest = ?, enrolment_expires_at = ? where device_id = ?",
        (digest, to_text(expires_at), device_id),
    )


def enrol(db: sqlite3.Connection, enrolment_digest: bytes, token_digest: bytes, now: datetime) -> DeviceRow | None:
    """Swap an unexpired enrolment code for a token, once. None if there is no such code."""
    row = db.execute(
        "update device set token_digest = ?, enrolment_digest = null, enrolment_expires_at = null,"
        " pin_salt = null, pin_digest = null"
        " where enrolment_digest = ? and enrolment_expires_at > ? and revoked_at is null returning device_id",
        (token_digest, enrolment_digest, to_text(now)),
    ).fetchone()
    return None if row is None else find(db, row["device_id"])


def revoke(db: sqlite3.Connection, device_id: str, at: datetime) -> None:
    db.execute(
        "update device set revoked_at = ?, token_digest = null, enrolment_digest = null where device_id = ?",
        (to_text(at), device_id),
    )


def set_token(db: sqlite3.Connection, device_id: str, token_digest: bytes) -> None:
    db.execute("update device set token_digest = ? where device_id = ?", (token_digest, device_id))


def token_digest_of(db: sqlite3.Connection, device_id: str) -> bytes | None:
    """None for a device that has no token (any more)."""
    row = db.execute("select token_digest from device where device_id = ?", (device_id,)).fetchone()
    return None if row is None else row["token_digest"]


def set_pin(db: sqlite3.Connection, device_id: str, pin: WaitingPin | None) -> None:
    """None: the device has it, and nothing of it stays here."""
    salt, digest = (pin.salt, pin.digest) if pin else (None, None)
    db.execute("update device set pin_salt = ?, pin_digest = ? where device_id = ?", (salt, digest, device_id))


def find(db: sqlite3.Connection, device_id: str) -> DeviceRow | None:
    row = db.execute("select * from device where device_id = ?", (device_id,)).fetchone()
    return None if row is None else _device(row)


def find_by_token(db: sqlite3.Connection, token_digest: bytes) -> DeviceRow | None:
    row = db.execute("select * from device where token_digest = ? and revoked_at is null", (token_digest,)).fetchone()
    return None if row is None else _device(row)


def everything(db: sqlite3.Connection) -> list[DeviceRow]:
    return [_device(row) for row in db.execute("select * from device order by kind, name, device_id")]


def report_health(db: sqlite3.Connection, device_id: str, at: datetime, health: Health) -> None:
    db.execute(
        "update device set state = ?, fault = ?, version = coalesce(?, version), details = ?, seen_at = ?"
        " where device_id = ?",
        (health.state, health.fault, health.version, health.details, to_text(at), device_id),
    )


def _device(row: sqlite3.Row) -> DeviceRow:
    return DeviceRow(
        device_id=row["device_id"],
        kind=row["kind"],
        name=row["name"],
        enrolled=row["token_digest"] is not None,
        revoked=row["revoked_at"] is not None,
        state=row["state"],
        fault=row["fault"],
        version=row["version"],
        seen_at=optional_moment(row["seen_at"]),
        details=row["details"],
        pin=WaitingPin(row["pin_salt"], row["pin_digest"]) if row["pin_salt"] else None,
    )
