"""The real app of `./run kiosk shots` on a bench: what happens frame by frame, drawn in software into memory.

`on_stage("module:acts", size)` runs the acts in a process of its own and returns the JSON that they have gathered.
"""

from __future__ import annotations

import gc
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.kiosk import ROOT, offscreen_environment

Acts = Callable[[Any, dict[str, Any]], Iterator[None]]
SIZE = "1080x1920"
DIAGONAL = 32.0
SETTLING_SECONDS = 3.0


def on_stage(acts: str, size: str = SIZE) -> dict[str, Any]:
    """`acts` is a function of the app and a dictionary for its findings; it goes on a few frames after each yield.

    Raises AssertionError with the last words of the app when it fails.
    """
    command = [sys.executable, "-m", "tests.bench.stage", acts, size]
    done = subprocess.run(
        command, cwd=ROOT, env=offscreen_environment(), capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


class Frames:
    """Notes when each frame is finished, on the wall and in processor time, from `begin` on."""

    def __init__(self) -> None:
        from kivy.core.window import Window

        self.ends: list[float] = []
        self.cpu = 0.0
        # Kivy calls the newest first: this is bound before the app binds `glFinish`.
        Window.bind(on_flip=self._finished)

    def begin(self) -> None:
        self.ends, self._from_cpu = [time.perf_counter()], time.process_time()

    def _finished(self, *_: object) -> None:
        if self.ends:
            self.ends.append(time.perf_counter())
            self.cpu = time.process_time() - self._from_cpu

    @property
    def count(self) -> int:
        return len(self.ends) - 1

    @property
    def seconds(self) -> float:
        return self.ends[-1] - self.ends[0]

    @property
    def longest_ms(self) -> float:
        """The longest time in which nothing new was seen."""
        return max(later - earlier for earlier, later in pairwise(self.ends)) * 1000


def at_rest(app: Any) -> Iterator[None]:
    """Until no slide is under way and touches are heard."""
    yield
    while not app.root.is_at_rest():
        yield


def _main(acts: str, size: str) -> None:
    from kiosk.ui.showcase import showcase

    module, _, name = acts.partition(":")
    width, height = (int(part) for part in size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        app = showcase(Path(folder), (width, height), DIAGONAL)
        found: dict[str, Any] = {}
        app.play(_after_the_start(app, getattr(importlib.import_module(module), name)(app, found)))
        status = app.run_until_stopped()
    print(json.dumps(found))
    sys.exit(status)


def _after_the_start(app: Any, acts: Iterator[None]) -> Iterator[None]:
    """As a kiosk is when somebody comes: every screen made, its memory settled."""
    from kiosk.ui.screens.table import ORDER

    until = time.monotonic() + SETTLING_SECONDS
    while time.monotonic() < until or len(app.root.ids.screens.screens) < len(ORDER) or gc.get_freeze_count() == 0:
        yield
    yield from acts


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
