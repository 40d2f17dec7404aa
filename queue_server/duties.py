"""What the system does by the clock: release holds that ran out, close the day that is over, erase what is old,
raise and clear alerts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import gevent
import structlog

from queue_server.api.bridge import Unanswered
from queue_server.domain.alerts import Memory
from queue_server.domain.errors import Refused
from queue_server.domain.foreseen import Foreseen
from queue_server.keys import Keys
from queue_server.operations import alerts, cards, days, dossiers, feedback, remembering, serving
from queue_server.operations.asker import THE_SYSTEM
from queue_server.operations.work import Work
from queue_server.operations.writer import NotDurable
from queue_server.store import visits as stored

EVERY_SECONDS = 5.0

Run = Callable[[Callable[[Work], Any]], Any]
LookAhead = Callable[[datetime], Foreseen | None]
"""The worker's last answer, if it is fresh at that moment."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long visits are kept, and petitions that were closed; `keys` are erased with what they sealed. `remembers`:
    whether facts of citizens may stay until their next visit at all.
    """

    visits_for: timedelta
    petitions_for: timedelta
    keys: Keys
    remembers: bool = True


def start(run: Run, keeping: Keeping, look_ahead: LookAhead) -> gevent.Greenlet:
    """Begin the rounds; kill the greenlet to end them."""
    return gevent.spawn(_rounds, run, keeping, look_ahead)


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
    alerts.forget(work, keeping.visits_for)
    dossiers.erase_due(work, keeping.keys)
    remembering.forget_due(work, keeping.keys, remembers=keeping.remembers)


def _rounds(run: Run, keeping: Keeping, look_ahead: LookAhead) -> None:
    memory = Memory()
    while True:
        try:
            run(lambda work: do_all(work, keeping))
            memory = run(_look(memory, look_ahead))
        except (Refused, NotDurable, Unanswered) as error:
            # Nothing of this round has happened; the next one does it all.
            structlog.get_logger().error("duty_failed", error=str(error))
        gevent.sleep(EVERY_SECONDS)


def _look(memory: Memory, look_ahead: LookAhead) -> Callable[[Work], Memory]:
    return lambda work: alerts.watch(work, memory, look_ahead(work.now))
