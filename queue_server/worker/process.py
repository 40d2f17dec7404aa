"""A process beside the server that is told by its standard input and answers by its output."""

from __future__ import annotations

import sys
from pathlib import Path

from gevent import subprocess

ROOT = Path(__file__).resolve().parents[2]


def begin(module: str) -> subprocess.Popen:
    """Run one of our own modules; whoever begins it ends it with `end`."""
    command = [sys.executable, "-m", module]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def end(process: subprocess.Popen | None) -> None:
    """Kill it and let go of its pipes; for None there is nothing to do."""
    if process is None:
        return
    # It has nothing to finish, and one that hangs or is stopped hears no milder signal.
    process.kill()
    process.wait(1)
    for pipe in (process.stdin, process.stdout):
        try:
            pipe.close()
        except OSError:
            continue
