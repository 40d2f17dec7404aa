"""What the system does by the clock: release holds that ran out, close the day that is over, erase what is old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import gevent
import structlog

from queue_server.api.bridge import Unanswered
from queue_server.domain.errors import Refused
from queue_server.keys import Keys
from queue_server.operations import cards, days, feedback, serving
from queue_server.operations.asker import THE_SYSTEM
from queue_server.operations.work import Work
from queue_server.operations.writer import NotDurable
from queue_server.store import visits as stored

EVERY_SECONDS = 5.0

Run = Callable[[Callable[[Work], Any]], Any]


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long visits are kept, and petitions that were closed; `keys` are erased with what they sealed."""

    visits_for: timedelta
    petitions_for: timedelta
    keys: Keys


def start(run: Run, keeping: Keeping) -> gevent.Greenlet:
    """Begin the rounds; kill the greenlet to end them."""
    return gevent.spawn(_rounds, run, keeping)


def release_holds(work: Work) -> list[str]:
    """Put every visit whose hold has run out back in its place. Returns their ids."""
    due = stored.holds_due(work.db, work.now)
    for visit_id in due:
        serving.release_hold(work, visit_id, THE_SYSTEM)
    return due


def do_all(work: Work, keeping: Keeping) -> None:
    """One round."""
    release_holds(work)
    days.close_days(work)
    days.prune(work, keeping.visits_for)
    cards.forget_old(work, keeping.keys)
    feedback.erase_old(work, keeping.petitions_for, keeping.keys)


def _rounds(run: Run, keeping: Keeping) -> None:
    while True:
        try:
            run(lambda work: do_all(work, keeping))
        except (Refused, NotDurable, Unanswered) as error:
            # Nothing of this round has happened; the next one does it all.
            structlog.get_logger().error("duty_failed", error=str(error))
        gevent.sleep(EVERY_SECONDS)
