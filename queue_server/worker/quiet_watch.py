"""Keeps the quiet hours of today at hand, as long as people wait long: computed apart, twice a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import gevent

from queue_server.clock import Clock
from queue_server.contract.planning import QuietHours
from queue_server.domain.foreseen import Foreseen
from queue_server.domain.quiet import LONG_WAIT
from queue_server.worker.studies import NothingToStudy, Studies, StudyFailed
from queue_server.worker.subjects import QuietAsked
from queue_server.worker.supervisor import Supervisor

LOOK_SECONDS = 1.0
EVERY = timedelta(seconds=30)
WORTHLESS_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Kept:
    found: QuietHours
    at: datetime


class QuietWatch:
    """Use it on the hub. Nobody waits for it: `last` is what there is."""

    def __init__(self, studies: Studies, foresight: Supervisor, clock: Clock) -> None:
        self._studies, self._foresight, self._clock = studies, foresight, clock
        self._kept: _Kept | None = None
        self._rounds: gevent.Greenlet | None = None

    def last(self) -> QuietHours | None:
        """The last answer, as long as it is worth anything: people wait long now, and it is not old."""
        kept, now = self._kept, self._clock.now()
        if kept is None or abs(now - kept.at) > WORTHLESS_AFTER or not waits_are_long(self._foresight.last, now):
            return None
        return kept.found

    def start(self) -> None:
        self._rounds = gevent.spawn(self._keep)

    def stop(self) -> None:
        if self._rounds is not None:
            self._rounds.kill()

    def _keep(self) -> None:
        while True:
            gevent.sleep(LOOK_SECONDS)
            now = self._clock.now()
            is_new = self._kept is not None and abs(now - self._kept.at) < EVERY
            if not is_new and waits_are_long(self._foresight.last, now):
                self._ask(QuietAsked(now))

    def _ask(self, question: QuietAsked) -> None:
        try:
            while isinstance(found := self._studies.ask(question), float):
                gevent.sleep(LOOK_SECONDS)
        except (NothingToStudy, StudyFailed):
            # The study has told the log; the next round is soon enough.
            gevent.sleep(EVERY.total_seconds())
            return
        self._studies.forget(question)
        self._kept = _Kept(QuietHours.model_validate_json(found), question.now)


def waits_are_long(foreseen: Foreseen | None, now: datetime) -> bool:
    """Whether somebody without priority would be told a wait that is worth avoiding, for any service."""
    if foreseen is None or foreseen.is_worthless(now):
        return False
    told = (one.forecast for (_, priority), one in foreseen.newcomers.items() if not priority)
    return any(found is not None and found.median.total_seconds() >= LONG_WAIT for found in told)
