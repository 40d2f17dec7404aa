"""What a visitor can ask for comfort."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action
from kiosk.comfort import Look


@dataclass(frozen=True, slots=True)
class OpenComfort(Action):
    """Show what can be set."""


@dataclass(frozen=True, slots=True)
class CloseComfort(Action):
    pass


@dataclass(frozen=True, slots=True)
class SetTextSize(Action):
    """`percent` is one of `comfort.TEXT_SIZES`; any other changes nothing."""

    percent: int


@dataclass(frozen=True, slots=True)
class SetLook(Action):
    look: Look


@dataclass(frozen=True, slots=True)
class SetReach(Action):
    on: bool


@dataclass(frozen=True, slots=True)
class SetVoice(Action):
    on: bool


@dataclass(frozen=True, slots=True)
class SetVolume(Action):
    """`percent` is kept between the quietest and the loudest."""

    percent: int


@dataclass(frozen=True, slots=True)
class SayAgain(Action):
    """Speak this screen once more; turns the voice on where it was off."""


@dataclass(frozen=True, slots=True)
class AskForTime(Action):
    """More time at every screen of this visit."""
