"""How fast the kiosk is there, beside the barest Kivy window there can be, started in turn with it in the same run.

Run as a program it is one of the two windows; it prints what it measured of itself as JSON and ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
SLIDES = 6
SIZE = "1080x1920"


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Cold starts to the first frame in seconds, from before the interpreter starts; memory; frames of a slide."""
    kiosk, bare = [], []
    for _ in range(rounds):
        kiosk.append(_start("kiosk"))
        bare.append(_start("bare"))
    first, bare_first = (median(one["first_frame_s"] for one in windows) for windows in (kiosk, bare))
    return {
        "first_frame_s": first,
        "first_frame_worst_s": max(one["first_frame_s"] for one in kiosk),
        "bare_window_s": bare_first,
        "ratio_to_bare_window": first / bare_first,
        "rss_mb": median(one["rss_mb"] for one in kiosk),
        "bare_rss_mb": median(one["rss_mb"] for one in bare),
        "slide_fps": median(one["slide_fps"] for one in kiosk),
        "size": SIZE,
    }


def _start(window: str) -> dict[str, float]:
    """One window in a process of its own, without a screen: drawn in software, into memory."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.kiosk", window, folder, str(time.monotonic())]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 0, done.stderr
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _main(window: str, folder: Path, started_at: float) -> None:
    (folder / "token").write_text("bench-token")
    from kiosk.config import load_config
    from kiosk.ui.environment import prepare

    settings = ["--server", "http://127.0.0.1:9", "--token-file", str(folder / "token"), "--size", SIZE, "--windowed"]
    config = load_config([*settings, "--printer", f"virtual:{folder / 'printer'}", "--data", str(folder)], {})
    prepare(config)
    app = _kiosk(config) if window == "kiosk" else _bare()
    figures: dict[str, float] = {}
    _at_first_frame(lambda: figures.update(first_frame_s=time.monotonic() - started_at))
    finish_every_frame()
    slides = _Slides(app, figures)
    _after(1.0, slides.begin if window == "kiosk" else lambda: _end(app, figures))
    app.run()
    print(json.dumps(figures))


def _kiosk(config: Any) -> Any:
    from kiosk.ui.app import KioskApp

    return KioskApp(config)


def _bare() -> Any:
    from kivy.app import App
    from kivy.uix.label import Label

    class Bare(App):
        def build(self) -> Label:
            return Label(text="A001")

    return Bare()


def finish_every_frame() -> None:
    """Wait for each frame, as a screen does: in memory, Mesa would queue frames and keep up to 2 GB for them."""
    from kivy.core.window import Window
    from kivy.graphics.opengl import glFinish

    Window.bind(on_flip=lambda *_: glFinish())


def _at_first_frame(call: Any) -> None:
    from kivy.core.window import Window

    def flipped(*_: object) -> None:
        Window.unbind(on_flip=flipped)
        call()

    Window.bind(on_flip=flipped)


def _after(seconds: float, call: Any) -> None:
    from kivy.clock import Clock

    Clock.schedule_once(lambda _delta: call(), seconds)


class _Slides:
    """Slides to and fro between two full screens, and counts the frames that are drawn meanwhile."""

    def __init__(self, app: Any, figures: dict[str, float]) -> None:
        self._app = app
        self._figures = figures
        self._left = SLIDES
        self._frames = 0
        self._frames_of_slides = 0
        self._seconds = 0.0

    def begin(self) -> None:
        from kivy.core.window import Window

        from kiosk.actions import Begin, CatalogArrived
        from tests.unit.kiosk.made import a_catalog, a_service

        services = [a_service(f"s{i}", f"Lĩnh vực {i}") for i in range(8)]
        self._app.do(CatalogArrived(a_catalog(*services)))
        # There is no server here: only while somebody chooses does the kiosk not look for it.
        self._app.do(Begin())
        Window.bind(on_flip=self._count)
        _after(1.0, self._slide)

    def _slide(self) -> None:
        from kiosk.actions import ChooseGroup, GoBack

        self._frames_before, self._slide_from = self._frames, time.monotonic()
        self._app.do(ChooseGroup("Lĩnh vực 0") if self._left % 2 == 0 else GoBack())
        self._app.root.ids.screens.transition.bind(on_complete=self._slid)

    def _slid(self, *_: object) -> None:
        self._seconds += time.monotonic() - self._slide_from
        self._frames_of_slides += self._frames - self._frames_before
        self._left -= 1
        if self._left:
            _after(0.5, self._slide)
            return
        self._figures["slide_fps"] = self._frames_of_slides / self._seconds
        _end(self._app, self._figures)

    def _count(self, *_: object) -> None:
        self._frames += 1


def _end(app: Any, figures: dict[str, float]) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    figures["rss_mb"] = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    app.stop()


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
