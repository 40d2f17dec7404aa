"""A scanner on a serial port, or on USB as one."""

from __future__ import annotations

import termios
import time
from collections import deque
from dataclasses import dataclass

import serial

from hardware.faults import ScannerOffline
from hardware.scanner.splitter import CodeSplitter

READ_AT_ONCE = 4096
QUIET_SECONDS = 0.2
"""A code without a line end is over when nothing more comes for so long."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
GONE = (OSError, serial.SerialException, termios.error)


@dataclass(frozen=True, slots=True)
class SerialSettings:
    device: str
    baud: int = 9600


class SerialScanner:
    """One `CodeScanner`. Opens its port when first asked, and again, ever more rarely, after it was lost."""

    def __init__(self, settings: SerialSettings) -> None:
        self._settings = settings
        self._port: serial.Serial | None = None
        self._splitter = CodeSplitter()
        self._codes: deque[str] = deque()
        self._pause = FIRST_PAUSE
        self._next_try = 0.0

    @property
    def is_there(self) -> bool:
        return self._port is not None

    def read(self, limit_seconds: float) -> str | None:
        """The next code; None when none came in time. Raises `ScannerOffline` when the port cannot be used."""
        deadline = time.monotonic() + limit_seconds
        while not self._codes and (left := deadline - time.monotonic()) > 0:
            if self._port is None and not self._is_time_to_open(left):
                return None
            self._take_in(left)
        return self._codes.popleft() if self._codes else None

    def close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def _is_time_to_open(self, left: float) -> bool:
        wait = self._next_try - time.monotonic()
        time.sleep(max(0.0, min(wait, left)))
        return wait <= left

    def _take_in(self, left: float) -> None:
        try:
            port = self._port or self._open()
            port.timeout = min(left, QUIET_SECONDS)
            # One byte wakes the reader; the rest of what is there comes with it.
            first = port.read(1)
            data = first + (port.read(min(port.in_waiting, READ_AT_ONCE)) if first else b"")
        except GONE as error:
            self._lose(error)
        else:
            self._codes += self._splitter.feed(data) if data else self._splitter.flush()

    def _open(self) -> serial.Serial:
        self._port = serial.Serial(self._settings.device, self._settings.baud, exclusive=True)
        self._splitter, self._pause = CodeSplitter(), FIRST_PAUSE
        return self._port

    def _lose(self, error: Exception) -> None:
        """Half a code is worth nothing: what was begun goes with the port."""
        self.close()
        self._splitter = CodeSplitter()
        self._next_try = time.monotonic() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        raise ScannerOffline(f"{self._settings.device}: {type(error).__name__}") from error
