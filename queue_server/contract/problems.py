"""The codes a problem can carry; each is stable and means one thing."""

from __future__ import annotations

from enum import StrEnum


class ProblemType(StrEnum):
    # 400-class: the request itself
    MALFORMED_REQUEST = "malformed_request"
    INVALID_FIELDS = "invalid_fields"
    BODY_TOO_LARGE = "body_too_large"
    NOT_JSON = "not_json"
    # who asks
    NOT_SIGNED_IN = "not_signed_in"
    WRONG_CREDENTIALS = "wrong_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    NOT_ALLOWED = "not_allowed"
    WRONG_ORIGIN = "wrong_origin"
    # what was asked for is not there
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_PRIORITY_CLASS = "unknown_priority_class"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_COUNTER = "unknown_counter"
    UNKNOWN_VISIT = "unknown_visit"
    UNKNOWN_CLERK = "unknown_clerk"
    UNKNOWN_LEASE = "unknown_lease"
    UNKNOWN_DEVICE = "unknown_device"
    UNKNOWN_PRINT_JOB = "unknown_print_job"
    UNKNOWN_ENROLMENT_CODE = "unknown_enrolment_code"
    EVENTS_GONE = "events_gone"
    # 409: it cannot be done as things stand
    NOBODY_WAITING = "nobody_waiting"
    REQUEST_ID_REUSED = "request_id_reused"
    OFFICE_CLOSED = "office_closed"
    SERVICE_CLOSED = "service_closed"
    SERIES_FULL = "series_full"
    NUMBER_TAKEN = "number_taken"
    COUNTER_HELD = "counter_held"
    COUNTER_NOT_HELD = "counter_not_held"
    CLERK_HOLDS_ANOTHER_COUNTER = "clerk_holds_another_counter"
    COUNTER_BUSY = "counter_busy"
    COUNTER_NOT_OPEN = "counter_not_open"
    COUNTER_CANNOT_SERVE = "counter_cannot_serve"
    ILLEGAL_MOVE = "illegal_move"
    NO_PRINTER = "no_printer"
    PRINT_JOB_ENDED = "print_job_ended"
    # the server
    BUSY = "busy"
    INTERNAL = "internal"
