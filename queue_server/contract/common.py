"""What commands, answers and events share: ids, names, closed sets of words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""An id as the server gave it: letters, digits, dot, dash, underscore; at most 64."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Seconds = Annotated[float, Field(ge=0)]
Instant = AwareDatetime
"""A moment with its offset; the server always answers in UTC."""

Names = Annotated[dict[LanguageCode, str], Field(examples=[{"vi": "Hộ tịch", "en": "Civil status"}])]
"""A name by language; `vi` is always there."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""Words of the staff, kept beside the visit and never sent in an event."""


class Wire(BaseModel):
    """A shape the server sends: frozen, and readers ignore fields they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Command(BaseModel):
    """A shape the server accepts: a misspelt field is an error, not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=2000)


class VisitState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class LegState(StrEnum):
    PLANNED = "planned"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    COMPLETED = "completed"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class CounterState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Channel(StrEnum):
    KIOSK = "kiosk"
    CONSOLE = "console"
    OFFLINE = "offline"
    APPOINTMENT = "appointment"
    PHONE = "phone"
    ASSISTED_ONLINE = "assisted_online"
    """Taken at a kiosk by somebody who wants help with filing online."""


class HandedInAs(StrEnum):
    """What became of a ticket given offline. `repeated`: it was handed in before. `merged`: a clerk had typed it.
    `closed`: its day is over, it is recorded as cancelled. `refused`: see the problem; nothing is recorded.
    """

    ACCEPTED = "accepted"
    MERGED = "merged"
    REPEATED = "repeated"
    CLOSED = "closed"
    REFUSED = "refused"


class Delivery(StrEnum):
    """How the citizen wants the result: handed over, by post, or at an agreed hour."""

    COUNTER = "counter"
    POST = "post"
    AGREED_HOUR = "agreed_hour"


class Purpose(StrEnum):
    """What somebody comes for: something new, a result, to complete a dossier, or advice."""

    NEW = "new"
    RESULT = "result"
    COMPLETE = "complete"
    ADVICE = "advice"


class KioskHealth(Wire):
    """What a kiosk tells of itself beside its printer.

    `lease_left`: numbers that it may still give today while the server is away. `unsent`: given and not handed in yet.
    `refused`: handed in, and the server would not take them; a person must look after these. `screen_faults` since its
    start. `restarts`: how often its watchdog had to start it again. `has_pin`: its operator's corner can be opened.
    """

    uptime_seconds: Seconds = 0.0
    lease_left: Annotated[int, Field(ge=0, le=9999)] = 0
    unsent: Annotated[int, Field(ge=0, le=9999)] = 0
    refused: Annotated[list[Annotated[str, StringConstraints(max_length=12)]], Field(max_length=20)] = []
    screen_faults: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    restarts: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    has_pin: bool = True


class DeskPrinter(Wire):
    """The printer for A4 documents of a print agent, at the counter where it stands; `fault`: why it cannot print."""

    counter_id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    fault: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")] | None = None


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"


class DeviceKind(StrEnum):
    KIOSK = "kiosk"
    DISPLAY = "display"
    AGENT = "agent"


class PrintKind(StrEnum):
    TICKET = "ticket"
    REPRINT = "reprint"
    CHECKLIST = "checklist"
    DECLARATION = "declaration"
    TEST = "test"


class PrintState(StrEnum):
    REQUESTED = "requested"
    PRINTED = "printed"
    FAILED = "failed"


class HealthState(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
