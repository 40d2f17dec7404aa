"""A fact as the domain states it, before it has a number: the journal gives `seq` and `recorded_at`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from queue_server.domain.catalog import ORDINARY
from queue_server.domain.visit import Visit


class Name(StrEnum):
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


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: a person, a device, or the system itself."""

    kind: str
    id: str | None = None


SYSTEM = Actor("system")


@dataclass(frozen=True, slots=True)
class Fact:
    name: Name
    at: datetime
    actor: Actor
    visit_id: str | None = None
    leg_no: int | None = None
    counter_id: str | None = None
    device_id: str | None = None
    body: Mapping[str, str | int | bool | None] = field(default_factory=dict)


def visit_fact(
    name: Name, visit: Visit, actor: Actor, at: datetime, *, counter_id: str | None = None, leg_no: int | None = None
) -> Fact:
    """A fact of a visit. Its body tells nothing of the person but whether a priority class applies."""
    body: dict[str, str | int | bool | None] = {
        "ticket_number": visit.ticket_number,
        "state": visit.state,
        "priority": visit.priority_class != ORDINARY,
        "service_id": visit.leg.service_id,
        "call_count": visit.call_count,
    }
    where = counter_id or visit.counter_id
    return Fact(name, at, actor, visit.visit_id, leg_no or visit.leg_no, where, visit.device_id, body)


def counter_fact(name: Name, counter_id: str, actor: Actor, at: datetime, state: str) -> Fact:
    return Fact(name, at, actor, counter_id=counter_id, body={"state": state})
