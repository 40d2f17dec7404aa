"""Reads ESC/POS bytes as they arrive, however they are cut into pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ESC, GS, DLE, LF = 0x1B, 0x1D, 0x10, 0x0A
RASTER = b"\x1dv0"
RASTER_HEADER = 8
LINE_DOTS = 30
REALTIME_QUERY = re.compile(rb"\x10\x04([\x01-\x04])")

PARAMETERS = {
    (ESC, ord("@")): 0,
    (ESC, ord("2")): 0,
    (ESC, ord("3")): 1,
    (ESC, ord("!")): 1,
    (ESC, ord("a")): 1,
    (ESC, ord("d")): 1,
    (ESC, ord("J")): 1,
    (ESC, ord("E")): 1,
    (ESC, ord("t")): 1,
    (GS, ord("a")): 1,
    (GS, ord("r")): 1,
    (GS, ord("L")): 2,
    (GS, ord("W")): 2,
    (DLE, 0x04): 1,
}
"""Bytes that follow each command of fixed length."""


@dataclass(frozen=True, slots=True)
class Reset:
    pass


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows of a picture, `width_bytes` each, a set bit being black."""

    width_bytes: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    pass


@dataclass(frozen=True, slots=True)
class Query:
    """A status query. A real-time one is answered even by a printer that has stopped."""

    number: int
    realtime: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes this printer takes without doing anything: text, settings, commands it does not have."""

    data: bytes


Command = Reset | Raster | Feed | Cut | Query | Unread


class EscPosParser:
    """Feed it bytes; it yields the commands that are complete and keeps the rest for the next time."""

    def __init__(self) -> None:
        self._pending = bytearray()
        self._searched = RASTER_HEADER

    def feed(self, data: bytes) -> Iterator[Command]:
        self._pending += data
        while self._pending:
            length = self._length()
            yield from self._queries_in_picture(length)
            if length is None or length > len(self._pending):
                return
            command = bytes(self._pending[:length])
            del self._pending[:length]
            self._searched = RASTER_HEADER
            yield _command(command)

    def torn_raster(self) -> Raster | None:
        """The whole rows of a picture whose end never came."""
        if not self._pending.startswith(RASTER) or len(self._pending) < RASTER_HEADER:
            return None
        width_bytes = int.from_bytes(self._pending[4:6], "little")
        rows = (len(self._pending) - RASTER_HEADER) // max(1, width_bytes)
        data = bytes(self._pending[RASTER_HEADER : RASTER_HEADER + rows * width_bytes])
        return Raster(width_bytes, data) if rows else None

    def _queries_in_picture(self, length: int | None) -> Iterator[Query]:
        """True printers answer a real-time query even in the middle of a picture, as soon as it comes, whether it was
        meant or is three bytes of the picture; a driver has to live with it."""
        if length is None or not self._pending.startswith(RASTER):
            return
        end = min(length, len(self._pending))
        for query in REALTIME_QUERY.finditer(self._pending[:end], self._searched):
            self._searched = query.end()
            yield Query(query[1][0], realtime=True)
        self._searched = max(self._searched, end - 2)

    def _length(self) -> int | None:
        """Bytes of the first command, or None while too few have come to tell."""
        pending = self._pending
        if pending[0] not in (ESC, GS, DLE):
            return self._length_of_text()
        if len(pending) < 2:
            return None
        if pending[:3] == RASTER:
            return self._length_of_raster()
        if pending[:2] == b"\x1dv":
            return None if len(pending) < 3 else 3
        if pending[:2] == b"\x1dV":
            return None if len(pending) < 3 else 4 if pending[2] >= ord("A") else 3
        return 2 + PARAMETERS.get((pending[0], pending[1]), 0)

    def _length_of_text(self) -> int:
        if self._pending[0] == LF:
            return 1
        end = next((at for at, byte in enumerate(self._pending) if byte in (ESC, GS, DLE, LF)), len(self._pending))
        return max(1, end)

    def _length_of_raster(self) -> int | None:
        if len(self._pending) < RASTER_HEADER:
            return None
        width_bytes = int.from_bytes(self._pending[4:6], "little")
        return RASTER_HEADER + width_bytes * int.from_bytes(self._pending[6:8], "little")


def _command(command: bytes) -> Command:
    if command.startswith(RASTER):
        return Raster(int.from_bytes(command[4:6], "little"), command[RASTER_HEADER:])
    make = _MAKERS.get(command[:1] if command[0] == LF else command[:2])
    return make(command) if make is not None else Unread(command)


_MAKERS: dict[bytes, Callable[[bytes], Command]] = {
    b"\x1b@": lambda _: Reset(),
    b"\x1bd": lambda command: Feed(command[2] * LINE_DOTS),
    b"\x1bJ": lambda command: Feed(command[2]),
    b"\x1dV": lambda _: Cut(),
    b"\x1dr": lambda command: Query(command[2], realtime=False),
    b"\x10\x04": lambda command: Query(command[2], realtime=True),
    b"\x0a": lambda _: Feed(LINE_DOTS),
}
