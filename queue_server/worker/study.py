"""`python -m queue_server.worker.study`: computes one long answer for a supervisor, saying how far it is, and ends."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from queue_server import logs
from queue_server.api import wire_planning
from queue_server.contract.common import Wire
from queue_server.domain.catalog import Catalog
from queue_server.domain.staffing import NothingToPlan
from queue_server.operations.planning import plan_staffing
from queue_server.operations.quiet import quiet_hours
from queue_server.operations.replay import ReplayAsked, replay
from queue_server.store.database import Connection, connect
from queue_server.worker.lifeline import die_with_the_server, errand
from queue_server.worker.subjects import NOTHING, QuietAsked, Study, Subject

NICENESS = 10
Progress = Callable[[float], None]


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_the_server()
    os.nice(NICENESS)
    study: Study = errand()
    logs.set_up(study.start.log_level)
    with closing(connect(study.start.database, read_only=True)) as database:
        try:
            answer = answer_of(study.subject, database, study.start.catalog, study.now, _tell_progress())
        except NothingToPlan:
            _tell({"answer": NOTHING})
            return 0
    _tell({"answer": answer.model_dump_json()})
    return 0


def answer_of(subject: Subject, database: Connection, catalog: Catalog, now: datetime, progress: Progress) -> Wire:
    """Raises NothingToPlan."""
    if isinstance(subject, QuietAsked):
        return wire_planning.quiet_hours(quiet_hours(database, catalog, subject.now), catalog)
    if isinstance(subject, ReplayAsked):
        return wire_planning.what_if(replay(database, catalog, subject, progress), catalog)
    return wire_planning.staffing(plan_staffing(database, catalog, subject, now, progress))


def _tell_progress() -> Progress:
    told = -1

    def tell(done: float) -> None:
        nonlocal told
        if int(done * 100) > told:
            told = int(done * 100)
            _tell({"done": done})

    return tell


def _tell(message: dict[str, object]) -> None:
    try:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody is left to tell, and closing the pipe would only complain.
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
