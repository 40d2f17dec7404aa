"""Appointments on the wire. An appointment is known by its code: there is no name and no telephone number in it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from queue_server.contract.answers import ServiceRef
from queue_server.contract.common import Command, Id, Instant, Wire


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"


class BookAppointment(Command):
    """`slot_at` is the beginning of a slot, as `GET /appointments/slots` tells them."""

    service_id: Id
    slot_at: Instant


class CancelAppointment(Command):
    pass


class SetSlotCapacity(Command):
    """How many this one slot may hold; promises made stay."""

    service_id: Id
    slot_at: Instant
    capacity: Annotated[int, Field(ge=0, le=500)]


class Appointment(Wire):
    """`code` is eight digits, shown at the kiosk on the day; `visit_id` once that was done."""

    appointment_id: str
    service: ServiceRef
    slot_at: Instant
    code: str
    state: AppointmentState
    visit_id: str | None = None


class AppointmentList(Wire):
    """Those of one business date, in the order of their slots, the cancelled ones too."""

    business_date: date
    appointments: list[Appointment]


class Slot(Wire):
    slot_at: Instant
    capacity: int
    taken: int


class SlotList(Wire):
    """The slots of one service and business date that have not begun. `last_date`: how far ahead may be booked."""

    service_id: str
    business_date: date
    last_date: date
    slots: list[Slot]
