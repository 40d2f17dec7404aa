"""Which print jobs this kiosk has begun, kept on disk until the server has heard of their end.

A job is written down before its first byte leaves, so that a kiosk that dies in mid-job never prints it a second time:
the next start reports it as `unconfirmed`, and a person decides.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path

from queue_server.contract.commands import PrintResult
from queue_server.contract.common import PrintState

BEGUN = "begun"
PRINTED = "printed"
UNCONFIRMED = "unconfirmed"

log = logging.getLogger("kiosk.printing")


def result_of(outcome: str) -> PrintResult:
    """What the server is told of it."""
    if outcome == PRINTED:
        return PrintResult(state=PrintState.PRINTED)
    return PrintResult(state=PrintState.FAILED, fault=outcome)


class PrintLedger:
    """Safe to use from several threads. Each change is on disk before the call returns, or raises OSError.

    An outcome is `printed` or the code of a fault.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._jobs = {job: UNCONFIRMED if what == BEGUN else what for job, what in _read(path).items()}

    def knows(self, job_id: str) -> bool:
        with self._lock:
            return job_id in self._jobs

    def begin(self, job_id: str) -> bool:
        """Claim a job; False when it was claimed before and must not be printed now."""
        with self._lock:
            if job_id in self._jobs:
                return False
            self._write({**self._jobs, job_id: BEGUN})
            return True

    def finish(self, job_id: str, outcome: str) -> None:
        with self._lock:
            self._write({**self._jobs, job_id: outcome})

    def forget(self, job_id: str) -> None:
        """The server knows the outcome."""
        with self._lock:
            self._write({job: outcome for job, outcome in self._jobs.items() if job != job_id})

    def outcomes(self) -> dict[str, str]:
        """The ended jobs that the server has not heard of, oldest first."""
        with self._lock:
            return {job: outcome for job, outcome in self._jobs.items() if outcome != BEGUN}

    def _write(self, jobs: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(jobs, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        self._jobs = jobs


def _read(path: Path) -> dict[str, str]:
    """What the file says; a file that no machine of ours wrote is set aside, since a kiosk must start anyhow."""
    try:
        jobs = json.loads(path.read_text(encoding="utf-8"))
        return {str(job): str(outcome) for job, outcome in jobs.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError):
        log.exception("the print ledger cannot be read; it is set aside as %s.bad", path.name)
        path.replace(path.with_suffix(".bad"))
        return {}
