"""What lent numbers allow: which is next, what is open, what a ticket made here says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.choice import ORDINARY
from kiosk.offline.true_time import Reading
from kiosk.state import Catalog
from queue_server.contract.answers import Forecast, Leg, OfficeRef, Service, ServiceRef, TicketIssued
from queue_server.contract.common import Delivery, LegState
from queue_server.contract.leases import Lease

OFFICE_CLOSED = "office_closed"
NO_FORECAST: Forecast | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One number that was given here. `at` holds both clocks of that moment."""

    request_id: str
    lease_id: str
    day: date
    number: int
    ticket_number: str
    service_id: str
    priority_class: str
    language: str
    at: Reading
    delivery: Delivery = Delivery.COUNTER
    online: bool = False


def today(catalog: Catalog, now: datetime) -> date:
    return now.astimezone(ZoneInfo(catalog.office.time_zone)).date()


def next_number(leases: Iterable[Lease], day: date, used: int) -> tuple[Lease, int] | None:
    """The lowest lent number of the day above `used`, the highest given so far; None when there is none."""
    for lease in sorted(leases, key=lambda one: one.first_number):
        if lease.business_date == day and lease.last_number > used:
            return lease, max(lease.first_number, used + 1)
    return None


def numbers_left(leases: Iterable[Lease], day: date, used: int) -> int:
    own = [one for one in leases if one.business_date == day]
    return sum(max(0, one.last_number - max(one.first_number - 1, used)) for one in own)


def ticket_number(series: str, number: int) -> str:
    """As the server writes the numbers of a kiosk's series."""
    return f"{series}-{number:03d}"


def is_open(leases: Sequence[Lease], now: datetime) -> bool:
    """Whether the office receives people now, as far as the leases of the day tell."""
    return any(
        not lease.hours or any(span.from_at <= now < span.until_at for span in lease.hours)
        for lease in leases
        if now < lease.expires_at
    )


def cut_off(catalog: Catalog, leases: Iterable[Lease], now: datetime) -> Catalog:
    """What can be offered while the server is away: nobody knows who waits, and hours are those of the lease."""
    day = today(catalog, now)
    opened = is_open([one for one in leases if one.business_date == day], now)
    office = catalog.office.model_copy(update={"open_now": opened, "business_date": day})
    services = tuple(_alone(service, opened) for service in catalog.services)
    return replace(catalog, office=office, services=services, is_cut_off=True)


def ticket_of(given: Given, catalog: Catalog) -> TicketIssued:
    """What the paper says: the number, honestly without a wait, and that a clerk must see it."""
    service = catalog.service(given.service_id)
    reference = ServiceRef(id=given.service_id, name=service.name if service else {"vi": given.service_id})
    return TicketIssued(
        visit_id=given.request_id,
        ticket_number=given.ticket_number,
        series=given.ticket_number.partition("-")[0],
        number=given.number,
        office=OfficeRef(name=catalog.office.name),
        service=reference,
        legs=[Leg(leg_no=1, service=reference, state=LegState.WAITING)],
        counters=[],
        ahead=None,
        forecast=NO_FORECAST,
        issued_at=given.at.office,
        business_date=given.day,
        time_zone=catalog.office.time_zone,
        priority=given.priority_class != ORDINARY,
        language=given.language,
        tracking_url=None,
        print_job_id=None,
        offline=True,
    )


def _alone(service: Service, opened: bool) -> Service:
    unknown: dict[str, object] = {"waiting": 0, "open_counters": 0}
    if service.closed_reason not in (None, OFFICE_CLOSED):
        return service.model_copy(update=unknown)
    closed: dict[str, object] = {"open": False, "closed_reason": OFFICE_CLOSED, "closed_text": {}}
    now_open: dict[str, object] = {"open": True, "closed_reason": None, "closed_text": {}}
    return service.model_copy(update=unknown | (now_open if opened else closed))
