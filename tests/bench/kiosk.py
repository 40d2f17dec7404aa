"""How soon the kiosk is there, beside the barest Kivy window there can be, started in turn with it in the same run.

Run as a program it is one of the two windows, the kiosk through its own door; it prints what it measured and ends.
"""

from __future__ import annotations

import compileall
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
SIZE = "1080x1920"
REST_SECONDS = 5.0
"""By then every screen is made."""


def run(rounds: int = ROUNDS) -> dict[str, Any]:
    """Cold starts to the first finished frame, from before the interpreter starts: seconds of the clock on the wall and
    of the processor; and memory once every screen is made."""
    for package in ("kiosk", "hardware", "queue_server"):
        # As at every start but the very first, also where this environment keeps Python from writing bytecode.
        compileall.compile_dir(ROOT / package, quiet=2)
    kiosk, bare = [], []
    for _ in range(rounds):
        kiosk.append(_start("kiosk"))
        bare.append(_start("bare"))
    first, bare_first = (median(one["first_frame_s"] for one in windows) for windows in (kiosk, bare))
    cpu, bare_cpu = (median(one["cpu_s"] for one in windows) for windows in (kiosk, bare))
    return {
        "first_frame_s": first,
        "first_frame_best_s": min(one["first_frame_s"] for one in kiosk),
        "first_frame_worst_s": max(one["first_frame_s"] for one in kiosk),
        "first_frame_cpu_s": cpu,
        "bare_window_s": bare_first,
        "bare_window_cpu_s": bare_cpu,
        "ratio_to_bare_window": first / bare_first,
        "cpu_ratio_to_bare_window": cpu / bare_cpu,
        "rss_mb": median(one["rss_mb"] for one in kiosk),
        "bare_rss_mb": median(one["rss_mb"] for one in bare),
        "size": SIZE,
    }


def offscreen_environment() -> dict[str, str]:
    """Without these SDL draws into memory, through EGL, in software."""
    return {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


def _start(window: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.kiosk", window, folder, str(time.monotonic())]
        done = subprocess.run(
            command, cwd=ROOT, env=offscreen_environment(), capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 0, done.stderr
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _main(window: str, folder: Path, started_at: float) -> None:
    figures: dict[str, float] = {}

    def drawn() -> None:
        figures.update(first_frame_s=time.monotonic() - started_at, cpu_s=time.process_time())
        _after(REST_SECONDS if window == "kiosk" else 0.0, lambda: _end(figures))

    (folder / "token").write_text("bench-token")
    sys.argv[1:] = [
        *("--server", "http://127.0.0.1:9", "--token-file", str(folder / "token"), "--size", SIZE, "--windowed"),
        *("--printer", f"virtual:{folder / 'printer'}", "--data", str(folder)),
    ]
    before_the_app(lambda: _at_first_frame(drawn))
    if window == "kiosk":
        from kiosk.__main__ import show_kiosk

        show_kiosk()
    else:
        _show_bare()
    print(json.dumps(figures))


def before_the_app(then: Any) -> None:
    """Call `then` when Kivy has been told how to behave, before the kiosk's app is made: the window may be imported."""
    from kiosk.ui import environment

    prepare = environment.prepare

    def prepared(config: Any) -> None:
        prepare(config)
        then()
        finish_every_frame()

    environment.prepare = prepared


def _show_bare() -> None:
    from kiosk.config import load_config
    from kiosk.ui import environment

    environment.prepare(load_config(sys.argv[1:], {}))
    from kivy.app import App
    from kivy.uix.label import Label

    class Bare(App):
        def build(self) -> Label:
            return Label(text="A001")

    Bare().run()


def finish_every_frame() -> None:
    """Wait for each frame, as a screen does: in memory, Mesa would queue frames and keep up to 2 GB for them."""
    from kivy.core.window import Window
    from kivy.graphics.opengl import glFinish

    Window.bind(on_flip=lambda *_: glFinish())


def _at_first_frame(call: Any) -> None:
    """Kivy calls the newest first: this one must be bound before `finish_every_frame`."""
    from kivy.core.window import Window

    def flipped(*_: object) -> None:
        Window.unbind(on_flip=flipped)
        call()

    Window.bind(on_flip=flipped)


def _after(seconds: float, call: Any) -> None:
    from kivy.clock import Clock

    Clock.schedule_once(lambda _delta: call(), seconds)


def resident_mb(pid: int | str = "self") -> float:
    """What of a process is in memory now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _end(figures: dict[str, float]) -> None:
    from kivy.app import App

    figures["rss_mb"] = resident_mb()
    App.get_running_app().stop()


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
