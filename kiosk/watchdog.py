"""`./run kiosk watch …`: starts the kiosk, listens to its heart, and starts it again when it ends or hangs.

Exit codes: 0 told to end (SIGTERM, SIGINT, or the kiosk was), 2 the kiosk's settings need a person.
"""

from __future__ import annotations

import argparse
import logging
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

from kiosk.clock import MachineClock
from kiosk.heart import HEART
from kiosk.vitals import RESTARTS

DONE, SETTINGS_WRONG = 0, 2
HUNG = -signal.SIGKILL
LOOK_SECONDS = 0.5
LOG_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"

log = logging.getLogger("kiosk.watchdog")


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds. `start`: until the first beat; `hung`: without a beat; `end`: between SIGTERM and SIGKILL.

    The pause before the next start doubles from `first_pause` to `longest_pause` while kiosks live shorter than `well`.
    """

    start: float = 60.0
    hung: float = 10.0
    end: float = 8.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    well: float = 120.0

    def pause_after(self, failures: int) -> float:
        return min(self.longest_pause, self.first_pause * 2.0 ** min(failures, 20))


class Watchdog:
    """Keeps one kiosk alive. `command` is the kiosk's, a program and its arguments."""

    def __init__(self, command: Sequence[str], patience: Patience) -> None:
        self._command, self._patience = list(command), patience
        self._clock = MachineClock()
        self._ending = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Until it is told to end, or the kiosk ends in a way that another start would not mend."""
        failures = restarts = 0
        while True:
            began = self._clock.since_boot()
            status = self._live(restarts)
            if self._ending.is_set() or status == DONE:
                return DONE
            if status == SETTINGS_WRONG:
                return status
            failures = 0 if self._clock.since_boot() - began > self._patience.well else failures + 1
            restarts += 1
            pause = self._patience.pause_after(failures - 1 if failures else 0)
            log.error("the kiosk ended with %d; start number %d follows in %.1f s", status, restarts + 1, pause)
            if self._ending.wait(pause):
                return DONE

    def end(self, _number: int = signal.SIGTERM, _frame: FrameType | None = None) -> None:
        """Let the kiosk finish what it has in hand, then end."""
        self._ending.set()
        if self._child is not None:
            self._child.terminate()

    def _live(self, restarts: int) -> int:
        """One life of a kiosk; its exit status."""
        ear, heart = os.pipe()
        environment = os.environ | {HEART: str(heart), RESTARTS: str(restarts)}
        try:
            with subprocess.Popen(self._command, pass_fds=(heart,), env=environment) as child:
                os.close(heart)
                self._child = child
                return self._listen(child, ear)
        finally:
            self._child = None
            os.close(ear)

    def _listen(self, child: subprocess.Popen[bytes], ear: int) -> int:
        beat_at, limit = self._clock.since_boot(), self._patience.start
        while child.poll() is None:
            ready, _, _ = select.select([ear], [], [], LOOK_SECONDS)
            now = self._clock.since_boot()
            if ready and os.read(ear, 4096):
                beat_at, limit = now, self._patience.hung
            elif ready:
                # The pipe is closed: it is about to end, or lost its heart.
                self._ending.wait(LOOK_SECONDS)
            if now - beat_at > (self._patience.end if self._ending.is_set() else limit):
                log.critical("no beat for %.0f s: the kiosk hangs and is killed", now - beat_at)
                child.kill()
                child.wait()
        return child.returncode


def main(arguments: list[str]) -> int:
    """Everything that is not the watchdog's own goes to the kiosk."""
    usual = Patience()
    parser = argparse.ArgumentParser(prog="./run kiosk watch", description=__doc__, allow_abbrev=False)
    parser.add_argument("--hung-after", type=float, default=usual.hung, metavar="SECONDS", help="without a beat (10)")
    parser.add_argument("--start-within", type=float, default=usual.start, metavar="SECONDS", help="first beat (60)")
    options, of_the_kiosk = parser.parse_known_args(arguments)
    logging.basicConfig(level=logging.INFO, format=LOG_LINE, stream=sys.stderr)
    patience = Patience(start=options.start_within, hung=options.hung_after)
    watchdog = Watchdog([sys.executable, "-m", "kiosk", *of_the_kiosk], patience)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, watchdog.end)
    return watchdog.run()
