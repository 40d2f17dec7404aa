"""A range of business dates in a query: `?from=2026-11-01&to=2026-11-21`, both counted, today if none is named."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.api.endpoint import invalid

MOST_DAYS = 366
FORM = "YYYY-MM-DD"
DATE = {"type": "string", "format": "date"}
QUERY = {"from": DATE, "to": DATE}
"""How a route's declaration names the two parameters."""


def query_days(today: date) -> tuple[date, date]:
    """The first and the last day asked for. Raises ProblemFound: invalid_fields."""
    last = query_date("to", today)
    first = query_date("from", last)
    if last > today:
        raise invalid([{"field": "to", "message": f"<= {today}"}])
    if first > last:
        raise invalid([{"field": "from", "message": f"<= {last}"}])
    if (last - first).days >= MOST_DAYS:
        raise invalid([{"field": "from", "message": f"{MOST_DAYS} days at most"}])
    return first, last


def query_day(name: str, today: date) -> date:
    """One business date, past or to come; `today` if none is named. Raises ProblemFound: invalid_fields."""
    return query_date(name, today)


def query_date(name: str, default: date) -> date:
    """The day of that name. Raises ProblemFound: invalid_fields."""
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
