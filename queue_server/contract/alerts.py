"""What a supervisor is told of the hall, and what the server advises."""

from __future__ import annotations

from queue_server.contract.common import Instant, Names, Wire


class Advice(Wire):
    """Open these counters from then to then: the share of the next hour's people who are called within the target is
    expected to be `share_percent`, and `without_percent` if nothing is done; their mean wait `wait_minutes`, else
    `without_minutes`.
    """

    counter_ids: list[str]
    opens_at: Instant
    closes_at: Instant
    share_percent: int
    without_percent: int
    wait_minutes: int
    without_minutes: int


class Alert(Wire):
    """Something that a supervisor should know. `kind` is a code, `text` its sentence by language.

    `subject` is the id of what it is about (a visit, a counter, a service, a receiver of webhooks, or `office`); those
    of visit, counter and service are told again by their own names. `advice` is computed anew every few seconds.
    """

    alert_id: str
    kind: str
    subject: str
    text: Names
    counter_id: str | None = None
    service_id: str | None = None
    ticket_number: str | None = None
    advice: Advice | None = None
    raised_at: Instant
    accepted_at: Instant | None = None
    accepted_by: str | None = None
    cleared_at: Instant | None = None


class AlertList(Wire):
    """What stands, oldest first, as of event `seq`."""

    seq: int
    alerts: list[Alert]
