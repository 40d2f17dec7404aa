"""From the touch of a key to the frame that shows its letter, in the real kiosk, drawn in software into memory.

Run as a program it is that kiosk; it prints what it measured as JSON and ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEYS = "dduwowngf thoong tin cos mootj cuwar " * 3
LIMIT_MS = 50.0
SIZE = "1080x1920"


def run() -> dict[str, Any]:
    """Milliseconds from keystroke to glyph: median, 95th in a hundred, worst; and composing alone, without a screen."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.keyboard", folder]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    times = sorted(json.loads(done.stdout.splitlines()[-1]))
    worst, late = times[-1], times[int(len(times) * 0.95)]
    return {
        "keystroke_to_glyph_ms": times[len(times) // 2],
        "keystroke_to_glyph_p95_ms": late,
        "keystroke_to_glyph_worst_ms": worst,
        "ratio_to_limit": late / LIMIT_MS,
        "compose_key_ms": _composing(),
        "keys": len(times),
        "size": SIZE,
    }


def _composing() -> float:
    from kiosk.typing.entry import Way, type_line

    started = time.perf_counter()
    type_line(KEYS, Way())
    return (time.perf_counter() - started) * 1000 / len(KEYS)


def _main(folder: Path) -> None:
    (folder / "token").write_text("bench-token")
    from kiosk.config import load_config
    from kiosk.ui.environment import prepare

    settings = ["--server", "http://127.0.0.1:9", "--token-file", str(folder / "token"), "--size", SIZE, "--windowed"]
    config = load_config([*settings, "--printer", f"virtual:{folder / 'printer'}", "--data", str(folder)], {})
    prepare(config)
    from kivy.clock import Clock

    from kiosk.ui.app import KioskApp
    from tests.bench.kiosk import finish_every_frame

    app = KioskApp(config)
    finish_every_frame()
    typist = _Typist(app)
    Clock.schedule_once(lambda _delta: typist.begin(), 1.0)
    app.run()


class _Typist:
    """Touches one key after another, each a frame after the last one's letter was drawn."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._left = list(KEYS)
        self._times: list[float] = []
        self._touched_at: float | None = None

    def begin(self) -> None:
        from kivy.clock import Clock
        from kivy.core.window import Window
        from kivy.lang import Builder

        from tests.integration.kiosk.typing_player import PAGE

        self._page = Builder.load_string(PAGE)
        self._app.root.add_widget(self._page)
        self._field = self._page.ids.field
        Window.bind(on_flip=self._flipped)
        Clock.schedule_once(lambda _delta: self._next(), 0.5)

    def _next(self) -> None:
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        if not self._left:
            print(json.dumps(self._times), flush=True)
            self._app.stop()
            return
        if not self._app.root.is_at_rest():
            # Touches are not heard right after a change of screen.
            Clock.schedule_once(lambda _delta: self._next(), 0.1)
            return
        name = {" ": "key:space"}.get(key := self._left.pop(0), f"key:{key}")
        plate = next(one for one in self._page.ids.keyboard.walk() if getattr(one, "key", "") == name)
        touch = UnitTestTouch(*plate.to_window(*plate.center))
        self._before, self._touched_at = self._field.text, time.perf_counter()
        touch.touch_down()
        touch.touch_up()

    def _flipped(self, *_: object) -> None:
        """The frame with the letter is drawn and, by `finish_every_frame`, finished."""
        from kivy.clock import Clock

        if self._touched_at is None or self._field.text == self._before:
            return
        self._times.append((time.perf_counter() - self._touched_at) * 1000)
        self._touched_at = None
        Clock.schedule_once(lambda _delta: self._next(), 0.02)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
