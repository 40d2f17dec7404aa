"""What should be different in a day that is played again, from the query."""

from __future__ import annotations

from datetime import date, time, timedelta

from flask import request

from queue_server.api.days import query_date
from queue_server.api.endpoint import invalid
from queue_server.domain.catalog import Catalog
from queue_server.domain.policy import POLICIES
from queue_server.operations.replay import ReplayAsked

CLOCK_TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
EVERYTHING = "all"


def wanted_replay(catalog: Catalog, today: date) -> ReplayAsked:
    """Raises ProblemFound: invalid_fields."""
    yesterday = today - timedelta(days=1)
    day = query_date("date", yesterday)
    if day > yesterday:
        raise invalid([{"field": "date", "message": f"<= {yesterday}"}])
    policy = request.args.get("policy")
    if policy is not None and policy not in POLICIES:
        raise invalid([{"field": "policy", "message": " | ".join(POLICIES)}])
    opens, closes = _clock_time("opens"), _clock_time("closes")
    if opens and closes and opens >= closes:
        raise invalid([{"field": "closes", "message": f"> {opens:%H:%M}"}])
    return ReplayAsked(day, policy, _services(catalog), opens, closes)


def _services(catalog: Catalog) -> tuple[str, ...]:
    """Of the counter that is added; none: no counter is."""
    text = request.args.get("services", "")
    if text == EVERYTHING:
        return tuple(one.id for one in catalog.services.values() if one.active)
    asked = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    unknown = [one for one in asked if one not in catalog.services]
    if unknown:
        raise invalid([{"field": "services", "message": f"{EVERYTHING} | {', '.join(catalog.services)}"[:400]}])
    return asked


def _clock_time(name: str) -> time | None:
    text = request.args.get(name)
    if text is None:
        return None
    try:
        if len(text) != len("HH:MM"):
            raise ValueError(text)
        return time.fromisoformat(text)
    except ValueError as error:
        raise invalid([{"field": name, "message": "HH:MM"}]) from error
