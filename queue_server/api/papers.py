"""Declarations as PDF, drawn by a process of its own: the hub goes on meanwhile, and nothing is written to a disk."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import structlog
from gevent import subprocess
from gevent.lock import BoundedSemaphore

COMMAND = (sys.executable, "-m", "hardware.document.declaration")
ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
SECONDS = 15.0


class NoPaper(Exception):
    """The paper could not be drawn; the log says why, without what stands on it."""


class Papers:
    """Draws at most two papers at a time, so that a hall of clerks cannot bring the machine to its knees."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE)

    def draw(self, sheet: dict[str, Any]) -> bytes:
        """The PDF of `{form, title, words, rows, place, on, mark}`. Raises NoPaper."""
        with self._places:
            return _draw(json.dumps(sheet).encode())


def _draw(sheet: bytes) -> bytes:
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            paper, said = process.communicate(sheet, timeout=SECONDS)
        except subprocess.TimeoutExpired as late:
            process.kill()
            raise NoPaper("took too long") from late
    if process.returncode:
        # The reason names the layout's file and piece, or an exception's last line; never a value.
        structlog.get_logger().error("no_paper", status=process.returncode, said=said[:200].decode(errors="replace"))
        raise NoPaper("failed")
    return bytes(paper)
