"""Devices: added by an administrator, enrolled by a code, revoked, and how they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice, token_urlsafe

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Fact, Name
from queue_server.operations.asker import Asker
from queue_server.operations.identifiers import new_id
from queue_server.operations.people import TOKEN_BYTES, token_digest
from queue_server.operations.work import Work
from queue_server.store import devices

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0, O, 1 and I, which are mistaken for one another when a code is read at one screen and typed at another."""

CODE_LENGTH = 12
CODE_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Enrolment:
    device: devices.DeviceRow
    code: str
    expires_at: datetime


def add_device(work: Work, kind: str, name: str) -> Enrolment:
    """Add a device and make the code that it enrols with, once, within a day."""
    device_id = new_id(work.now)
    code = "".join(choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    devices.add(work.db, device_id, kind, name, work.now)
    devices.set_enrolment(work.db, device_id, token_digest(code), work.now + CODE_LIFE)
    return Enrolment(_device(work, device_id), code, work.now + CODE_LIFE)


def enrol(work: Work, code: str) -> tuple[devices.DeviceRow, str]:
    """Swap a code for a token. Raises Refused: unknown_enrolment_code."""
    token = token_urlsafe(TOKEN_BYTES)
    typed = code.upper().replace("-", "").replace(" ", "")
    device = devices.enrol(work.db, token_digest(typed), token_digest(token), work.now)
    if device is None:
        raise Refused(Refusal.UNKNOWN_ENROLMENT_CODE)
    return device, token


def revoke(work: Work, device_id: str) -> devices.DeviceRow:
    """Its token is worthless from now on. Raises Refused: unknown_device."""
    _device(work, device_id)
    devices.revoke(work.db, device_id, work.now)
    return _device(work, device_id)


def report_health(work: Work, device_id: str, asker: Asker, health: devices.Health) -> devices.DeviceRow:
    """Note how a device is; the change between well and failed is an event. Raises Refused: unknown_device."""
    before = _device(work, device_id)
    devices.report_health(work.db, device_id, work.now, health)
    failed, had_failed = health.state == "failed", before.state == "failed"
    if failed and (not had_failed or before.fault != health.fault):
        _tell(work, Name.DEVICE_FAILED, before, asker, health.fault)
    elif had_failed and not failed:
        _tell(work, Name.DEVICE_RECOVERED, before, asker, None)
    return _device(work, device_id)


def set_pin(work: Work, device_id: str, asker: Asker, pin: devices.WaitingPin) -> devices.DeviceRow:
    """Have a new PIN fetched by this kiosk, in place of any other. Raises Refused: unknown_device, also for one that
    is no kiosk or that was never enrolled: its PIN would open nothing.
    """
    device = _device(work, device_id)
    if device.kind != "kiosk" or not device.enrolled:
        raise Refused(Refusal.UNKNOWN_DEVICE, device_id=device_id)
    devices.set_pin(work.db, device_id, pin)
    work.tell(Fact(Name.DEVICE_PIN_SET, work.now, asker.actor, device_id=device_id, body={"kind": device.kind}))
    return _device(work, device_id)


def pin_taken(work: Work, device_id: str, asker: Asker, salt: bytes) -> devices.DeviceRow:
    """The kiosk has it: nothing of it stays here. Said again, or of one that was replaced: nothing happens."""
    device = _device(work, device_id)
    if device.pin is not None and device.pin.salt == salt:
        devices.set_pin(work.db, device_id, None)
        work.tell(Fact(Name.DEVICE_PIN_TAKEN, work.now, asker.actor, device_id=device_id, body={"kind": device.kind}))
    return _device(work, device_id)


def _tell(work: Work, name: Name, device: devices.DeviceRow, asker: Asker, fault: str | None) -> None:
    body = {"kind": device.kind, "fault": fault}
    work.tell(Fact(name, work.now, asker.actor, device_id=device.device_id, body=body))


def _device(work: Work, device_id: str) -> devices.DeviceRow:
    device = devices.find(work.db, device_id)
    if device is None:
        raise Refused(Refusal.UNKNOWN_DEVICE, device_id=device_id)
    return device
