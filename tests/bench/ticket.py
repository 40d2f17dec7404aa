"""Drawing a ticket and encoding it for the printer, against the barest picture of the same size.

The limit is what Pillow needs to make a grey picture as large, turn it into ink and take its bytes: no ticket can be
drawn faster. `first_ms` is the first ticket of a process, fonts and layout read; the others are those of a day, each
with a number of its own.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, TypeVar

from PIL import Image

from hardware.document import TicketDrawer
from hardware.document.sample import sample_ticket
from hardware.document.ticket_data import TicketData
from hardware.printer.job import compose_job
from hardware.printer.models import PrinterModel
from tests.bench.figures import percentile, rounded

ROUNDS = 60
WIDTH = 576
DEEP_BLACK = 150
TRACKING_URL = "https://motcua.example.gov.vn/q/MDEyMzQ1Njc4OWFiY2RlZg"

Made = TypeVar("Made")


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Medians in milliseconds, and how many times as long as the limit drawing and encoding take together.

    The figures are of the longest usual ticket (two languages, priority, a code to scan); `plain` is the shortest.
    """
    started = time.perf_counter()
    drawer = TicketDrawer.from_file()
    _round(drawer, _longest(0))
    first_ms = (time.perf_counter() - started) * 1000
    _round(drawer, _plain(0))
    longest = [_round(drawer, _longest(number)) for number in range(1, rounds + 1)]
    plain = [_round(drawer, _plain(number)) for number in range(1, rounds + 1)]
    both, limit = median(one.both_ms for one in longest), median(one.limit_ms for one in longest)
    return {
        "rounds": rounds,
        "first_ms": first_ms,
        "render_ms": median(one.render_ms for one in longest),
        "encode_ms": median(one.encode_ms for one in longest),
        "both_ms": both,
        "both_p95_ms": percentile([one.both_ms for one in longest], 95),
        "plain_both_ms": median(one.both_ms for one in plain),
        "job_bytes": longest[-1].job_bytes,
        "limit_ms": limit,
        "times_the_limit": both / limit,
        "goal_ms": 20,
    }


@dataclass(frozen=True, slots=True)
class Round:
    render_ms: float
    encode_ms: float
    limit_ms: float
    job_bytes: int

    @property
    def both_ms(self) -> float:
        return self.render_ms + self.encode_ms


def _round(drawer: TicketDrawer, ticket: TicketData) -> Round:
    image, render_ms = _timed(lambda: drawer.draw(ticket, WIDTH))
    job, encode_ms = _timed(lambda: compose_job(image, PrinterModel("80mm", width=WIDTH)))
    _, limit_ms = _timed(lambda: _bare_picture(image.size))
    return Round(render_ms, encode_ms, limit_ms, len(job))


def _longest(number: int) -> TicketData:
    """All that changes from one ticket to the next changes here."""
    ticket = sample_ticket(_moment(number), "en", f"{TRACKING_URL}{number:03d}")
    return replace(ticket, number=f"A{number:03d}", ahead=number, wait=_wait(number))


def _plain(number: int) -> TicketData:
    ticket = sample_ticket(_moment(number), "vi")
    service = {"vi": "Hộ tịch"}
    return replace(
        ticket, number=f"A{number:03d}", ahead=number, wait=_wait(number), services=(service,), priority=False
    )


def _moment(number: int) -> datetime:
    return datetime(2026, 11, 21, 1, 0, tzinfo=UTC) + timedelta(minutes=number)


def _wait(number: int) -> tuple[timedelta, timedelta]:
    return timedelta(minutes=number), timedelta(minutes=number + 8)


def _bare_picture(size: tuple[int, int]) -> bytes:
    grey = Image.new("L", size, 255)
    ink = grey.point(lambda value: 255 if value >= DEEP_BLACK else 0)
    return ink.convert("1", dither=Image.Dither.NONE).tobytes()


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    started = time.perf_counter()
    made = work()
    return made, (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps({"bench": "ticket"} | rounded(run()), ensure_ascii=False))
