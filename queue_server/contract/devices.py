"""Devices as the server tells of them: how they enrolled and how they are."""

from __future__ import annotations

from queue_server.contract.common import DeskPrinter, DeviceKind, HealthState, Instant, KioskHealth, Wire


class NewPin(Wire):
    """Salt and digest of a PIN as `contract.pins` makes them, in hexadecimal digits; for the device itself alone."""

    salt: str
    digest: str


class Device(Wire):
    id: str
    kind: DeviceKind
    name: str
    enrolled: bool
    revoked: bool
    state: HealthState | None = None
    fault: str | None = None
    version: str | None = None
    seen_at: Instant | None = None
    kiosk: KioskHealth | None = None
    desk: DeskPrinter | None = None
    """The printer for documents that this print agent has at a counter."""
    pin_waiting: bool = False
    """A new PIN for the operator's corner is set and not fetched yet."""
    new_pin: NewPin | None = None


class DeviceList(Wire):
    devices: list[Device]


class DeviceAdded(Wire):
    device: Device
    enrolment_code: str
    expires_at: Instant


class DeviceEnrolled(Wire):
    device: Device
    token: str
