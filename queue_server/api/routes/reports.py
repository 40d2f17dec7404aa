"""Figures for those who manage the hall."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.api import wire_reports
from queue_server.api.endpoint import MANAGERS, Answer, Asked, Routes, invalid
from queue_server.contract import reports as wire
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.figures import By
from queue_server.operations import reports

routes = Routes("reports")
MOST_DAYS = 366
DATE = {"type": "string", "format": "date"}
FORM = "YYYY-MM-DD"


@routes.add(
    "GET /reports/measures",
    MANAGERS,
    {200: wire.Measures},
    problems=(P.INVALID_FIELDS,),
    query={"from": DATE, "to": DATE, "by": {"enum": [by.value for by in By], "default": By.SERVICE.value}},
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


def _wanted(today: date) -> reports.Asked:
    last = _date("to", today)
    first = _date("from", last)
    if last > today:
        raise invalid([{"field": "to", "message": f"<= {today}"}])
    if first > last:
        raise invalid([{"field": "from", "message": f"<= {last}"}])
    if (last - first).days >= MOST_DAYS:
        raise invalid([{"field": "from", "message": f"{MOST_DAYS} days at most"}])
    by = request.args.get("by", By.SERVICE.value)
    if by not in set(By):
        raise invalid([{"field": "by", "message": " | ".join(By)}])
    return reports.Asked(first, last, By(by))


def _date(name: str, default: date) -> date:
    text = request.args.get(name)
    if text is None:
        return default
    # Python reads more forms than this one, "20261121" for one; two spellings of a day would be one too many.
    if len(text) != len(FORM):
        raise invalid([{"field": name, "message": FORM}])
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise invalid([{"field": name, "message": FORM}]) from error
