"""What the server answers. Fields are only added, never renamed or removed."""

from __future__ import annotations

from datetime import date
from typing import Any

from queue_server.contract.common import (
    Channel,
    CounterState,
    Delivery,
    Instant,
    LegState,
    Names,
    PrintKind,
    PrintState,
    Purpose,
    Role,
    Seconds,
    VisitState,
    Wire,
)
from queue_server.contract.dossiers import OfficeWords
from queue_server.contract.planning import Quieter


class Session(Wire):
    token: str
    expires_at: Instant
    roles: list[Role]
    person_id: str
    name: str
    counter_ids: list[str] = []


class Office(Wire):
    """Public facts of the office. `wait_target_seconds` is the promise: 15 minutes unless the office set another;
    `handling_target_seconds` is what serving a visit should take at most: 30 minutes unless the office set another.
    """

    office_id: str
    name: Names
    short_name: Names
    languages: list[str]
    time_zone: str
    business_date: date
    wait_target_seconds: Seconds
    handling_target_seconds: Seconds = 1800.0
    open_now: bool
    appointments: bool = False
    """Whether some service takes people by appointment."""
    feedback: bool = False
    """Whether petitions are taken in here."""
    declarations: OfficeWords = OfficeWords()
    remember_days: int = 0
    """How long facts are kept that a citizen wants remembered until the next visit; 0: nothing is."""
    visits_per_person: int = 0
    """Numbers that one citizen card may take a day at the kiosks; 0: any."""


class ServiceRef(Wire):
    id: str
    name: Names


class Service(Wire):
    """`open` tells whether a ticket can be taken now; when not, `closed_reason` is the code of the problem that asking
    would meet, `closed_text` a sentence, `opens_at` when tickets are given again (null: not known) and `quiet_at` the
    beginning of the usually quietest half-hour of that day. `deliveries`: more than one is a question to ask.
    """

    id: str
    name: Names
    group: ServiceRef
    series: str
    description: Names = {}
    procedures: list[str] = []
    open: bool
    closed_reason: str | None = None
    closed_text: Names = {}
    opens_at: Instant | None = None
    quiet_at: Instant | None = None
    waiting: int
    open_counters: int
    purpose: Purpose = Purpose.NEW
    deliveries: list[Delivery] = [Delivery.COUNTER]
    appointments: bool = False
    unserved: bool = False
    """The office is open, and no counter at work can serve it: a ticket would wait until one opens."""


class Forecast(Wire):
    """Seconds still to wait: the median and an 80 % interval.

    `as_of` is the moment of the hall that it was computed from, null on a ticket and for a quick estimate made on the
    spot; `stale`: that was more than 5 s ago.
    """

    median_seconds: Seconds
    low_seconds: Seconds
    high_seconds: Seconds
    as_of: Instant | None = None
    stale: bool = False


class Outlook(Wire):
    """What a ticket taken now would say: visits ahead and forecast (null: not enough is known)."""

    service_id: str
    ahead: int
    forecast: Forecast | None
    open_counters: int
    quieter: Quieter | None = None
    """Where this ticket would wait long: when coming back today is expected to be quicker."""
    unserved: bool = False
    """As in `Service`: say so before a number is taken."""


class PriorityClass(Wire):
    code: str
    name: Names
    hint: Names = {}
    head_start_minutes: float


class Leg(Wire):
    leg_no: int
    service: ServiceRef
    state: LegState
    counter_id: str | None = None
    target_counter_id: str | None = None
    target_clerk_id: str | None = None
    wait_from: Instant | None = None
    called_at: Instant | None = None
    serving_from: Instant | None = None
    ended_at: Instant | None = None
    wait_seconds: Seconds | None = None
    service_seconds: Seconds | None = None


class OfficeRef(Wire):
    name: Names


class TicketIssued(Wire):
    """Everything a ticket prints; nothing more needs to be asked.

    `ahead` is null where it was not known: on the number that a kiosk gave while the server was away. `offline`: the
    ticket was made there and then, and asks to be shown to a clerk.
    """

    visit_id: str
    ticket_number: str
    series: str
    number: int
    office: OfficeRef
    service: ServiceRef
    legs: list[Leg]
    counters: list[str]
    ahead: int | None
    forecast: Forecast | None
    issued_at: Instant
    business_date: date
    time_zone: str
    priority: bool
    language: str
    tracking_url: str | None
    print_job_id: str | None
    offline: bool = False
    delivery: Delivery = Delivery.COUNTER
    appointment_at: Instant | None = None
    """The slot, for somebody who came by appointment: an early one is called as if he had come then."""
    rating_code: str | None = None
    """Eight digits that rate this visit once, when it is over; null when that was done."""


class Why(Wire):
    """Why the policy called a visit: a code, a sentence by language, and how many earlier arrivals it passed over."""

    code: str
    text: Names
    passed_over: int


class Visit(Wire):
    """One person's business of one day. `priority_class` is for staff only and null for everyone else."""

    visit_id: str
    ticket_number: str
    series: str
    number: int
    business_date: date
    state: VisitState
    channel: Channel
    language: str
    delivery: Delivery
    priority: bool
    priority_class: str | None = None
    service: ServiceRef
    legs: list[Leg]
    appointment_at: Instant | None = None
    arrived_at: Instant
    wait_from: Instant | None
    called_at: Instant | None = None
    ended_at: Instant | None = None
    held_until: Instant | None = None
    hold_reason: str | None = None
    has_dossier: bool = False
    """Something was declared that the clerk can open; for staff only."""
    paper_fault: str | None = None
    """Why the last paper of its ticket did not come out, as a code; null: it did, or none was asked for. Staff only."""
    counter_id: str | None = None
    call_count: int = 0
    absences: int = 0
    overtaken: int = 0
    ahead: int | None = None
    wait_seconds: Seconds | None = None
    """Wait of all legs so far, running while the visit waits."""
    service_seconds: Seconds | None = None
    wait_target_seconds: Seconds | None = None
    """Within what it should be called for the service it is at."""
    within_target: bool | None = None
    why: Why | None = None
    """Staff only, while called or served: null for a visit that a clerk chose."""
    forecast: Forecast | None = None
    """What a visit that waits or is held still has to wait, its hold included. Null: not enough is known."""


class ClerkRef(Wire):
    id: str
    name: str


class Counter(Wire):
    """A desk. `prefers` and `reserved_for` are priority class codes; `visit_id` is what stands before it now."""

    id: str
    name: Names
    state: CounterState
    services: list[str]
    prefers: list[str] = []
    reserved_for: list[str] = []
    clerk: ClerkRef | None = None
    visit_id: str | None = None
    ticket_number: str | None = None
    since: Instant | None = None
    pause_reason: str | None = None


class VisitAtCounter(Wire):
    """The answer of call-next and of every visit verb; `counter` is null where none took part."""

    visit: Visit
    counter: Counter | None


class StaffMember(Wire):
    id: str
    name: str
    counter_id: str | None = None


class StaffList(Wire):
    staff: list[StaffMember]


class CounterAnswer(Wire):
    counter: Counter


class ServiceList(Wire):
    services: list[Service]


class CounterList(Wire):
    counters: list[Counter]


class PriorityClassList(Wire):
    priority_classes: list[PriorityClass]


class VisitList(Wire):
    """Staff: the day's visits that are not ended, in the order the policy would call them; `seq` as in the board."""

    seq: int
    at: Instant
    visits: list[Visit]


class BoardCall(Wire):
    """One call as the hall may see it. `seq` is the event that last called it: a higher one is a newer call."""

    seq: int
    ticket_number: str
    counter_id: str
    counter_name: Names
    state: VisitState
    called_at: Instant
    call_count: int
    priority: bool


class BoardWaiting(Wire):
    """`forecast` is what an ordinary ticket taken now would say; null: not enough is known."""

    service: ServiceRef
    count: int
    forecast: Forecast | None = None


class BoardCounter(Wire):
    id: str
    name: Names
    state: CounterState
    ticket_number: str | None = None


class Board(Wire):
    """What the wall shows, as of event `seq`: listen to `events?scope=board` from there on."""

    seq: int
    at: Instant
    business_date: date
    office: OfficeRef
    time_zone: str
    calls: list[BoardCall]
    recent: list[BoardCall]
    waiting: list[BoardWaiting]
    waiting_total: int
    counters: list[BoardCounter]
    quieter: Quieter | None = None
    """While people wait long: when it is expected to be quieter today."""


class PrintJob(Wire):
    job_id: str
    visit_id: str | None
    device_id: str
    kind: PrintKind
    state: PrintState
    fault: str | None = None
    requested_at: Instant
    ticket: TicketIssued | None = None


class PrintJobList(Wire):
    print_jobs: list[PrintJob]


class Ready(Wire):
    status: str
    version: str
    schema_version: int
    office_id: str


class Problem(Wire):
    """RFC 9457. `type` is a code of `problems.ProblemType`; `detail` is a sentence in the reader's language.

    `opens_at`, `quiet_at`: of a refusal because something is closed, as in `Service`.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[dict[str, Any]] = []
    opens_at: Instant | None = None
    quiet_at: Instant | None = None
