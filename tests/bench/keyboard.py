"""From the touch of a key to the frame that shows its letter, in the real kiosk, drawn in software into memory.

Run as a program it is that kiosk; it prints what it measured as JSON and ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import percentile
from tests.bench.kiosk import offscreen_environment
from tests.bench.stage import at_rest, on_stage

ROOT = Path(__file__).resolve().parents[2]
KEYS = "dduwowngf thoong tin cos mootj cuwar " * 3
QUERY = "khai sinh cho con"
LIMIT_MS = 50.0
SIZE = "1080x1920"
START_SECONDS = 6.0
"""By then every screen is made, and memory settled."""


def run() -> dict[str, Any]:
    """Milliseconds from keystroke to glyph: median, 95th in a hundred, worst; the same of the processor, all threads of
    the software renderer together; composing alone, without a screen; and `searching`, where each key finds procedures.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.keyboard", folder]
        done = subprocess.run(
            command, cwd=ROOT, env=offscreen_environment(), capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout.splitlines()[-1])
    times, cpu = (sorted(one[at] for one in measured) for at in (0, 1))
    worst, late = times[-1], percentile(times, 95)
    searching = sorted(on_stage("tests.bench.keyboard:search")["ms"])
    return {
        "keystroke_to_glyph_ms": median(times),
        "keystroke_to_glyph_p95_ms": late,
        "keystroke_to_glyph_worst_ms": worst,
        "cpu_ms": median(cpu),
        "cpu_worst_ms": cpu[-1],
        "ratio_to_limit": late / LIMIT_MS,
        "compose_key_ms": _composing(),
        "searching_ms": median(searching),
        "searching_worst_ms": searching[-1],
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
    Clock.schedule_once(lambda _delta: typist.begin(), START_SECONDS)
    app.run()


def search(app: Any, found: dict[str, Any]) -> Iterator[None]:
    """Types a query into the search: the frame with the letter shows what it finds, too."""
    from kivy.core.window import Window

    from kiosk.samples import demo_props
    from kiosk.state import Screen

    app.put(demo_props().at(Screen.SEARCH))
    yield from at_rest(app)
    ids, frame = app.root.screen(Screen.SEARCH).ids, _Frame()
    found["ms"] = []
    Window.bind(on_flip=lambda *_: frame.finish(ids.field.text, found["ms"]))
    for key in QUERY:
        touch = _touch_on(ids.keyboard, key)
        frame.begin(ids.field.text)
        touch.touch_down()
        while frame.is_awaited:
            yield
        touch.touch_up()
        yield


class _Frame:
    """The first one that shows another text than before."""

    is_awaited = False

    def begin(self, text: str) -> None:
        self._text, self._from, self.is_awaited = text, time.perf_counter(), True

    def finish(self, text: str, times: list[float]) -> None:
        from kivy.graphics.opengl import glFinish

        if self.is_awaited and text != self._text:
            glFinish()
            times.append((time.perf_counter() - self._from) * 1000)
            self.is_awaited = False


def _touch_on(keyboard: Any, key: str) -> Any:
    from kivy.tests.common import UnitTestTouch

    name = {" ": "key:space"}.get(key, f"key:{key}")
    plate = next(one for one in keyboard.walk() if getattr(one, "key", "") == name)
    return UnitTestTouch(*plate.to_window(*plate.center))


class _Typist:
    """Touches one key after another, each a frame after the last one's letter was drawn."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._left = list(KEYS)
        self._times: list[tuple[float, float]] = []
        self._touched_at: tuple[float, float] | None = None

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

        if not self._left:
            print(json.dumps(self._times), flush=True)
            self._app.stop()
            return
        if not self._app.root.is_at_rest():
            # Touches are not heard right after a change of screen.
            Clock.schedule_once(lambda _delta: self._next(), 0.1)
            return
        touch = _touch_on(self._page.ids.keyboard, self._left.pop(0))
        self._before, self._touched_at = self._field.text, _now_ms()
        touch.touch_down()
        touch.touch_up()

    def _flipped(self, *_: object) -> None:
        """The frame with the letter is drawn; here it is finished, for Kivy calls the newest first."""
        from kivy.clock import Clock
        from kivy.graphics.opengl import glFinish

        if self._touched_at is None or self._field.text == self._before:
            return
        glFinish()
        now, self._touched_at = zip(_now_ms(), self._touched_at, strict=True), None
        self._times.append(tuple(later - earlier for later, earlier in now))
        Clock.schedule_once(lambda _delta: self._next(), 0.02)


def _now_ms() -> tuple[float, float]:
    """By the wall, and of the processor."""
    return time.perf_counter() * 1000, time.process_time() * 1000


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
