"""A machine without a loudspeaker."""

from __future__ import annotations


class SilentSpeaker:
    """Plays nothing, and that is no fault."""

    def play(self, sound: bytes, volume: int) -> None:
        """Return at once."""

    def hush(self) -> None:
        """It is silent already."""
