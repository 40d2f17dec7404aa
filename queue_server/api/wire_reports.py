"""Figures from the domain to the contract."""

from __future__ import annotations

from datetime import date, timedelta

from queue_server.contract import reports as wire
from queue_server.contract.common import Channel
from queue_server.domain import figures as sums
from queue_server.domain.catalog import Catalog
from queue_server.domain.measures import Ending
from queue_server.operations.reports import Report
from queue_server.store.reports import ChannelRow


def measures(report: Report, catalog: Catalog) -> wire.Measures:
    office, visits = catalog.office, report.figures.visits
    return wire.Measures(
        first_date=report.asked.first,
        last_date=report.asked.last,
        at=report.at,
        by=wire.MeasuresBy(report.asked.by),
        complete=report.complete,
        sealed_dates=report.sealed,
        unknown_dates=report.unknown,
        wait_target_seconds=office.wait_target.total_seconds(),
        handling_target_seconds=office.handling_target.total_seconds(),
        visits=wire.VisitFigures(
            visits=sum(visits.endings.values()),
            endings=_endings(visits.endings),
            wait=_spread(visits.waits),
            handling=_spread(visits.handling),
        ),
        total=_legs(report.figures.total),
        groups=[_group(report, key, tally, catalog) for key, tally in report.groups()],
    )


def channels(first: date, last: date, rows: list[ChannelRow]) -> wire.Channels:
    counts = [
        wire.ChannelCount(
            business_date=row.business_date,
            service_id=row.service_id,
            name=row.name,
            channel=Channel(row.channel),
            visits=row.visits,
        )
        for row in rows
    ]
    return wire.Channels(first_date=first, last_date=last, counts=counts)


def _group(report: Report, key: str, tally: sums.LegTally, catalog: Catalog) -> wire.MeasuresGroup:
    by_service = report.asked.by is sums.By.SERVICE
    return wire.MeasuresGroup(
        key=None if key == sums.NOWHERE else key,
        name=dict(report.names.get(key, {})),
        wait_target_seconds=catalog.wait_target(key).total_seconds() if by_service else None,
        figures=_legs(tally),
    )


def _legs(tally: sums.LegTally) -> wire.LegFigures:
    running = tally.running
    return wire.LegFigures(
        legs=sum(tally.endings.values()),
        endings=_endings(tally.endings),
        wait=_spread(tally.waits),
        service=_spread(tally.services),
        running=wire.RunningWaits(
            count=running.count,
            over_target=running.late,
            worst_seconds=running.worst.total_seconds() if running.count else None,
        ),
    )


def _endings(endings: dict[Ending, int]) -> wire.Endings:
    return wire.Endings(**{ending.value: count for ending, count in endings.items()})


def _spread(spans: sums.Spans) -> wire.Spread:
    spread = spans.spread()
    return wire.Spread(
        count=spread.count,
        within_target=spread.within_target,
        share_within=spread.share_within,
        mean_seconds=_seconds(spread.mean),
        p50_seconds=_seconds(spread.median),
        p90_seconds=_seconds(spread.p90),
        p95_seconds=_seconds(spread.p95),
        worst_seconds=_seconds(spread.worst),
    )


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
