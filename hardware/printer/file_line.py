"""A printer behind a device file such as /dev/usb/lp0, or a plain file that collects jobs."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path

SECONDS_TO_SEND = 10.0
READ_AT_ONCE = 64


class FileLine:
    """A character device answers like any printer. A plain file cannot: there a job counts as printed once the disk
    has it, so a plain file is for trying things out and never for a kiosk."""

    def __init__(self, path: Path) -> None:
        self.answers = path.exists() and stat.S_ISCHR(path.stat().st_mode)
        # Not python-escpos's own file printer: it opens for writing only, and empties a plain file at every job.
        flags = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY if self.answers else os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(path, flags | os.O_CLOEXEC, 0o640)

    def send(self, data: bytes) -> None:
        deadline = time.monotonic() + SECONDS_TO_SEND
        rest = memoryview(data)
        while rest:
            _, ready, _ = select.select([], [self._file], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("the printer takes no more bytes")
            rest = rest[os.write(self._file, rest) :]
        if not self.answers:
            os.fsync(self._file)

    def receive(self, limit_seconds: float) -> bytes:
        if not self.answers:
            return b""
        ready, _, _ = select.select([self._file], [], [], max(0.0, limit_seconds))
        if not ready:
            return b""
        answer = os.read(self._file, READ_AT_ONCE)
        if not answer:
            raise ConnectionError("the printer's device file has ended")
        return answer

    def close(self) -> None:
        os.close(self._file)
