"""A printer on a serial port or a USB adapter that looks like one."""

from __future__ import annotations

import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import serial

from hardware.printer.escpos_library import load_escpos_driver

BITS_PER_BYTE = 10
"""Start bit, 8 data bits, stop bit."""

SECONDS_OF_PATIENCE = 5.0
SECONDS_BETWEEN_LOOKS = 0.005


@dataclass(frozen=True, slots=True)
class SerialSettings:
    device: str
    baud: int = 115_200
    xonxoff: bool = False


class SerialLine:
    answers = True

    def __init__(self, settings: SerialSettings) -> None:
        self._baud = settings.baud
        self._printer = load_escpos_driver("serial").Serial(
            settings.device, baudrate=settings.baud, xonxoff=settings.xonxoff, dsrdtr=False
        )
        with _terminal_errors_as_os_errors():
            self._printer.open()
            self._port: serial.Serial = self._printer.device
            self._port.exclusive = True
            self._port.reset_input_buffer()

    def send(self, data: bytes) -> None:
        """Returns when the bytes have left this computer, so that a slow line does not eat the printer's time."""
        limit = SECONDS_OF_PATIENCE + len(data) * BITS_PER_BYTE / self._baud
        deadline = time.monotonic() + limit
        with _terminal_errors_as_os_errors():
            self._port.write_timeout = limit
            self._printer._raw(data)
            while self._port.out_waiting:
                if time.monotonic() > deadline:
                    raise TimeoutError("the printer takes no more bytes")
                time.sleep(SECONDS_BETWEEN_LOOKS)

    def receive(self, limit_seconds: float) -> bytes:
        # python-escpos reads 16 bytes at once, and pyserial then waits for all of them.
        with _terminal_errors_as_os_errors():
            self._port.timeout = limit_seconds
            answer: bytes = self._port.read(1)
        return answer

    def close(self) -> None:
        # Closing waits until all is sent, for ever when the printer holds the line: drop the rest first.
        with suppress(OSError), _terminal_errors_as_os_errors():
            self._port.reset_output_buffer()
        self._port.close()
        self._printer.close()


@contextmanager
def _terminal_errors_as_os_errors() -> Iterator[None]:
    """An unplugged adapter shows as `termios.error`, which is no OSError."""
    try:
        yield
    except termios.error as error:
        raise OSError(*error.args) from error
