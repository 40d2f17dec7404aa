"""`./run what-if`: its arguments, and a day played again as text."""

from __future__ import annotations

import argparse
from datetime import date, time, timedelta
from pathlib import Path

from queue_server.api import wire_planning
from queue_server.clock import SystemClock
from queue_server.domain.catalog import Catalog
from queue_server.domain.policy import POLICIES
from queue_server.domain.staffing import NothingToPlan, Progress
from queue_server.mistakes import ConfigError, Mistake
from queue_server.operations.replay import DayGone, ReplayAsked, replay
from queue_server.planning import words
from queue_server.planning.offices import history_of, office_of

EVERYTHING = "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=_date, help="the day, YYYY-MM-DD (default: yesterday)")
    parser.add_argument("--policy", choices=tuple(POLICIES), help="another order of calling (default: the office's)")
    parser.add_argument("--add-counter", metavar="SERVICES[@HH:MM-HH:MM]", type=_counter, default=((), None, None))
    parser.add_argument("--data", type=Path, help="folder of a server's data (default: the demo's)")
    parser.add_argument("--office", type=Path, help="the description of that office (TOML)")


def answer(options: argparse.Namespace, progress: Progress) -> str:
    """The day as a table or JSON. Raises ConfigError."""
    with history_of(options.data) as history:
        catalog = office_of(options.data, options.office)
        if history is None:
            raise _wrong("--data", "Chưa có dữ liệu: hãy chỉ thư mục.", "There is no data yet: name the folder.")
        today = catalog.office.business_date(SystemClock().now())
        day = options.date or today - timedelta(days=1)
        services, opens, closes = options.add_counter
        asked = ReplayAsked(day, options.policy, _known(catalog, services), opens, closes)
        try:
            found = wire_planning.what_if(replay(history, catalog, asked, progress), catalog)
        except DayGone as error:
            vi, en = "Các lượt của ngày này đã bị xóa theo thời hạn lưu.", "The visits of that day were deleted."
            raise _wrong("--date", vi, en) from error
        except NothingToPlan as error:
            raise _wrong("--date", "Ngày này không có ai đến.", "Nobody came that day.") from error
    return found.model_dump_json() if options.json else words.day_table(found, options.language)


def _known(catalog: Catalog, services: tuple[str, ...]) -> tuple[str, ...]:
    if services == (EVERYTHING,):
        return tuple(catalog.services)
    unknown = [one for one in services if one not in catalog.services]
    if unknown:
        there = ", ".join(catalog.services)
        raise _wrong("--add-counter", f"Không có {unknown[0]}; có: {there}.", f"There is no {unknown[0]}.")
    return services


def _wrong(key: str, vi: str, en: str) -> ConfigError:
    return ConfigError([Mistake("", key, f"{vi} / {en}")])


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("cần ngày dạng / needs a day like 2026-11-20") from error


def _counter(text: str) -> tuple[tuple[str, ...], time | None, time | None]:
    """`all`, or services with commas; then `@07:30-11:30` if it does not work all day."""
    names, _, hours = text.partition("@")
    services = tuple(one.strip() for one in names.split(",") if one.strip())
    try:
        opens, closes = (time.fromisoformat(one) for one in hours.split("-")) if hours else (None, None)
    except ValueError as error:
        raise argparse.ArgumentTypeError("cần dạng / needs the form all@07:30-11:30") from error
    if not services or (opens and closes and opens >= closes):
        raise argparse.ArgumentTypeError("cần dạng / needs the form all@07:30-11:30")
    return services, opens, closes
