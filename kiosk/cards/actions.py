"""What can happen with cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.actions import Action
from kiosk.cards.reading import Reading


@dataclass(frozen=True, slots=True)
class CardScanned(Action):
    """`at` is in seconds of a clock that never goes back."""

    reading: Reading
    at: float
    today: date


@dataclass(frozen=True, slots=True)
class ScannerSeen(Action):
    """Whether there is a scanner that can be reached."""

    is_there: bool


@dataclass(frozen=True, slots=True)
class ShowCard(Action):
    """The citizen wants to see what stands on the card, or no longer."""

    is_bare: bool


@dataclass(frozen=True, slots=True)
class ContinueWithoutCard(Action):
    """There is no card to scan where one is asked for."""


@dataclass(frozen=True, slots=True)
class DropCard(Action):
    """The citizen takes the card back; nothing of it is kept."""
