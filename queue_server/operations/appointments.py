"""Appointments: promised to a code, shown again at the kiosk on the day, given back when nobody will come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from queue_server.domain.appointments import (
    Appointment,
    AppointmentState,
    Slot,
    require_check_in,
    require_slot,
    slots_of,
    usual_capacity,
)
from queue_server.domain.catalog import Service
from queue_server.domain.errors import Refusal, Refused
from queue_server.operations.asker import Asker
from queue_server.operations.codes import new_code
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import appointments as stored


def book(work: Work, service_id: str, slot_at: datetime, asker: Asker) -> Appointment:
    """Promise a slot. Raises Refused: unknown_service, service_closed, not_a_slot, slot_full."""
    service, slot_at = _service(work, service_id), slot_at.astimezone(UTC)
    require_slot(work.catalog.office, service, slot_at, work.now)
    slot = next(one for one in slots(work, service_id, work.catalog.office.business_date(slot_at)) if one.at == slot_at)
    if slot.taken >= slot.capacity:
        raise Refused(Refusal.SLOT_FULL)
    code = new_code(lambda code: stored.by_code(work.db, code) is not None)
    made = Appointment(new_id(work.now), service_id, slot_at, code, AppointmentState.BOOKED, work.now)
    stored.add(work.db, work.office_id, made, asker.person_id)
    return made


def cancel(work: Work, appointment_id: str) -> Appointment:
    """Give a slot back; once more changes nothing. Raises Refused: unknown_appointment, appointment_used."""
    found = stored.find(work.db, appointment_id)
    if found is None:
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    if found.state is AppointmentState.CHECKED_IN:
        raise Refused(Refusal.APPOINTMENT_USED)
    stored.change(work.db, appointment_id, AppointmentState.CANCELLED)
    return replace(found, state=AppointmentState.CANCELLED)


def of_code(work: Work, code: str) -> Appointment:
    """The appointment that a number may be given for now. Raises Refused: unknown_appointment, and as
    `require_check_in`.
    """
    found = stored.by_code(work.db, code)
    if found is None or found.service_id not in work.catalog.services:
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    require_check_in(work.catalog.office, found, work.now)
    return found


def use(work: Work, appointment: Appointment, visit_id: str) -> None:
    """Its number was given: the code is worth nothing any more."""
    stored.change(work.db, appointment.appointment_id, AppointmentState.CHECKED_IN, visit_id)


def of_day(work: Work, day: date) -> list[Appointment]:
    return stored.between(work.db, *_bounds(work, day))


def slots(work: Work, service_id: str, day: date) -> list[Slot]:
    """The slots of one day that have not begun. Raises Refused: unknown_service."""
    service, bounds = _service(work, service_id), _bounds(work, day)
    taken = stored.taken(work.db, service_id, *bounds)
    own = stored.capacities(work.db, service_id, *bounds)
    usual = usual_capacity(work.catalog.office, service)
    begins = [at.astimezone(UTC) for at in slots_of(work.catalog.office, service, day)]
    return [Slot(at, own.get(at, usual), taken.get(at, 0)) for at in begins if at > work.now]


def set_capacity(work: Work, service_id: str, slot_at: datetime, capacity: int) -> list[Slot]:
    """Hold more or fewer in one slot; promises made stay. Raises Refused: unknown_service, not_a_slot."""
    service, slot_at = _service(work, service_id), slot_at.astimezone(UTC)
    office = work.catalog.office
    day = office.business_date(slot_at)
    if slot_at not in slots_of(office, service, day):
        raise Refused(Refusal.NOT_A_SLOT)
    stored.set_capacity(work.db, service_id, slot_at, capacity)
    return slots(work, service_id, day)


def _service(work: Work, service_id: str) -> Service:
    service = work.catalog.services.get(service_id)
    if service is None:
        raise Refused(Refusal.UNKNOWN_SERVICE, service_id=service_id)
    return service


def _bounds(work: Work, day: date) -> tuple[datetime, datetime]:
    office = work.catalog.office
    return office.midnight(day).astimezone(UTC), office.midnight(day + timedelta(days=1)).astimezone(UTC)
