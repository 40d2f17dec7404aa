"""A real kiosk window on a real X server, touched by xdotool as a finger would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import wait_until
from tests.support_server import ROOT, DemoServer, clean_environment

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class KioskWindow:
    """The window of a running kiosk. `screen_map` is what the kiosk itself says is where."""

    display: str
    screen_map: Path
    papers: Path
    process: subprocess.Popen[bytes]

    def screen(self) -> str:
        return str(self._map().get("screen"))

    def texts(self) -> list[str]:
        return list(self._map().get("texts", []))

    def wait_for(self, screen: str) -> None:
        wait_until(lambda: self.screen() == screen, PATIENCE, f"the screen {screen}")

    def touch(self, key: str) -> None:
        """Touch the middle of the plate with this key, once it is there and answers."""
        plate = wait_until(lambda: self._plate(key), PATIENCE, f"the plate {key}")
        self.xdo("mousemove", str(plate["x"] + plate["w"] // 2), str(plate["y"] + plate["h"] // 2), "click", "1")

    def xdo(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display}, check=True, timeout=PATIENCE)

    def paper(self, number: int) -> Path:
        """The picture of what was printed as the n-th paper, decoded from its bytes."""
        wait_until(lambda: len(self.pictures()) >= number, PATIENCE, f"paper {number}")
        return self.pictures()[number - 1]

    def pictures(self) -> list[Path]:
        return sorted(self.papers.glob("paper-*.png"))

    def _plate(self, key: str) -> dict[str, Any] | None:
        plates = self._map().get("widgets", [])
        return next((plate for plate in plates if plate["name"] == key and plate["enabled"]), None)

    def _map(self) -> dict[str, Any]:
        assert self.process.poll() is None, "the kiosk ended"
        found: dict[str, Any] = json.loads(self.screen_map.read_text("utf-8")) if self.screen_map.exists() else {}
        return found


@contextmanager
def kiosk_window(server: DemoServer, folder: Path, size: str = "1080x1920") -> Iterator[KioskWindow]:
    """A kiosk at its first screen on an X server of its own, ended by SIGTERM with exit code 0."""
    folder.mkdir(parents=True, exist_ok=True)
    with x_server(size) as display:
        window = _start(server, folder, size, display)
        try:
            window.wait_for("attract")
            yield window
            window.process.terminate()
            assert window.process.wait(PATIENCE) == 0, (folder / "kiosk.log").read_text("utf-8")[-2000:]
        finally:
            window.process.kill()
            window.process.wait()


@contextmanager
def x_server(size: str) -> Iterator[str]:
    """An Xvfb that chose its own free number; yields it as `:7`."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _start(server: DemoServer, folder: Path, size: str, display: str) -> KioskWindow:
    screen_map, papers = folder / "screen.json", folder / "papers"
    command = [sys.executable, "-m", "kiosk", "--server", server.url, "--demo-data", str(server.data)]
    command += ["--printer", f"virtual:{papers}", "--size", size, "--windowed", "--data", str(folder / "kiosk")]
    command += ["--screen-map", str(screen_map)]
    environment = clean_environment() | {"DISPLAY": display}
    with (folder / "kiosk.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    return KioskWindow(display, screen_map, papers, process)
