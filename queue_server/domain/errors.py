"""The one way the domain says no: a code, and the facts that its sentence needs."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    NOBODY_WAITING = "nobody_waiting"
    REQUEST_ID_REUSED = "request_id_reused"
    OFFICE_CLOSED = "office_closed"
    OFFICE_BREAK = "office_break"
    OFFICE_HOLIDAY = "office_holiday"
    SERVICE_CLOSED = "service_closed"
    SERVICE_HOURS = "service_hours"
    LAST_TICKET = "last_ticket"
    SERVICE_FULL = "service_full"
    DAILY_LIMIT = "daily_limit"
    NOT_A_SLOT = "not_a_slot"
    SLOT_FULL = "slot_full"
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    APPOINTMENT_USED = "appointment_used"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_OTHER_DAY = "appointment_other_day"
    APPOINTMENT_TOO_EARLY = "appointment_too_early"
    APPOINTMENT_TOO_LATE = "appointment_too_late"
    UNKNOWN_RATING_CODE = "unknown_rating_code"
    UNKNOWN_FEEDBACK_CLASS = "unknown_feedback_class"
    UNKNOWN_FEEDBACK = "unknown_feedback"
    FEEDBACK_CLOSED = "feedback_closed"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_DECLARATION = "unknown_declaration"
    DECLARATION_TAKEN = "declaration_taken"
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
    UNKNOWN_ALERT = "unknown_alert"
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
