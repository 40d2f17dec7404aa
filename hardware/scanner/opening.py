"""Opens a scanner from one line of configuration."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from hardware.faults import SetupError
from hardware.ports import CodeScanner
from hardware.scanner.serial_scanner import SerialScanner, SerialSettings
from hardware.virtual.scanner import VirtualScanner

HOW_TO_WRITE = """write one of
  serial:///dev/ttyACM0?baud=9600   a scanner on a serial port, or on USB as one
  virtual:DIRECTORY                 a scanner without glass; it reads what is written into DIRECTORY/scan"""


def open_scanner(address: str) -> CodeScanner:
    """The scanner at `address`. A scanner that is away shows only when it is read.

    Raises `SetupError` saying what to write instead, and for `virtual:` `OSError` when its directory cannot be made.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    try:
        if parts.scheme == "virtual" and not options:
            return _virtual(unquote(parts.netloc + parts.path))
        if parts.scheme == "serial" and parts.path.startswith("/") and not options.keys() - {"baud"}:
            return SerialScanner(SerialSettings(unquote(parts.path), int(options.get("baud", "9600"))))
    except ValueError as error:
        raise SetupError(f"scanner {address!r}: {error}; {HOW_TO_WRITE}") from error
    raise SetupError(f"scanner {address!r} is not understood; {HOW_TO_WRITE}")


def _virtual(folder: str) -> CodeScanner:
    if not folder:
        raise ValueError("no directory")
    virtual = VirtualScanner(Path(folder))
    virtual.start()
    return _OwnScanner(virtual)


class _OwnScanner:
    """A virtual scanner and the reader of its port, closed together."""

    def __init__(self, virtual: VirtualScanner) -> None:
        self._virtual = virtual
        self._reader = SerialScanner(SerialSettings(str(virtual.device)))

    @property
    def is_there(self) -> bool:
        return self._reader.is_there

    def read(self, limit_seconds: float) -> str | None:
        return self._reader.read(limit_seconds)

    def close(self) -> None:
        self._reader.close()
        self._virtual.stop()
