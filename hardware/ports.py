"""What the rest of the product may ask of a device, whatever its make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image

from hardware.faults import (
    CoverOpen,
    CutterJammed,
    PaperOut,
    PrinterFault,
    PrinterOffline,
    PrinterTrouble,
)


class Paper(StrEnum):
    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer last said of itself."""

    paper: Paper = Paper.OK
    cover_open: bool = False
    cutter_jammed: bool = False
    error: bool = False
    offline: bool = False

    @property
    def fault(self) -> PrinterFault | None:
        """The fault that keeps the printer from printing, the one to mend first; None when it can print."""
        if self.cover_open:
            return CoverOpen()
        if self.paper is Paper.OUT:
            return PaperOut()
        if self.cutter_jammed:
            return CutterJammed()
        if self.error:
            return PrinterTrouble()
        return PrinterOffline("switched off line at its own panel") if self.offline else None

    @property
    def warning(self) -> str | None:
        """`paper_near_end` when the roll should be changed soon, else None."""
        return "paper_near_end" if self.paper is Paper.NEAR_END else None


class TicketPrinter(Protocol):
    """A printer of 1-bit pictures. May be used from several threads; one job runs at a time."""

    @property
    def width(self) -> int:
        """Printable dots across: draw the ticket this wide."""

    def print(self, image: Image.Image) -> None:
        """Print and cut, and return only when the printer has confirmed it; never tries twice.

        Raises `PrinterFault`. When its `may_have_printed` is true, only a person may decide to print again.
        """

    def status(self) -> PrinterStatus:
        """Ask the printer how it is. Raises `PrinterOffline` or `BadAnswer`."""

    def close(self) -> None:
        """Let go of the device; nothing may be asked of it afterwards."""


class Voice(Protocol):
    """Something that turns a sentence into sound."""

    def speak(self, text: str, language: str) -> bytes:
        """Return the sentence as a WAV file, 16-bit mono. Raises `VoiceFault`."""


class CodeScanner(Protocol):
    """A reader of QR codes. Used from one thread."""

    @property
    def is_there(self) -> bool:
        """Whether it could be reached when it was last read."""

    def read(self, limit_seconds: float) -> str | None:
        """The next code as text, whatever it holds; None when none came in time.

        Raises `ScannerOffline` when the scanner cannot be reached; the next call tries again by itself.
        """

    def close(self) -> None:
        """Let go of the device."""


class Speaker(Protocol):
    """A loudspeaker. `play` is for one thread at a time, `hush` for any."""

    def play(self, sound: bytes, volume: int) -> None:
        """Play a WAV file at so many per cent of its loudness, and return when it has ended or was hushed.

        Raises `SpeakerFault`.
        """

    def hush(self) -> None:
        """End what is playing now, if anything is."""
