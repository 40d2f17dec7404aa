"""The real server on a machine whose clock is wrong, or is set while it runs.

`python -m tests.moved_clock FILE [server arguments]`: FILE holds the seconds by which the machine's clock is ahead of
what it was, negative when it was set back. What the product makes of such a clock is its own affair.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from queue_server import __main__ as server
from queue_server import clock

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENING = time(9, 0)


class ShiftedTime(datetime):
    """What `queue_server.clock`, the one place that asks the machine, is told."""

    shift_file: Path

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=float(cls.shift_file.read_text()))


def seconds_to_opening(on: date | None = None) -> float:
    """How far to move a clock so that it shows nine in the morning of that day (today) in the demo office."""
    now = datetime.now(UTC)
    opening = datetime.combine(on or now.astimezone(OFFICE_ZONE).date(), OPENING, OFFICE_ZONE)
    return (opening - now).total_seconds()


def set_clock(shift_file: Path, seconds: float) -> None:
    """Move the clock of a running server. It never sees a file that is half written."""
    fresh = shift_file.with_suffix(".new")
    fresh.write_text(str(seconds))
    fresh.replace(shift_file)


def put_on(shift_file: Path, span: timedelta) -> None:
    """Set it forward by that much, or back."""
    set_clock(shift_file, float(shift_file.read_text()) + span.total_seconds())


if __name__ == "__main__":
    ShiftedTime.shift_file = Path(sys.argv[1])
    clock.datetime = ShiftedTime  # type: ignore[misc]
    sys.exit(server.main(sys.argv[2:]))
