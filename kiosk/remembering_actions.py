"""What can happen with facts that the office remembers at their owner's wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.actions import Action


@dataclass(frozen=True, slots=True)
class MemoryLooked(Action):
    """What is remembered of the owner of the card of this number; empty too when nobody could be asked."""

    number: str
    facts: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UseRemembered(Action):
    """Fill the form with it, or not this time."""

    is_wanted: bool


@dataclass(frozen=True, slots=True)
class KeepFacts(Action):
    """The answer to whether facts may be kept."""

    is_wanted: bool


@dataclass(frozen=True, slots=True)
class FactsKept(Action):
    """`until` None: the server could not keep them."""

    until: date | None


@dataclass(frozen=True, slots=True)
class ForgetFacts(Action):
    """Have what is remembered destroyed."""


@dataclass(frozen=True, slots=True)
class FactsForgotten(Action):
    is_done: bool


@dataclass(frozen=True, slots=True)
class AskToForget(Action):
    """From the first screen: somebody comes to have it destroyed."""
