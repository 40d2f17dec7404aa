"""What the system does by itself, by the clock: release holds that ran out, close the day that is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gevent
import structlog

from queue_server.domain.errors import Refused
from queue_server.operations import days, serving
from queue_server.operations.asker import THE_SYSTEM
from queue_server.operations.work import Work
from queue_server.store import visits as stored

EVERY_SECONDS = 5.0

Run = Callable[[Callable[[Work], Any]], Any]


def start(run: Run) -> gevent.Greenlet:
    """Begin the rounds; kill the greenlet to end them."""
    return gevent.spawn(_rounds, run)


def release_holds(work: Work) -> list[str]:
    """Put every visit whose hold has run out back in its place. Returns their ids."""
    due = stored.holds_due(work.db, work.now)
    for visit_id in due:
        serving.release_hold(work, visit_id, THE_SYSTEM)
    return due


def do_all(work: Work) -> None:
    """One round."""
    release_holds(work)
    days.close_days(work)


def _rounds(run: Run) -> None:
    while True:
        try:
            run(do_all)
        except (Refused, RuntimeError, OSError) as error:
            structlog.get_logger().error("duty_failed", error=str(error))
        gevent.sleep(EVERY_SECONDS)
