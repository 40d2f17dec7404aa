"""What supervisors plan with: computed apart, asked for until it is there."""

from __future__ import annotations

from flask import Response, request

from queue_server.api.days import DATE
from queue_server.api.endpoint import MANAGERS, PUBLIC, Answer, Asked, Routes, invalid, query_int
from queue_server.api.problems import ProblemFound
from queue_server.api.replays import CLOCK_TIME, wanted_replay
from queue_server.contract import planning as wire
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.policy import POLICIES
from queue_server.operations.planning import StaffingAsked
from queue_server.operations.replay import Kept, kept_of
from queue_server.worker.studies import NothingToStudy, StudyFailed
from queue_server.worker.subjects import Subject

routes = Routes("planning")
LEAST_PERCENT, USUAL_PERCENT, MOST_PERCENT = 50, 95, 99
WEEKDAYS = list(wire.Weekday)


@routes.add(
    "GET /staffing",
    MANAGERS,
    {200: wire.Staffing, 202: wire.Computing},
    problems=(P.INVALID_FIELDS, P.NOTHING_TO_PLAN),
    query={
        "weekday": {"enum": list(wire.Weekday), "default": wire.Weekday.MON},
        "percent": {"type": "integer", "minimum": LEAST_PERCENT, "maximum": MOST_PERCENT, "default": USUAL_PERCENT},
    },
)
def get_staffing(asked: Asked) -> Answer:
    """Which counters to open when on the next such weekday, so that `percent` of people are called within the target.

    202 while it is being computed: ask again.
    """
    weekday = request.args.get("weekday", wire.Weekday.MON)
    if weekday not in WEEKDAYS:
        raise invalid([{"field": "weekday", "message": " | ".join(WEEKDAYS)}])
    percent = query_int("percent", USUAL_PERCENT, LEAST_PERCENT, MOST_PERCENT)
    return _studied(asked, StaffingAsked(WEEKDAYS.index(wire.Weekday(weekday)), percent / 100))


@routes.add("GET /quiet-hours", PUBLIC, {200: wire.QuietHours})
def get_quiet_hours(asked: Asked) -> Answer:
    """When coming later today is expected to save a wait; computed anew twice a minute while people wait long."""
    found = asked.backend.quiet.last()
    return found or wire.QuietHours(at=asked.backend.clock.now(), half_hours=[], quieter=None)


@routes.add(
    "GET /what-if",
    MANAGERS,
    {200: wire.WhatIf, 202: wire.Computing},
    problems=(P.INVALID_FIELDS, P.NOTHING_TO_PLAN, P.DAY_GONE),
    query={
        "date": DATE,
        "policy": {"enum": list(POLICIES)},
        "services": {"type": "string", "description": "Of one more counter: ids with commas, or `all`."},
        "opens": CLOCK_TIME,
        "closes": CLOCK_TIME,
    },
)
def get_what_if(asked: Asked) -> Answer:
    """A day that is over (yesterday if none is named), played again under another policy or with one more counter.

    202 while it is being computed: ask again.
    """
    catalog = asked.backend.wire.catalog
    wanted = wanted_replay(catalog, catalog.office.business_date(asked.backend.clock.now()))
    kept = asked.backend.aside.run(lambda db: kept_of(db, catalog, wanted.day))
    if kept is Kept.SUMS:
        raise ProblemFound(P.DAY_GONE, day=f"{wanted.day:%d/%m/%Y}")
    if kept is Kept.NOTHING:
        raise ProblemFound(P.NOTHING_TO_PLAN)
    return _studied(asked, wanted)


def _studied(asked: Asked, subject: Subject) -> Answer:
    """The answer as it was computed, or how far that is."""
    try:
        found = asked.backend.studies.ask(subject)
    except NothingToStudy as error:
        raise ProblemFound(P.NOTHING_TO_PLAN) from error
    except StudyFailed as error:
        raise ProblemFound(P.INTERNAL) from error
    if isinstance(found, float):
        return 202, wire.Computing(done=found)
    return Response(found, content_type="application/json")
