"""What an office offers: services, counters, priority classes, hours. Plain facts, read once a start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from queue_server.domain.limits import Limits
from queue_server.domain.policy import FAIR, Policy

Names = Mapping[str, str]
"""A name by language code; `vi` is always there."""

ORDINARY = "ordinary"

APPOINTMENT_HEAD_START = timedelta(minutes=5)
"""What an appointment is worth beside the class; the larger of both counts."""


class Purpose(StrEnum):
    """What somebody comes for: the first choice at the kiosk, and a line of its own."""

    NEW = "new"
    RESULT = "result"
    COMPLETE = "complete"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    id: str
    name: Names
    position: int


@dataclass(frozen=True, slots=True)
class Service:
    """`mean_time` and `variation` (standard deviation over mean) are what is believed of its service time.

    `share` is its part of all arrivals, against the other services'. `wait_target` is its own promise; None: that of
    the office. `hours`: when it takes people within the office's hours; empty: always. `deliveries`: the ways to get
    its result that are asked about; one alone is no question. `slot_capacity`: appointments a slot; None: as usual.
    """

    id: str
    group_id: str
    name: Names
    series: str
    mean_time: timedelta
    variation: float
    position: int
    description: Names = field(default_factory=dict)
    procedures: tuple[str, ...] = ()
    active: bool = True
    share: float = 1.0
    wait_target: timedelta | None = None
    purpose: Purpose = Purpose.NEW
    hours: tuple[OpenHours, ...] = ()
    deliveries: tuple[str, ...] = ("counter",)
    slot_capacity: int | None = None


@dataclass(frozen=True, slots=True)
class PriorityClass:
    code: str
    name: Names
    hint: Names
    head_start: timedelta
    position: int


@dataclass(frozen=True, slots=True)
class CounterDesk:
    """A desk as set up. `prefers`: these classes first; `reserved_for`: others only when none of these waits."""

    id: str
    name: Names
    services: frozenset[str]
    prefers: frozenset[str]
    reserved_for: frozenset[str]
    position: int


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One span of a weekday (Monday is 0) in the office's own time."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Appointments:
    """How people may come by appointment. `capacity` is a slot's, for each service; 0: none are given.

    `early` and `late` are how long before and after its slot a code may be shown at the kiosk.
    """

    slot: timedelta = timedelta(minutes=30)
    capacity: int = 0
    days_ahead: int = 14
    early: timedelta = timedelta(minutes=60)
    late: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class FeedbackClass:
    """A kind of petition. `working_days` is within what it is answered, by the rule that `source` names."""

    code: str
    name: Names
    working_days: int
    source: str


@dataclass(frozen=True, slots=True)
class Petitions:
    """Feedback and petitions: their classes, and the official addresses a citizen is shown."""

    address: Names = field(default_factory=dict)
    classes: Mapping[str, FeedbackClass] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declarations:
    """What declarations say of the office: whom they are addressed to (`registrar`, `police`), where it is (`commune`,
    `province`), and by name the answers that the kiosk offers because they are frequent here.
    """

    registrar: str = ""
    police: str = ""
    commune: str = ""
    province: str = ""
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Office:
    """`hours` empty means open at all hours, every day. `policy` is the order that it calls in; `handling_target`
    is how long serving should take: 30 minutes a dossier (QĐ 468/QĐ-TTg).

    `last_ticket` is how long before a closing the last number is given, `overtime` how long after the day's last
    closing those who wait are still served. `visits_per_person`: numbers that one card may take a day; 0: any.
    `limits` say when a supervisor is alerted.
    """

    id: str
    name: Names
    short_name: Names
    languages: tuple[str, ...]
    time_zone: ZoneInfo
    wait_target: timedelta
    hours: tuple[OpenHours, ...]
    holidays: frozenset[date]
    policy: Policy = FAIR
    absences_to_end: int = 3
    handling_target: timedelta = timedelta(minutes=30)
    last_ticket: timedelta = timedelta(0)
    overtime: timedelta = timedelta(minutes=15)
    visits_per_person: int = 0
    appointments: Appointments = field(default_factory=Appointments)
    petitions: Petitions = field(default_factory=Petitions)
    declarations: Declarations = field(default_factory=Declarations)
    limits: Limits = field(default_factory=Limits)

    def business_date(self, now: datetime) -> date:
        """The working day of an aware moment: midnight of the office's own time zone begins the next."""
        return now.astimezone(self.time_zone).date()

    def midnight(self, day: date) -> datetime:
        """When that working day begins."""
        return datetime.combine(day, time(0), self.time_zone).astimezone(UTC)

    def works_on(self, day: date) -> bool:
        """Whether people are received at any time of that day."""
        return not self.hours or bool(self.spans(day))

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """From when until when people are received on that day; empty too for an office that never closes."""
        if day in self.holidays:
            return []
        return [
            (datetime.combine(day, span.opens, self.time_zone), datetime.combine(day, span.closes, self.time_zone))
            for span in self.hours
            if span.weekday == day.weekday()
        ]

    def is_open(self, now: datetime) -> bool:
        local = now.astimezone(self.time_zone)
        if not self.hours:
            return True
        if local.date() in self.holidays:
            return False
        return any(
            span.weekday == local.weekday() and span.opens <= local.timetz().replace(tzinfo=None) < span.closes
            for span in self.hours
        )


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything an office offers, by id and in the order of its position."""

    office: Office
    groups: Mapping[str, ServiceGroup]
    services: Mapping[str, Service]
    priority_classes: Mapping[str, PriorityClass]
    counters: Mapping[str, CounterDesk]

    def flexibility(self) -> Mapping[str, float]:
        """By counter, the work that it could take on: of several idle ones the least flexible calls first."""
        able = {one: sum(one in desk.services for desk in self.counters.values()) for one in self.services}
        return {
            desk.id: sum(self._work(service_id) / able[service_id] for service_id in desk.services)
            for desk in self.counters.values()
        }

    def wait_target(self, service_id: str) -> timedelta:
        """Within what a visit of this service should be called; the office's promise for one that is gone."""
        service = self.services.get(service_id)
        return (service and service.wait_target) or self.office.wait_target

    def _work(self, service_id: str) -> float:
        service = self.services[service_id]
        return service.share * service.mean_time.total_seconds()
