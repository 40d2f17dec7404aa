"""A virtual printer's inside: bytes in, paper and answers out, failing when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from hardware.virtual.paper import PaperRoll, Piece
from hardware.virtual.parser import Command, Cut, EscPosParser, Feed, Query, Raster, Reset, Unread
from hardware.virtual.troubles import MECHANICAL, Kind, Trouble

QUESTIONS = (b"\x10\x04", b"\x1dr")
GARBAGE = b"\xff\xa5\x91"

REALTIME_BASE = 0x12
ORDERED_NEAR_END, ORDERED_OUT = 0x03, 0x0C
REALTIME_BITS: dict[Kind, dict[int, int]] = {
    Kind.PAPER_OUT: {1: 0x08, 2: 0x20, 4: 0x6C},
    Kind.PAPER_NEAR_END: {4: 0x0C},
    Kind.COVER_OPEN: {1: 0x08, 2: 0x04},
    Kind.CUTTER_JAMMED: {1: 0x08, 2: 0x40, 3: 0x08},
    Kind.PRINTER_ERROR: {1: 0x08, 2: 0x40, 3: 0x20},
}
"""Bits each trouble sets in the answers to `DLE EOT 1` to `4`."""


class Then(Enum):
    """What the carrier of the bytes should do next."""

    GO_ON = auto()
    HANG_UP = auto()
    STOP_READING = auto()


class Mechanism:
    """One conversation with one printer. `trouble` holds from its first byte when `after_bytes` is 0 and `at_once`."""

    def __init__(
        self, roll: PaperRoll, on_piece: Callable[[Piece], None], trouble: Trouble | None, *, at_once: bool
    ) -> None:
        self._roll, self._on_piece, self._trouble = roll, on_piece, trouble
        self._parser = EscPosParser()
        self._job = bytearray()
        self._job_bytes = 0
        self._struck = trouble is not None and at_once and trouble.after_bytes == 0

    @property
    def job_seen(self) -> bool:
        """Whether any byte came that was not a question."""
        return self._job_bytes > 0

    def take(self, data: bytes) -> tuple[bytes, Then]:
        """Work off `data`: (bytes to answer, what to do then)."""
        if not self.job_seen and data.startswith(QUESTIONS):
            return self._work(data)
        before = self._bytes_until_trouble(len(data))
        self._job += data[:before]
        self._job_bytes += len(data)
        answer, then = self._work(data[:before])
        if before == len(data) and not self._due():
            return answer, then
        self._strike()
        more, then = self._work(data[before:])
        return answer + more, then

    def end(self) -> None:
        """The conversation is over: what is printed but not cut hangs out of the printer and is torn off."""
        if not self._stopped:
            self._print_torn_raster()
        if not self._roll.is_blank:
            self._on_piece(self._roll.part(bytes(self._job), whole=False))

    @property
    def _kind(self) -> Kind | None:
        return self._trouble.kind if self._trouble is not None and self._struck else None

    @property
    def _stopped(self) -> bool:
        return self._kind in MECHANICAL and self._kind is not Kind.CUTTER_JAMMED

    def _strike(self) -> None:
        self._struck = True
        if self._stopped:
            self._print_torn_raster()

    def _print_torn_raster(self) -> None:
        torn = self._parser.torn_raster()
        if torn is not None:
            self._roll.print_rows(torn)

    def _due(self) -> bool:
        return self._trouble is not None and not self._struck and self._job_bytes >= self._trouble.after_bytes

    def _bytes_until_trouble(self, length: int) -> int:
        if self._trouble is None or self._struck:
            return length
        return min(length, max(0, self._trouble.after_bytes - self._job_bytes))

    def _work(self, data: bytes) -> tuple[bytes, Then]:
        if self._kind is Kind.DROP:
            return b"", Then.HANG_UP
        if self._kind is Kind.STALL:
            return b"", Then.STOP_READING
        return b"".join(self._do(command) for command in self._parser.feed(data)), Then.GO_ON

    def _do(self, command: Command) -> bytes:
        if isinstance(command, Query):
            return self._answer(command)
        if not self._stopped:
            self._print(command)
        return b""

    def _print(self, command: Command) -> None:
        match command:
            case Raster():
                self._roll.print_rows(command)
            case Feed(dots):
                self._roll.feed(dots)
            case Cut():
                self._cut()
            case Reset() | Unread() | Query():
                pass

    def _cut(self) -> None:
        if self._trouble is not None and self._trouble.kind is Kind.CUTTER_JAMMED:
            self._struck = True
            return
        if not self._roll.is_blank:
            self._on_piece(self._roll.part(bytes(self._job), whole=True))
            self._job.clear()

    def _answer(self, query: Query) -> bytes:
        kind = self._kind
        if kind is Kind.MUTE or (not query.realtime and kind in MECHANICAL):
            return b""
        if kind is Kind.GARBAGE:
            return GARBAGE
        if query.realtime:
            bits = REALTIME_BITS.get(kind, {}).get(query.number, 0) if kind is not None else 0
            return bytes([REALTIME_BASE | bits])
        return bytes([ORDERED_NEAR_END if kind is Kind.PAPER_NEAR_END else 0])
