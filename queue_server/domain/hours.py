"""When a service takes people: the office's hours, breaks and holidays, its own hours, and what is left of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.catalog import Office, OpenHours, Service
from queue_server.domain.expectation import usual_week
from queue_server.domain.hall import Hall
from queue_server.domain.ordering import projected_delays

SEARCHED_DAYS = 60
"""How far ahead the next opening is looked for: beyond the longest holidays there are."""

HALF_HOUR = timedelta(minutes=30)

USUAL = usual_week(1.0)
"""The shape of a commune's week: how many people there are in all does not matter here."""

Span = tuple[datetime, datetime]


class Closed(StrEnum):
    """Why no number of a service is given. The words are those of the refusals."""

    OFFICE_CLOSED = "office_closed"
    OFFICE_BREAK = "office_break"
    OFFICE_HOLIDAY = "office_holiday"
    SERVICE_CLOSED = "service_closed"
    SERVICE_HOURS = "service_hours"
    LAST_TICKET = "last_ticket"
    SERVICE_FULL = "service_full"


@dataclass(frozen=True, slots=True)
class Closing:
    """`opens_at`: when numbers are given again, None if nobody can say. `quiet_at`: the half-hour of that day with the
    fewest people, where that is worth saying.
    """

    reason: Closed
    opens_at: datetime | None = None
    quiet_at: datetime | None = None


def closing(office: Office, service: Service, now: datetime, *, full: bool = False) -> Closing | None:
    """Why no number of this service is given now; None while it is open. `full`: today's capacity is used up."""
    if not service.active:
        return Closing(Closed.SERVICE_CLOSED)
    reason = closed_by_the_clock(office, service, now) or (Closed.SERVICE_FULL if full else None)
    if reason is None:
        return None
    today = office.business_date(now)
    # Who cannot be served today need not come back before tomorrow.
    after = office.midnight(today + timedelta(days=1)) if reason is Closed.SERVICE_FULL else now
    opens_at = next_opening(office, service, after)
    return Closing(reason, opens_at, quiet_time(office, service, opens_at) if opens_at else None)


def closed_by_the_clock(office: Office, service: Service, now: datetime) -> Closed | None:
    if not office.is_open(now):
        return _why_closed(office, now)
    if not office.hours and not service.hours:
        return None
    span = next((one for one in spans(office, service, office.business_date(now)) if one[0] <= now < one[1]), None)
    if span is None:
        return Closed.SERVICE_HOURS
    return Closed.LAST_TICKET if now >= span[1] - office.last_ticket else None


def spans(office: Office, service: Service | None, day: date) -> list[Span]:
    """When people are taken on that day, in order; of no service in particular: when the office is open."""
    all_day = (office.midnight(day), office.midnight(day + timedelta(days=1)))
    whole = office.spans(day) if office.hours else [all_day]
    if service is None or not service.hours:
        return sorted(whole)
    own = _of_day(office, service.hours, day)
    both = [(max(one[0], other[0]), min(one[1], other[1])) for one in whole for other in own]
    return sorted(span for span in both if span[0] < span[1])


def next_opening(office: Office, service: Service, after: datetime) -> datetime | None:
    """The first moment after `after` when a span of this service begins."""
    first = office.business_date(after)
    for day in (first + timedelta(days=ahead) for ahead in range(SEARCHED_DAYS)):
        for opens, _ in spans(office, service, day):
            if opens >= after:
                return opens
    return None


def quiet_time(
    office: Office, service: Service, opens_at: datetime, week: Sequence[Sequence[float]] = USUAL
) -> datetime | None:
    """The half-hour from `opens_at` on, of the same day, in which the fewest people come; the earliest of equals.

    `week` is how many come by weekday and half-hour of the day. None where it tells nothing of that day.
    """
    found: list[tuple[float, datetime]] = []
    for opens, closes in spans(office, service, office.business_date(opens_at)):
        at = max(opens, opens_at)
        # The last half-hour before a closing is no time to send people to.
        while at + 2 * HALF_HOUR <= closes:
            found.append((_people(office, at, week), at))
            at += HALF_HOUR
    return min(found)[1] if any(people > 0 for people, _ in found) else None


def full_services(hall: Hall, services: Iterable[Service], now: datetime) -> Mapping[str, bool]:
    """Of services that open counters offer: whether those who wait already keep them busy until the day is over.

    A number given now would be called only after the last closing and the overtime. Where no counter is open there is
    nothing to judge by, and an office without hours has no end of the day.
    """
    office = hall.catalog.office
    left = {one.id: _left_today(office, one, now) for one in services if office.hours or one.hours}
    if not left:
        return {}
    longest = max(left.values()) + office.overtime.total_seconds()
    delays = projected_delays(hall, now.timestamp(), longest)
    means = {one: hall.catalog.services[one].mean_time.total_seconds() for one in left}
    overtime = office.overtime.total_seconds()
    return {one: delays[one] + means[one] > left[one] + overtime for one in left if one in delays}


def _why_closed(office: Office, now: datetime) -> Closed:
    day = office.business_date(now)
    if day in office.holidays:
        return Closed.OFFICE_HOLIDAY
    today = spans(office, None, day)
    between = any(closes <= now for _, closes in today) and any(now < opens for opens, _ in today)
    return Closed.OFFICE_BREAK if between else Closed.OFFICE_CLOSED


def _of_day(office: Office, hours: Iterable[OpenHours], day: date) -> list[Span]:
    own = [span for span in hours if span.weekday == day.weekday()]
    moments = [
        (datetime.combine(day, one.opens, office.time_zone), datetime.combine(day, one.closes, office.time_zone))
        for one in own
    ]
    return sorted(moments)


def _left_today(office: Office, service: Service, now: datetime) -> float:
    """Seconds of today's hours that are still to come."""
    today = spans(office, service, office.business_date(now))
    return sum(max((closes - max(opens, now)).total_seconds(), 0.0) for opens, closes in today)


def _people(office: Office, at: datetime, week: Sequence[Sequence[float]]) -> float:
    local = at.astimezone(office.time_zone)
    half_hour = local.hour * 2 + local.minute // 30
    return week[local.weekday()][half_hour]
