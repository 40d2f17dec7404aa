"""The ways in which a virtual printer can fail on demand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hardware.faults import (
    BadAnswer,
    CoverOpen,
    CutterJammed,
    JobUnconfirmed,
    PaperOut,
    PrinterFault,
    PrinterOffline,
    PrinterTrouble,
    SetupError,
)


class Kind(StrEnum):
    PAPER_OUT = "paper_out"
    PAPER_NEAR_END = "paper_near_end"
    COVER_OPEN = "cover_open"
    CUTTER_JAMMED = "cutter_jammed"
    PRINTER_ERROR = "printer_error"
    OFFLINE = "offline"
    DROP = "drop"
    STALL = "stall"
    MUTE = "mute"
    GARBAGE = "garbage"


MECHANICAL = frozenset({Kind.PAPER_OUT, Kind.COVER_OPEN, Kind.CUTTER_JAMMED, Kind.PRINTER_ERROR})
"""Troubles that stop the paper while the printer still answers in real time."""

KIND_OF_FAULT: dict[type[PrinterFault], Kind] = {
    PaperOut: Kind.PAPER_OUT,
    CoverOpen: Kind.COVER_OPEN,
    CutterJammed: Kind.CUTTER_JAMMED,
    PrinterTrouble: Kind.PRINTER_ERROR,
    PrinterOffline: Kind.OFFLINE,
    JobUnconfirmed: Kind.DROP,
    BadAnswer: Kind.GARBAGE,
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """`after_bytes` counts the bytes of a job; a job may get that far before the trouble strikes."""

    kind: Kind
    after_bytes: int = 0


def trouble_for(wish: Trouble | PrinterFault | Kind) -> Trouble:
    """Accept a fault as a caller knows it: `PaperOut()` makes the paper run out."""
    if isinstance(wish, Trouble):
        return wish
    return Trouble(KIND_OF_FAULT[type(wish)] if isinstance(wish, PrinterFault) else wish)


def read_trouble(words: str) -> Trouble:
    """Read `paper_out` or `drop 4096`. Raises `SetupError` naming the known kinds."""
    kind, _, after_bytes = words.strip().partition(" ")
    try:
        return Trouble(Kind(kind), int(after_bytes or 0))
    except ValueError:
        raise SetupError(
            f"{words.strip()!r}: write one of {', '.join(Kind)}, and after it, if you like, a number of bytes"
        ) from None
