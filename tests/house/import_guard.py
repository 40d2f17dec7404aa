"""Run as `python -m tests.house.import_guard FOLDER MODULE...`: imports them and lists, as JSON, what they did.

An effect counts when our own code asked for it; what a library does while it is imported is not ours to judge.
"""

import contextlib
import importlib
import io
import json
import os
import sys
import threading
from pathlib import Path
from types import FrameType

WATCHED = ("open", "socket.", "subprocess.", "sqlite3.", "os.mkdir", "os.remove", "os.rename", "os.putenv")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Guard:
    """An audit hook that names the line of ours behind each watched event."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.effects: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(WATCHED) and not (event == "open" and self.is_harmless(*arguments)):
            self.note(f"{event} {arguments[:1]}")

    def is_harmless(self, path: object, _: object, flags: object) -> bool:
        """A library may read its own files while our classes are made; reading ours is work done at import."""
        ours = str(path).startswith(self.folder) and "/.venv/" not in str(path)
        return not ours and not (isinstance(flags, int) and flags & WRITING)

    def note(self, effect: str) -> None:
        frame = self.our_frame()
        if frame is not None:
            self.effects.append(f"{frame.f_code.co_filename}:{frame.f_lineno} did {effect}")

    def our_frame(self) -> FrameType | None:
        frame: FrameType | None = sys._getframe(3)
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib"):
                return None
            if name.startswith(self.folder) and "/.venv/" not in name:
                return frame
            frame = frame.f_back
        return None


def watch_threads(guard: Guard) -> None:
    """Python 3.11 tells audit hooks nothing about threads."""
    start = threading.Thread.start

    def noted_start(thread: threading.Thread) -> None:
        guard.note(f"start {thread!r}")
        start(thread)

    threading.Thread.start = noted_start  # type: ignore[method-assign]


def main() -> None:
    guard = Guard(Path(sys.argv[1]))
    sys.addaudithook(guard)
    watch_threads(guard)
    for module in sys.argv[2:]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            importlib.import_module(module)
        if said.getvalue() and not module.startswith("kiosk.ui"):
            guard.effects.append(f"{module} said {said.getvalue()!r}")
    sys.stdout.write(json.dumps(guard.effects) + "\n")


if __name__ == "__main__":
    main()
