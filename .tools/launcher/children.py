"""One program of ours that ./run starts: in a group of its own, with a log of its own, ended together with ./run."""

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launcher.environment import PYTHON, ROOT, child_environment
from launcher.say import say

GRACE = 10.0
LONG_LIFE = 60.0
QUICK_DEATHS_ALLOWED = 5
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A program of ours in a process group and with a log of its own. `command`: the module and its arguments."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0
    start_again_at: float = 0.0

    def start(self) -> None:
        if not self.started_at:
            put_away(self.log)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(PYTHON), "-m", *self.command],
                env=child_environment(),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - ./run has one thread
            )
        self.started_at = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def last_lines(self, count: int = 12) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-count:]
        return "\n".join(f"  | {line}" for line in lines)


def supervise(device: Child) -> None:
    """Start it again, each time later, and leave it alone once it keeps dying young."""
    now = time.monotonic()
    if device.process is None:
        if device.quick_deaths <= QUICK_DEATHS_ALLOWED and now >= device.start_again_at:
            device.start()
        return
    if not device.has_ended():
        return
    device.quick_deaths = 1 if now - device.started_at > LONG_LIFE else device.quick_deaths + 1
    device.process = None
    delay = 2.0 ** (device.quick_deaths - 1)
    device.start_again_at = now + delay
    if device.quick_deaths > QUICK_DEATHS_ALLOWED:
        say(f"The {device.name} does not stay up; going on without. The end of {device.log}:\n{device.last_lines()}")
    else:
        say(f"The {device.name} ended; starting it again in {delay:.0f} s (its log: {device.log}).")


def end(child: Child, stop_asked: list[int], signals_before: int) -> None:
    assert child.process is not None
    tell_group(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while not child.has_ended() and time.monotonic() < deadline and len(stop_asked) == signals_before:
        time.sleep(0.05)
    tell_group(child, signal.SIGKILL)
    child.process.wait()


def tell_group(child: Child, number: signal.Signals) -> None:
    assert child.process is not None
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)


def put_away(log: Path) -> None:
    """Keep one log of an earlier run beside the new one."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))


def die_with_parent() -> None:
    """Even a kill -9 of ./run must not leave a server behind that holds the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
