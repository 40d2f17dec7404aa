"""What a visitor may set for the length of the visit: larger type, other colours, low controls, a voice, more time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEXT_SIZES = (100, 125, 150, 200)
"""Per cent. WCAG 2.2, 1.4.4 asks for 200."""

LOUDEST, QUIETEST, VOLUME_STEP, USUAL_VOLUME = 100, 20, 20, 60
PATIENCE = 2.0
MOST_PATIENCE = 4.0
"""Somebody who asks for more time gets twice as much at each screen, at most four times; and may ask at every warning
(WCAG 2.2, 2.2.1 asks for at least ten times)."""


class Look(StrEnum):
    STANDARD = "standard"
    CONTRAST = "contrast"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Comfort:
    """Belongs to one visit and ends with it. `repeats` counts how often the present prompt was asked for again."""

    text: int = 100
    look: Look = Look.STANDARD
    reach: bool = False
    voice: bool = False
    volume: int = USUAL_VOLUME
    patience: float = 1.0
    repeats: int = 0
    is_open: bool = False

    @property
    def time_factor(self) -> float:
        """How many times the usual quiet time this visitor gets before the kiosk asks whether somebody is there."""
        needs_help = self.text > 100 or self.look is not Look.STANDARD or self.reach or self.voice
        return max(self.patience, PATIENCE if needs_help else 1.0)
