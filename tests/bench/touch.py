"""From the touch of a plate to the finished frame that shows it pressed: every plate of every screen, in the real app.

The touch comes in where SDL's does, as an event of the window; what is seen is a pixel of the plate, read back from the
frame. The kiosk looks for touches once a frame, so that a sixtieth of a second is added to what was measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.figures import percentile
from tests.bench.stage import at_rest, on_stage

GOAL_MS = 100
POLL_MS = 1000 / 60
MOST_FRAMES = 60
KEYS_A_SCREEN = 4


def run() -> dict[str, Any]:
    """Milliseconds by the wall and of the processor; `unseen` names plates that never looked pressed."""
    found = on_stage("tests.bench.touch:acts")
    seen = {name: one for name, one in found.items() if one}
    walls = {name: one["ms"] + POLL_MS for name, one in seen.items()}
    slowest = max(walls, key=lambda name: walls[name])
    return {
        "plates": len(found),
        "touch_to_frame_ms": median(walls.values()),
        "touch_to_frame_p95_ms": percentile(list(walls.values()), 95),
        "touch_to_frame_worst_ms": walls[slowest],
        "worst": slowest,
        "cpu_ms": median(one["cpu_ms"] for one in seen.values()),
        "cpu_worst_ms": max(one["cpu_ms"] for one in seen.values()),
        "unseen": sorted(set(found) - set(seen)),
        "goal_ms": GOAL_MS,
    }


def acts(app: Any, found: dict[str, Any]) -> Iterator[None]:
    from kiosk.samples import TABLE, demo_props

    props, finger = demo_props(), _Finger(app)
    for screen, make in TABLE.items():
        state = make(props)[0].state
        app.put(state)
        yield from at_rest(app)
        for key in _names(app):
            yield from finger.press(key)
            found[f"{screen.value} {key}"] = finger.measured
            # Whatever a key wrote, whatever a touch opened.
            app.put(state)
            yield from at_rest(app)


def _names(app: Any) -> list[str]:
    names = [one.key for one in _plates(app) if one.key]
    keys = [name for name in names if name.startswith("key:")]
    return [name for name in names if name not in keys] + keys[:KEYS_A_SCREEN]


def _plates(app: Any) -> list[Any]:
    from kiosk.ui.screen_map import visible
    from kiosk.ui.widgets.touchable import Touchable

    return [one for one in visible(app.root) if isinstance(one, Touchable) and not one.disabled]


class _Finger:
    """Presses a plate and lets go of it elsewhere, so that it is seen pressed and chooses nothing."""

    def __init__(self, app: Any) -> None:
        from kivy.core.window import Window

        self._app, self._place, self.measured = app, (0, 0), {}
        # Bound after the app has bound `glFinish`, and called before it: reading a pixel waits for the frame as well.
        Window.bind(on_flip=self._look)

    def press(self, key: str) -> Iterator[None]:
        from kivy.core.window import Window

        plate = next(one for one in _plates(self._app) if one.key == key)
        x, y = plate.to_window(plate.center_x, plate.y + plate.height * 0.07)
        self._place, self.measured = (int(x), int(y)), {}
        self._before = self._pixel()
        self._from, self._from_cpu = time.perf_counter(), time.process_time()
        Window.dispatch("on_mouse_down", x, Window.height - y, "left", [])
        for _ in range(MOST_FRAMES):
            if self.measured:
                break
            yield
        Window.dispatch("on_mouse_up", 1, Window.height / 2, "left", [])
        self._place = (0, 0)
        yield

    def _look(self, *_: object) -> None:
        if self._place == (0, 0) or self.measured or self._pixel() == self._before:
            return
        wall, cpu = time.perf_counter() - self._from, time.process_time() - self._from_cpu
        self.measured = {"ms": wall * 1000, "cpu_ms": cpu * 1000}

    def _pixel(self) -> bytes:
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

        return bytes(glReadPixels(*self._place, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE))
