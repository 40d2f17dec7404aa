"""Devices as the server tells of them: how they enrolled and how they are."""

from __future__ import annotations

from queue_server.contract.common import DeviceKind, HealthState, Instant, KioskHealth, Wire


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


class DeviceList(Wire):
    devices: list[Device]


class DeviceAdded(Wire):
    device: Device
    enrolment_code: str
    expires_at: Instant


class DeviceEnrolled(Wire):
    device: Device
    token: str
