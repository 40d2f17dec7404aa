"""Plans from the domain to the contract."""

from __future__ import annotations

from datetime import datetime

from queue_server.contract import planning as wire
from queue_server.domain.catalog import Catalog
from queue_server.domain.replay import DayFigures
from queue_server.domain.staffing import Plan, Planned
from queue_server.operations.planning import ENOUGH_DAYS, Staffing
from queue_server.operations.quiet import QuietHours
from queue_server.operations.replay import Replay


def staffing(found: Staffing) -> wire.Staffing:
    """The plan of a day of this office."""
    told = of_plan(found.plan, found.catalog)
    return told.model_copy(
        update={
            "weekday": list(wire.Weekday)[found.asked.weekday],
            "day": found.day,
            "basis": wire.Basis.HISTORY if found.from_history else wire.Basis.USUAL_WEEK,
            "known_days": found.known_days,
            "computed_at": found.at,
        }
    )


def of_plan(plan: Plan, catalog: Catalog) -> wire.Staffing:
    """The plan of a scenario's day, which has no date."""
    return wire.Staffing(
        weekday=None,
        day=None,
        basis=wire.Basis.SCENARIO,
        known_days=0,
        enough_days=ENOUGH_DAYS,
        wait_target_seconds=catalog.office.wait_target.total_seconds(),
        share=plan.share,
        reached=plan.reached,
        pieces=_pieces(plan, catalog),
        roster=_figures(plan.roster),
        flat=_figures(plan.flat),
        erlang=_figures(plan.erlang),
        only_at=list(plan.only_at),
        searched_days=plan.days,
        checked_days=plan.checked_days,
        computed_at=None,
    )


def quiet_hours(found: QuietHours, catalog: Catalog) -> wire.QuietHours:
    zone = catalog.office.time_zone
    basis = wire.Basis.HISTORY if found.from_history else wire.Basis.USUAL_WEEK
    later = found.quieter_at
    return wire.QuietHours(
        at=found.at,
        half_hours=[
            wire.QuietHalfHour(
                begins=f"{datetime.fromtimestamp(one.begins, zone):%H:%M}", wait_seconds=round(one.wait, 1)
            )
            for one in found.half_hours
        ],
        quieter=later and wire.Quieter(at=later, time=f"{later.astimezone(zone):%H:%M}", basis=basis),
    )


def what_if(found: Replay, catalog: Catalog) -> wire.WhatIf:
    asked, past, figures = found.asked, found.past, found.found
    return wire.WhatIf(
        day=asked.day,
        own_policy=catalog.office.policy.name,
        policy=found.policy.name,
        services=list(asked.services),
        opens=asked.opens and f"{asked.opens:%H:%M}",
        closes=asked.closes and f"{asked.closes:%H:%M}",
        happened=_day(figures.happened),
        replayed=_day(figures.replayed),
        changed=_day(figures.changed),
        left_out=past.left_out,
        chosen_calls=past.chosen_calls,
        turnaround_seconds=round(past.turnaround, 1),
    )


def _day(figures: DayFigures) -> wire.DayFigures:
    return wire.DayFigures(
        people=figures.people,
        uncalled=figures.uncalled,
        share_within=round(figures.share_within, 4),
        mean_seconds=round(figures.mean, 1),
        p90_seconds=round(figures.p90, 1),
        priority_p90_seconds=None if figures.priority_p90 is None else round(figures.priority_p90, 1),
        overtakes_max=figures.overtakes_max,
    )


def clock_time(seconds: float) -> str:
    """`HH:MM` of so many seconds after midnight."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _pieces(plan: Plan, catalog: Catalog) -> list[wire.StaffedPiece]:
    order = list(catalog.counters)
    return [
        wire.StaffedPiece(
            begins=clock_time(begins),
            ends=clock_time(ends),
            expected=round(plan.expected[at], 2),
            counters=sorted(plan.roster.opened[at], key=order.index),
            flat_counters=len(plan.flat.opened[at]),
            erlang_counters=len(plan.erlang.opened[at]),
        )
        for at, (begins, ends) in enumerate(plan.grid.pieces)
    ]


def _figures(planned: Planned) -> wire.StaffingFigures:
    return wire.StaffingFigures(counter_hours=round(planned.hours, 2), share_within=round(planned.share, 4))
