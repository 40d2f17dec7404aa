"""What carries bytes to a printer and its answers back."""

from __future__ import annotations

from typing import Protocol


class Line(Protocol):
    """An open connection to one printer. Raises `OSError` or an escpos `Error` when it breaks."""

    @property
    def answers(self) -> bool:
        """False when nothing can ever come back, as from a plain file."""

    def send(self, data: bytes) -> None:
        """Hand over all of `data`; returning says nothing about the paper."""

    def receive(self, limit_seconds: float) -> bytes:
        """Return what has come, at least a byte, or nothing when the time is up."""

    def close(self) -> None:
        """Let go of the device; what was not yet sent is dropped."""
