"""Coming by appointment: which slots there are, and when a code may be shown for a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.catalog import Office, Service
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.hours import spans


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A promise of a slot, known by its code alone: no name, no telephone number. `visit_id` once it was used."""

    appointment_id: str
    service_id: str
    slot_at: datetime
    code: str
    state: AppointmentState
    booked_at: datetime
    visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A beginning that people can be told. `capacity` is how many, `taken` how many were told already."""

    at: datetime
    capacity: int
    taken: int


def takes_appointments(office: Office, service: Service) -> bool:
    return service.active and usual_capacity(office, service) > 0


def usual_capacity(office: Office, service: Service) -> int:
    """Of a slot of this service that nobody set apart."""
    return office.appointments.capacity if service.slot_capacity is None else service.slot_capacity


def slots_of(office: Office, service: Service, day: date) -> list[datetime]:
    """The beginnings of that day's slots; one that would end after its closing is left out."""
    length = office.appointments.slot
    found: list[datetime] = []
    for opens, closes in spans(office, service, day):
        count = int((closes - opens) / length)
        found += [opens + at * length for at in range(count)]
    return found


def require_slot(office: Office, service: Service, slot_at: datetime, now: datetime) -> None:
    """Raises Refused: service_closed, not_a_slot."""
    if not takes_appointments(office, service):
        raise Refused(Refusal.SERVICE_CLOSED, service_id=service.id)
    latest = now + timedelta(days=office.appointments.days_ahead)
    if not now < slot_at <= latest or slot_at not in slots_of(office, service, office.business_date(slot_at)):
        raise Refused(Refusal.NOT_A_SLOT)


def require_check_in(office: Office, appointment: Appointment, now: datetime) -> None:
    """Whether a number can be given for it now. Raises Refused: appointment_cancelled, appointment_used,
    appointment_other_day, appointment_too_early, appointment_too_late.
    """
    if appointment.state is AppointmentState.CANCELLED:
        raise Refused(Refusal.APPOINTMENT_CANCELLED)
    if appointment.state is AppointmentState.CHECKED_IN:
        raise Refused(Refusal.APPOINTMENT_USED)
    slot = appointment.slot_at.astimezone(office.time_zone)
    if office.business_date(appointment.slot_at) != office.business_date(now):
        raise Refused(Refusal.APPOINTMENT_OTHER_DAY, slot=f"{slot:%H:%M %d/%m/%Y}")
    first = slot - office.appointments.early
    if now < first:
        raise Refused(Refusal.APPOINTMENT_TOO_EARLY, slot=f"{slot:%H:%M}", from_time=f"{first:%H:%M}")
    if now > slot + office.appointments.late:
        raise Refused(Refusal.APPOINTMENT_TOO_LATE, slot=f"{slot:%H:%M}")


def place_of(slot_at: datetime | None, now: datetime) -> datetime:
    """Who comes early takes the place of his slot; who comes late, that of his arrival."""
    return now if slot_at is None else max(slot_at, now)
