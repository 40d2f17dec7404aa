"""Appointments, ratings and petitions from the domain to the contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from queue_server.contract import appointments as appointment_wire
from queue_server.contract import feedback as feedback_wire
from queue_server.contract import ratings as rating_wire
from queue_server.contract.answers import ServiceRef
from queue_server.domain.appointments import Appointment, Slot
from queue_server.domain.catalog import Catalog, FeedbackClass, Names
from queue_server.domain.petitions import Feedback
from queue_server.domain.ratings import BEST, FEWEST_OF_A_COUNTER, WORST, Tally
from queue_server.domain.visit import Visit
from queue_server.operations.feedback import Read
from queue_server.operations.ratings import Report


def appointment(found: Appointment, catalog: Catalog) -> appointment_wire.Appointment:
    return appointment_wire.Appointment(
        appointment_id=found.appointment_id,
        service=_service(found.service_id, catalog),
        slot_at=found.slot_at,
        code=found.code,
        state=appointment_wire.AppointmentState(found.state),
        visit_id=found.visit_id,
    )


def slots(service_id: str, day: date, found: list[Slot], last: date) -> appointment_wire.SlotList:
    told = [appointment_wire.Slot(slot_at=one.at, capacity=one.capacity, taken=one.taken) for one in found]
    return appointment_wire.SlotList(service_id=service_id, business_date=day, last_date=last, slots=told)


def last_day(catalog: Catalog, today: date) -> date:
    """How far ahead an appointment may lie."""
    return today + timedelta(days=catalog.office.appointments.days_ahead)


def rated(visit: Visit, catalog: Catalog) -> rating_wire.RatedVisit:
    return rating_wire.RatedVisit(
        ticket_number=visit.ticket_number,
        business_date=visit.business_date,
        service=_service(visit.legs[0].service_id, catalog),
    )


def ratings(
    report: Report, names: Mapping[str, Mapping[str, Names]], days: tuple[date, date], at: datetime, *, manages: bool
) -> rating_wire.Ratings:
    """`names` of services and counters; the figures of counters are for supervisors alone."""
    return rating_wire.Ratings(
        first_date=days[0],
        last_date=days[1],
        at=at,
        fewest_of_a_counter=FEWEST_OF_A_COUNTER,
        total=_figures(report.total),
        by_service=_groups(report.by_service, names["services"]),
        by_day=_groups(report.by_day, {}),
        by_counter=_groups(report.by_counter, names["counters"]) if manages else None,
    )


def feedback_classes(catalog: Catalog) -> feedback_wire.FeedbackClassList:
    petitions = catalog.office.petitions
    return feedback_wire.FeedbackClassList(
        address=dict(petitions.address), classes=[_class(one) for one in petitions.classes.values()]
    )


def feedback(found: Read, catalog: Catalog, today: date) -> feedback_wire.Feedback:
    about = found.about
    # A class that the office has given up keeps its code as its name.
    known = catalog.office.petitions.classes.get(about.class_code)
    of_class = known or FeedbackClass(about.class_code, {"vi": about.class_code}, 0, "")
    return feedback_wire.Feedback(
        feedback_id=about.feedback_id,
        reference=about.reference,
        feedback_class=_class(of_class),
        text=found.text,
        received_at=about.received_at,
        due_date=about.due_date,
        overdue=about.is_overdue(today),
        state=feedback_wire.FeedbackState(about.state),
        handed_over_at=about.handed_over_at,
        closed_at=about.closed_at,
    )


def feedback_step(about: Feedback) -> feedback_wire.FeedbackAnswer:
    return feedback_wire.FeedbackAnswer(
        feedback_id=about.feedback_id,
        reference=about.reference,
        state=feedback_wire.FeedbackState(about.state),
        due_date=about.due_date,
    )


def _figures(tally: Tally) -> rating_wire.RatingFigures:
    return rating_wire.RatingFigures(
        count=tally.count,
        mean=tally.mean,
        satisfied=tally.satisfied,
        scores=[tally.scores.get(score, 0) for score in range(WORST, BEST + 1)],
        reasons={rating_wire.RatingReason(reason): count for reason, count in tally.reasons.items()},
    )


def _groups(tallies: Mapping[str, Tally], names: Mapping[str, Names]) -> list[rating_wire.RatingGroup]:
    """In the order of `names`; what has no name there by its key, after them."""
    order = {key: place for place, key in enumerate(names)}
    keys = sorted(tallies, key=lambda key: (order.get(key, len(order)), key))
    return [
        rating_wire.RatingGroup(key=key, name=dict(names.get(key, {})), figures=_figures(tallies[key])) for key in keys
    ]


def _class(one: FeedbackClass) -> feedback_wire.FeedbackClass:
    return feedback_wire.FeedbackClass(
        code=one.code, name=dict(one.name), working_days=one.working_days, source=one.source
    )


def _service(service_id: str, catalog: Catalog) -> ServiceRef:
    service = catalog.services.get(service_id)
    return ServiceRef(id=service_id, name=dict(service.name) if service else {"vi": service_id})
