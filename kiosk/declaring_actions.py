"""What can happen while somebody declares."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action
from kiosk.forms.questions import Step
from queue_server.contract.forms.values import Today


@dataclass(frozen=True, slots=True)
class BeginDeclaring(Action):
    """From the ticket: answer a form of what it is for, the next one if none is named. `today` is the office's own."""

    today: Today
    form_id: str | None = None


@dataclass(frozen=True, slots=True)
class AskWhichForm(Action):
    """From the ticket: which of its declarations comes next?"""


@dataclass(frozen=True, slots=True)
class UseCard(Action):
    """The card that was doubted is the right one; or, by its place among those that are spare, one scanned before."""

    spare: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeAnswer(Action):
    """The field says something else now."""

    text: str


@dataclass(frozen=True, slots=True)
class SubmitAnswer(Action):
    """What stands in the field is the answer."""


@dataclass(frozen=True, slots=True)
class ChooseAnswer(Action):
    value: str


@dataclass(frozen=True, slots=True)
class SkipQuestion(Action):
    """Leave a card or an optional question out."""


@dataclass(frozen=True, slots=True)
class CorrectAnswer(Action):
    """One line of the review once more."""

    step: Step


@dataclass(frozen=True, slots=True)
class Unveil(Action):
    """Show, or hide again, all of what the card said."""


@dataclass(frozen=True, slots=True)
class HandInDeclared(Action):
    """It is all right so."""


@dataclass(frozen=True, slots=True)
class DeclaredHandedIn(Action):
    """`is_kept` False: the server could not take it; nothing of it stays here after the visit."""

    is_kept: bool


@dataclass(frozen=True, slots=True)
class StopDeclaring(Action):
    """The rest at the counter: back to the ticket."""
