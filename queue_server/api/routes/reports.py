"""Figures for those who manage the hall."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.api import wire_reports
from queue_server.api.days import QUERY, query_days
from queue_server.api.endpoint import MANAGERS, Answer, Asked, Routes, invalid
from queue_server.contract import reports as wire
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.figures import By
from queue_server.operations import reports
from queue_server.store import reports as stored

routes = Routes("reports")


@routes.add(
    "GET /reports/measures",
    MANAGERS,
    {200: wire.Measures},
    problems=(P.INVALID_FIELDS,),
    query=QUERY | {"by": {"enum": [by.value for by in By], "default": By.SERVICE.value}},
)
def get_measures(asked: Asked) -> Answer:
    """Waits and service times from one business date to another, both counted; today if none is named."""
    parts = asked.backend
    catalog, now = parts.wire.catalog, parts.clock.now()
    wanted = _wanted(catalog.office.business_date(now))
    # Sorting what it found takes as long as reading a week: that too is done in the thread.
    answer: wire.Measures = parts.aside.run(
        lambda db: wire_reports.measures(reports.measure(db, catalog, wanted, now), catalog)
    )
    return answer


@routes.add("GET /reports/channels", MANAGERS, {200: wire.Channels}, problems=(P.INVALID_FIELDS,), query=QUERY)
def get_channels(asked: Asked) -> Answer:
    """How people came, by day and service: at a kiosk, at the console, by phone, for help with filing online."""
    parts = asked.backend
    office = parts.wire.catalog.office
    first, last = query_days(office.business_date(parts.clock.now()))
    rows = parts.aside.run(lambda db: stored.channels_between(db, office.id, first, last))
    return wire_reports.channels(first, last, rows)


def _wanted(today: date) -> reports.Asked:
    first, last = query_days(today)
    by = request.args.get("by", By.SERVICE.value)
    if by not in set(By):
        raise invalid([{"field": "by", "message": " | ".join(By)}])
    return reports.Asked(first, last, By(by))
