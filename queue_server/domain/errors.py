"""The one way the domain says no: a code, and the facts that its sentence needs."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    NOBODY_WAITING = "nobody_waiting"
    REQUEST_ID_REUSED = "request_id_reused"
    OFFICE_CLOSED = "office_closed"
    SERVICE_CLOSED = "service_closed"
    SERIES_FULL = "series_full"
    COUNTER_HELD = "counter_held"
    COUNTER_NOT_HELD = "counter_not_held"
    CLERK_HOLDS_ANOTHER_COUNTER = "clerk_holds_another_counter"
    COUNTER_BUSY = "counter_busy"
    COUNTER_NOT_OPEN = "counter_not_open"
    COUNTER_CANNOT_SERVE = "counter_cannot_serve"
    ILLEGAL_MOVE = "illegal_move"
    NO_PRINTER = "no_printer"
    PRINT_JOB_ENDED = "print_job_ended"
    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_PRIORITY_CLASS = "unknown_priority_class"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_COUNTER = "unknown_counter"
    UNKNOWN_VISIT = "unknown_visit"
    UNKNOWN_CLERK = "unknown_clerk"
    UNKNOWN_LEASE = "unknown_lease"
    NUMBER_TAKEN = "number_taken"
    UNKNOWN_DEVICE = "unknown_device"
    UNKNOWN_PRINT_JOB = "unknown_print_job"
    UNKNOWN_ENROLMENT_CODE = "unknown_enrolment_code"
    WRONG_CREDENTIALS = "wrong_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    NOT_ALLOWED = "not_allowed"
    EVENTS_GONE = "events_gone"


class Refused(Exception):
    """What was asked cannot be done as things stand; nothing has changed."""

    def __init__(self, code: Refusal, **facts: str | int) -> None:
        super().__init__(f"{code}: {facts}" if facts else str(code))
        self.code = code
        self.facts = facts
