"""What became of each print job, on disk before anything depends on it."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from hardware.faults import JobUnconfirmed, SetupError

KEPT = 1000
"""Jobs remembered after they were reported, should the server ask for one of them again."""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """How a job ended; `fault` is None when it was printed."""

    job_id: str
    fault: str | None
    reported: bool = False


class JobJournal:
    """Each job is claimed once, before its first byte is sent, and never again: also not after a crash.

    A claim that has no end when the journal is opened counts as ended with `unconfirmed`: bytes may have reached the
    paper. Every method has the disk's word before it returns. Raises `SetupError` when another agent has it open.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(path.with_suffix(".lock"))
        self._jobs = {job.job_id: job for job in _read(path)[-KEPT:]}
        _rewrite(path, [*self._jobs.values()])
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)

    def close(self) -> None:
        os.close(self._file)
        os.close(self._lock)

    def outcome(self, job_id: str) -> JobOutcome | None:
        """How a job ended; None when it was never claimed."""
        return self._jobs.get(job_id)

    def claim(self, job_id: str) -> None:
        """Note that its bytes are about to be sent. Raises `ValueError` when that was noted before."""
        if job_id in self._jobs:
            raise ValueError(f"print job {job_id} was claimed before")
        self._note(JobOutcome(job_id, JobUnconfirmed.code), ended=False)

    def finish(self, job_id: str, fault: str | None) -> None:
        self._note(JobOutcome(job_id, fault))

    def note_reported(self, job_id: str) -> None:
        self._note(replace(self._jobs[job_id], reported=True))

    def unreported(self) -> list[JobOutcome]:
        """What the server has not heard of yet, oldest first."""
        return [job for job in self._jobs.values() if not job.reported]

    def _note(self, job: JobOutcome, *, ended: bool = True) -> None:
        os.write(self._file, _line(job, ended=ended))
        os.fdatasync(self._file)
        self._jobs[job.job_id] = job


def _line(job: JobOutcome, *, ended: bool) -> bytes:
    state = "reported" if job.reported else "ended" if ended else "claimed"
    return (json.dumps({"job_id": job.job_id, "state": state, "fault": job.fault}) + "\n").encode()


def _read(path: Path) -> list[JobOutcome]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    jobs: dict[str, JobOutcome] = {}
    # Without its line feed the last line was cut off by a crash, before anything was done that depends on it.
    for number, line in enumerate(lines[:-1], start=1):
        try:
            entry = json.loads(line)
            job = JobOutcome(entry["job_id"], entry["fault"], entry["state"] == "reported")
        except (ValueError, KeyError, TypeError) as error:
            raise SetupError(f"{path}, line {number}: is not an entry of a print journal: {error}") from error
        jobs[job.job_id] = job
    return [*jobs.values()]


def _rewrite(path: Path, jobs: list[JobOutcome]) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.writelines(_line(job, ended=True) for job in jobs)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _lock(path: Path) -> int:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(file)
        raise SetupError(f"{path.parent}: another print agent uses this directory") from error
    return file
