"""`./run staffing`: its arguments, and the plan as text."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from queue_server.api import wire_planning
from queue_server.clock import SystemClock
from queue_server.contract.planning import Staffing, Weekday
from queue_server.domain.catalog import Catalog
from queue_server.domain.demand import Times
from queue_server.domain.staffing import Progress, Question, plan
from queue_server.operations.planning import StaffingAsked, plan_staffing
from queue_server.planning import words
from queue_server.planning.offices import history_of, office_of
from queue_server.simulate.scenario import Scenario, load_scenario

LEAST_SHARE, MOST_SHARE = 0.5, 0.99
LEAST_DAYS, MOST_DAYS = 5, 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", nargs="?", type=Path, help="a hall and its people (JSON), instead of an office")
    parser.add_argument("--weekday", type=_weekday, default=Weekday.MON, help=", ".join(Weekday) + " (default: mon)")
    parser.add_argument("--share", type=_within(LEAST_SHARE, MOST_SHARE), default=0.95, help="called in time (0.95)")
    parser.add_argument("--data", type=Path, help="folder of a server's data: its own days (default: the demo's)")
    parser.add_argument("--office", type=Path, help="the description of that office (TOML)")
    parser.add_argument("--days", type=_days, default=30, help="invented days to search on; twice as many check (30)")


def answer(options: argparse.Namespace, progress: Progress) -> str:
    """The plan as a table or JSON. Raises ConfigError, ScenarioError, NothingToPlan."""
    found, catalog = _found(options, progress)
    return found.model_dump_json() if options.json else words.table(found, catalog, options.language)


def _found(options: argparse.Namespace, progress: Progress) -> tuple[Staffing, Catalog]:
    if options.scenario is not None:
        return _of_scenario(load_scenario(options.scenario), options, progress)
    asked = StaffingAsked(list(Weekday).index(options.weekday), options.share, options.days)
    with history_of(options.data) as history:
        catalog = office_of(options.data, options.office)
        found = plan_staffing(history, catalog, asked, SystemClock().now(), progress)
    return wire_planning.staffing(found), catalog


def _of_scenario(scenario: Scenario, options: argparse.Namespace, progress: Progress) -> tuple[Staffing, Catalog]:
    catalog, demand = scenario.catalog, scenario.demand
    times = Times(catalog, demand.absent, demand.call_time)
    question = Question(
        catalog,
        demand,
        lambda service_id, _, random: times.whole(service_id, random),
        catalog.office.policy,
        options.share,
        options.days,
    )
    return wire_planning.of_plan(plan(question, progress), catalog), catalog


def _within(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            vi, en = f"cần một số từ {low:g} đến {high:g}", f"needs a number from {low:g} to {high:g}"
            raise argparse.ArgumentTypeError(f"{vi} / {en}")
        return value

    return number


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not LEAST_DAYS <= int(text) <= MOST_DAYS:
        vi, en = f"cần số nguyên từ {LEAST_DAYS} đến {MOST_DAYS}", f"needs a whole number {LEAST_DAYS} to {MOST_DAYS}"
        raise argparse.ArgumentTypeError(f"{vi} / {en}")
    return int(text)


def _weekday(text: str) -> Weekday:
    if text not in set(Weekday):
        raise argparse.ArgumentTypeError(f"chỉ được là / must be one of: {', '.join(Weekday)}")
    return Weekday(text)
