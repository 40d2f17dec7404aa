"""Appointments: which slots there are, booking one, giving it back. A code is shown with `POST /visits`."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.api import wire_paths
from queue_server.api.days import DATE, query_day
from queue_server.api.endpoint import MANAGERS, STAFF, Answer, Asked, Routes
from queue_server.contract import appointments as wire
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.appointments import Slot
from queue_server.operations import appointments

routes = Routes("appointments")


@routes.add("GET /appointments", STAFF, {200: wire.AppointmentList}, problems=(P.INVALID_FIELDS,), query={"date": DATE})
def list_appointments(asked: Asked) -> Answer:
    """Those of one business date; today's if none is named."""
    parts = asked.backend
    day = query_day("date", _today(asked))
    found = parts.run(lambda work: appointments.of_day(work, day))
    told = [wire_paths.appointment(one, parts.wire.catalog) for one in found]
    return wire.AppointmentList(business_date=day, appointments=told)


@routes.add(
    "GET /appointments/slots",
    STAFF,
    {200: wire.SlotList},
    problems=(P.UNKNOWN_SERVICE, P.INVALID_FIELDS),
    query={"service_id": {"type": "string"}, "date": DATE},
)
def list_slots(asked: Asked) -> Answer:
    service_id, day = request.args.get("service_id", ""), query_day("date", _today(asked))
    return _slots(asked, service_id, day, asked.backend.run(lambda work: appointments.slots(work, service_id, day)))


@routes.add(
    "POST /appointments",
    STAFF,
    {201: wire.Appointment},
    body=wire.BookAppointment,
    problems=(P.UNKNOWN_SERVICE, P.SERVICE_CLOSED, P.NOT_A_SLOT, P.SLOT_FULL),
)
def book_appointment(asked: Asked) -> Answer:
    body: wire.BookAppointment = asked.body
    made = asked.backend.run(lambda work: appointments.book(work, body.service_id, body.slot_at, asked.asker))
    return 201, wire_paths.appointment(made, asked.backend.wire.catalog)


@routes.add(
    "POST /appointments/<appointment_id>/cancel",
    STAFF,
    {200: wire.Appointment},
    body=wire.CancelAppointment,
    problems=(P.UNKNOWN_APPOINTMENT, P.APPOINTMENT_USED),
)
def cancel_appointment(asked: Asked, appointment_id: str) -> Answer:
    found = asked.backend.run(lambda work: appointments.cancel(work, appointment_id))
    return wire_paths.appointment(found, asked.backend.wire.catalog)


@routes.add(
    "POST /appointments/slots",
    MANAGERS,
    {200: wire.SlotList},
    body=wire.SetSlotCapacity,
    problems=(P.UNKNOWN_SERVICE, P.NOT_A_SLOT),
)
def set_slot_capacity(asked: Asked) -> Answer:
    body: wire.SetSlotCapacity = asked.body
    found = asked.backend.run(
        lambda work: appointments.set_capacity(work, body.service_id, body.slot_at, body.capacity)
    )
    day = asked.backend.wire.catalog.office.business_date(body.slot_at)
    return _slots(asked, body.service_id, day, found)


def _slots(asked: Asked, service_id: str, day: date, found: list[Slot]) -> wire.SlotList:
    return wire_paths.slots(service_id, day, found, wire_paths.last_day(asked.backend.wire.catalog, _today(asked)))


def _today(asked: Asked) -> date:
    return asked.backend.wire.catalog.office.business_date(asked.backend.clock.now())
