"""Facts that the server tells of, one each, committed with the state they speak of."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from queue_server.contract.common import Instant, Names, Wire


class EventName(StrEnum):
    VISIT_STARTED = "visit.started"
    VISIT_CALLED = "visit.called"
    VISIT_RECALLED = "visit.recalled"
    VISIT_SERVING_STARTED = "visit.serving_started"
    VISIT_HELD = "visit.held"
    VISIT_RESUMED = "visit.resumed"
    VISIT_TRANSFERRED = "visit.transferred"
    VISIT_COMPLETED = "visit.completed"
    VISIT_MARKED_NO_SHOW = "visit.marked_no_show"
    VISIT_CANCELLED = "visit.cancelled"
    VISIT_PRIORITY_CHANGED = "visit.priority_changed"
    VISIT_MERGED = "visit.merged"
    COUNTER_OPENED = "counter.opened"
    COUNTER_PAUSED = "counter.paused"
    COUNTER_CLOSED = "counter.closed"
    PRINT_REQUESTED = "print.requested"
    TICKET_PRINTED = "ticket.printed"
    TICKET_PRINT_FAILED = "ticket.print_failed"
    DEVICE_FAILED = "device.failed"
    DEVICE_RECOVERED = "device.recovered"
    DEVICE_PIN_SET = "device.pin_set"
    DEVICE_PIN_TAKEN = "device.pin_taken"
    DAY_OPENED = "day.opened"
    DAY_CLOSED = "day.closed"
    ALERT_RAISED = "alert.raised"
    ALERT_CLEARED = "alert.cleared"
    ALERT_ACCEPTED = "alert.accepted"
    FACTS_FORGOTTEN = "facts.forgotten"


class EventScope(StrEnum):
    """Who listens: `board` is public, `office` needs staff or a device, `device` is a device's own errands."""

    BOARD = "board"
    OFFICE = "office"
    DEVICE = "device"


class ActorKind(StrEnum):
    PERSON = "person"
    DEVICE = "device"
    SYSTEM = "system"


class Actor(Wire):
    kind: ActorKind
    id: str | None = None


class Event(Wire):
    """The envelope. `at` is when it happened, `recorded_at` when it was written; `seq` counts per office without gaps.

    A visit event's body holds `ticket_number`, `state`, `priority`, `service_id` and, for calls, `call_count`:
    nothing else about a person. In scope `board` the actor and the device are left out. `visit.merged`: a number that a
    clerk had typed from a kiosk's own ticket was handed in by the kiosk, and its true arrival is known.
    `visit.cancelled` names as `replaced_by` the number on paper when a ticket whose answer never reached its kiosk
    gives way to the one that was printed. An alert event's body holds `alert_id`, `kind`, `subject` and the figures of
    the alert; scope `board` does not hear it. `facts.forgotten`: a citizen had what was remembered of him destroyed, if
    there was anything; it says who did it for him and nothing else.
    """

    seq: int
    name: EventName
    schema_version: int = 1
    at: Instant
    recorded_at: Instant
    office_id: str
    visit_id: str | None = None
    leg_no: int | None = None
    counter_id: str | None = None
    actor: Actor | None = None
    device_id: str | None = None
    body: dict[str, Any]


class JournalPage(Wire):
    """Events after `after`, oldest first. `next_after` is the seq to ask from next; `last_seq` the newest there is."""

    events: list[Event]
    next_after: int
    last_seq: int


class Announcement(Wire):
    """The words of one call, by language; the sound is at the same address with `.wav`."""

    seq: int
    texts: Names
