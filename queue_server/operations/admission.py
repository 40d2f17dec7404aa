"""Who may take a number now: the hours of the office and the service, what is left of the day, and the day's limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from queue_server.domain.catalog import Service
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.hours import Closed, Closing, closing, full_services
from queue_server.operations.work import Work

NOTHING: frozenset[Closed] = frozenset()
PASSED_BY_APPOINTMENT = frozenset({Closed.LAST_TICKET, Closed.SERVICE_FULL})
"""Room was kept for those who have a promise."""

PASSED_BY_WALK_IN = frozenset(Closed) - {Closed.SERVICE_CLOSED}
"""Staff may take whom they can still serve; what the office does not offer nobody can give."""


def closings(work: Work, services: Iterable[Service]) -> Iterator[tuple[Service, Closing]]:
    """Of these services those that give no number now, with the reason."""
    wanted = list(services)
    full = full_services(work.hall, wanted, work.now)
    for service in wanted:
        found = closing(work.catalog.office, service, work.now, full=full.get(service.id, False))
        if found is not None:
            yield service, found


def require_open(work: Work, services: Iterable[Service], passed: frozenset[Closed] = NOTHING) -> None:
    """Raises Refused: whatever `Closed` names and `passed` does not."""
    for service, found in closings(work, services):
        if found.reason not in passed:
            facts = {"opens_at": found.opens_at, "quiet_at": found.quiet_at}
            told = {name: at.astimezone(UTC).isoformat() for name, at in facts.items() if at is not None}
            raise Refused(Refusal(found.reason), service_id=service.id, **told)
