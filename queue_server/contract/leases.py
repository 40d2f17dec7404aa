"""Numbers that a kiosk borrows, and what becomes of the tickets that it gave by itself."""

from __future__ import annotations

from datetime import date

from queue_server.contract.common import HandedInAs, Instant, Wire


class OpenSpan(Wire):
    from_at: Instant
    until_at: Instant


class Lease(Wire):
    """Numbers `first_number` to `last_number` of `series` that a kiosk may give by itself on one business date.

    `hours` are when the office receives people on that date; empty: at all hours.
    """

    lease_id: str
    business_date: date
    series: str
    first_number: int
    last_number: int
    expires_at: Instant
    hours: list[OpenSpan] = []


class Leases(Wire):
    """`now` is the server's clock, by which the kiosk's is set right."""

    now: Instant
    leases: list[Lease]


class HandedIn(Wire):
    """What became of one ticket. `arrived_at` is the moment that counts; `problem` is the code of a refusal."""

    request_id: str
    outcome: HandedInAs
    visit_id: str | None = None
    ticket_number: str | None = None
    arrived_at: Instant | None = None
    problem: str | None = None


class HandedInList(Wire):
    """In the order of asking."""

    visits: list[HandedIn]
