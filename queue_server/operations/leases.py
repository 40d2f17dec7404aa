"""Lending numbers to a kiosk, ahead of the hour when it cannot ask."""

from __future__ import annotations

from datetime import date

from queue_server.domain import lease as rules
from queue_server.domain.lease import Lease
from queue_server.operations.asker import Asker
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import leases


def take_leases(work: Work, asker: Asker, ledger_id: str, used: int) -> list[Lease]:
    """What this book of the kiosk may give today and on the next working day; asked again, the same.

    More is lent when fewer than `RENEW_LEFT` of today's are left above `used`.
    """
    device_id = str(asker.device_id)
    series = _series(work, device_id)
    held: list[Lease] = []
    for day in rules.days_to_lend(work.catalog.office, work.today):
        own = leases.of_ledger(work.db, device_id, ledger_id, day)
        highest = leases.highest(work.db, work.office_id, day, series)
        more = rules.more_numbers(own, used if day == work.today else 0, highest)
        held += own
        if more is not None:
            held.append(_lend(work, (device_id, ledger_id), day, series, more))
    return held


def _series(work: Work, device_id: str) -> str:
    """The kiosk's own series, chosen once and kept for life."""
    known = leases.series_of(work.db, device_id)
    if known is not None:
        return known
    taken = leases.every_series(work.db) | {service.series for service in work.catalog.services.values()}
    series = rules.series_of(taken)
    leases.set_series(work.db, device_id, series)
    return series


def _lend(work: Work, holder: tuple[str, str], day: date, series: str, numbers: tuple[int, int]) -> Lease:
    expires_at = rules.end_of(work.catalog.office, day)
    lease = Lease(new_id(work.now), *holder, day, series, *numbers, work.now, expires_at)
    leases.add(work.db, work.office_id, lease)
    return lease
