"""A scanner without glass: a serial port that sends codes, whole, in pieces, or not at all, as it is told."""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque
from enum import StrEnum
from pathlib import Path

from hardware.virtual.carriers import open_pty

SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_BETWEEN_PIECES = 0.05
GARBAGE_BYTES = 5_000_000


class ScanTrouble(StrEnum):
    """How the next scan goes wrong."""

    HALF = "half"
    PIECES = "pieces"
    TWICE = "twice"
    NO_END = "no_end"
    GARBAGE = "garbage"
    UNPLUG = "unplug"


class VirtualScanner:
    """`device` is a path that stays the same while the port behind it comes and goes.

    What is written into the file `scan` of its folder is scanned, and the file taken away; a `ScanTrouble` in the file
    `trouble` spoils the next scan.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.device = folder / "port"
        self._troubles: deque[ScanTrouble] = deque()
        self._master: int | None = None
        self._stopping = threading.Event()
        self._sending = threading.Lock()
        self._watch = threading.Thread(target=self._watch_folder, name="virtual-scanner", daemon=True)

    def start(self) -> Path:
        """Plug it in and begin to watch the folder; return the device to open."""
        self.plug()
        self._watch.start()
        return self.device

    def stop(self) -> None:
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join()
        self.unplug()

    def plug(self) -> None:
        """Appear, at the same path as ever."""
        if self._master is None:
            self._master, slave = open_pty()
            self.device.unlink(missing_ok=True)
            self.device.symlink_to(slave)

    def unplug(self) -> None:
        """Disappear, as when the cable is pulled."""
        if self._master is not None:
            self.device.unlink(missing_ok=True)
            os.close(self._master)
            self._master = None

    def fail_next(self, *troubles: ScanTrouble) -> None:
        self._troubles += troubles

    def scan(self, code: str) -> None:
        """Send a code with a line end, or as the next trouble has it. Blocks until it is sent."""
        with self._sending:
            self._scan(code.encode())

    def _scan(self, code: bytes) -> None:
        trouble = self._troubles.popleft() if self._troubles else None
        for number, piece in enumerate(_spoiled(code, trouble)):
            if number:
                time.sleep(SECONDS_BETWEEN_PIECES)
            self._send(piece)
        if trouble is ScanTrouble.UNPLUG:
            self.unplug()

    def _send(self, data: bytes) -> None:
        """As fast as the other side takes it; the rest is lost when this stops or is unplugged."""
        left = memoryview(data)
        while left and self._master is not None and not self._stopping.is_set():
            if select.select([], [self._master], [], SECONDS_BETWEEN_LOOKS)[1]:
                left = left[os.write(self._master, left[:1024]) :]

    def _watch_folder(self) -> None:
        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            if (words := _take(self.folder / "trouble")) is not None:
                self.fail_next(*_read_troubles(words))
            if (codes := _take(self.folder / "scan")) is not None:
                self.plug()
                for code in codes.splitlines():
                    self.scan(code)


def _spoiled(code: bytes, trouble: ScanTrouble | None) -> list[bytes]:
    """What is sent, in pieces with a pause between them."""
    end, half = b"\r\n", code[: len(code) // 2]
    sent = {
        ScanTrouble.HALF: [half + end],
        ScanTrouble.PIECES: [*(code[start : start + 7] for start in range(0, len(code), 7)), end],
        ScanTrouble.TWICE: [code + end, code + end],
        ScanTrouble.NO_END: [code],
        ScanTrouble.UNPLUG: [half],
    }
    if trouble is ScanTrouble.GARBAGE:
        return [b"\xff|" * (GARBAGE_BYTES // 2) + end, code + end]
    return [code + end] if trouble is None else sent[trouble]


def _read_troubles(words: str) -> list[ScanTrouble]:
    """A word that is none spoils nothing: the file is written by hand."""
    return [ScanTrouble(word) for word in words.split() if word in set(ScanTrouble)]


def _take(path: Path) -> str | None:
    """What the file holds; it is gone then. None when there is none."""
    taken = path.with_name(path.name + ".taken")
    try:
        path.rename(taken)
        text = taken.read_text(encoding="utf-8", errors="replace")
        taken.unlink()
    except OSError:
        return None
    return text
