"""Drives a kiosk in a process of its own: tap, wait for a screen, look, take a picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support import patience

ROOT = Path(__file__).resolve().parents[3]
WAIT_SECONDS = 15.0
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Without these SDL renders into memory, through EGL."""


class KioskDriver:
    """A running kiosk. Every method returns when the kiosk has done it, or raises AssertionError with its log."""

    player = "tests.integration.kiosk.player"

    def __init__(self, folder: Path, server: str, *arguments: str) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.printer_folder = folder / "printer"
        self.data = folder / "data"
        environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
        self._log = (folder / "kiosk.log").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", self.player, *self.arguments(server), *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def arguments(self, server: str) -> list[str]:
        data = ["--data", str(self._folder / "data"), "--printer", f"virtual:{self.printer_folder}"]
        return ["--server", server, *data, "--windowed"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._log):
            if stream is not None:
                stream.close()

    def wait(self, screen: str, text: str = "", seconds: float = WAIT_SECONDS) -> dict[str, Any]:
        """Wait until this screen stands still and says this; return what is on it."""
        return self._ask(do="wait", screen=screen, text=text, name="", seconds=seconds * patience())

    def wait_for(self, name: str, seconds: float = WAIT_SECONDS) -> dict[str, Any]:
        """Wait until this plate can be touched; return what is on the screen."""
        return self._ask(do="wait", screen="", text="", name=name, seconds=seconds * patience())

    def tap(self, name: str) -> list[str]:
        """Touch a plate in its middle; return the names of the plates that looked pressed meanwhile."""
        return list(self._ask(do="tap", name=name)["pressed"])

    def tap_at(self, x: float, y: float) -> list[str]:
        return list(self._ask(do="tap_at", x=x, y=y)["pressed"])

    def tap_both(self, first: str, second: str) -> list[str]:
        """Touch two plates at the same time; return the names of those that looked pressed."""
        return list(self._ask(do="tap_both", names=[first, second])["pressed"])

    def hold_corner(self, seconds: float = 3.3) -> None:
        """Rest a finger on the emblem."""
        self._ask(do="hold", x=40, y=40, seconds=seconds)

    def traces(self, text: str) -> dict[str, Any]:
        """Objects of the process that still hold this text, and what is on its clipboard."""
        return self._ask(do="traces", backwards=text[::-1])

    def copy(self, text: str) -> str:
        return str(self._ask(do="copy", text=text)["clipboard"])

    def look(self) -> dict[str, Any]:
        return self._ask(do="look")

    def key(self, key: int, scancode: int = 0) -> None:
        self._ask(do="key", key=key, scancode=scancode)

    def close_is_refused(self) -> bool:
        return bool(self._ask(do="close")["refused"])

    def crash(self) -> None:
        """Let the next frame raise."""
        self._ask(do="crash")

    def complaints(self) -> list[str]:
        answer = self._ask(do="audit")
        return [f"{answer['screen']}: {complaint}" for complaint in answer["complaints"]]

    def shot(self, path: Path) -> None:
        self._ask(do="shot", path=str(path))

    def resize(self, width: int, height: int) -> None:
        self._ask(do="resize", w=width, h=height)

    def quit(self) -> int:
        """End the kiosk as its app would; return the exit status."""
        self._ask(do="quit")
        return self.process.wait(WAIT_SECONDS * patience())

    def log(self) -> str:
        self._log.flush()
        return (self._folder / "kiosk.log").read_text(encoding="utf-8")

    def break_printer(self, trouble: str) -> None:
        """Let the virtual printer fail from its next conversation on; an empty word mends it."""
        file = self.printer_folder / "trouble"
        if trouble:
            file.write_text(trouble)
        else:
            file.unlink(missing_ok=True)

    def choose(self, group: str, service: str, priority: str = "none") -> None:
        """From the first screen to the question whether the number is still wanted."""
        self.wait("attract")
        self.tap("start")
        self.wait("groups")
        self.tap(f"group:{group}")
        self.wait("services")
        self.tap(f"service:{service}")
        self.wait("priority")
        self.tap(f"priority:{priority}")
        self.wait("outlook")

    def go_home(self) -> None:
        """From wherever the last citizen stopped, back to the first screen."""
        names = [one["name"] for one in self.wait("")["widgets"] if one["enabled"]]
        for way in ("stay", "done", "home"):
            if way in names:
                self.tap(way)
                return self.go_home()
        self.wait("attract")
        return None

    def kill(self) -> None:
        """Pull the plug."""
        self.process.kill()
        self.process.wait()

    def printed(self) -> list[Path]:
        """Pictures of the papers that came out, in order."""
        return sorted(self.printer_folder.glob("paper-*.png"))

    def _ask(self, **command: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the kiosk ended:\n{self.log()}"
        answer: dict[str, Any] = json.loads(line)
        assert "error" not in answer, f"{command}: {answer['error']}\n{self.log()}"
        return answer
