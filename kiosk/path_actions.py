"""What can happen on the other ways to come and to speak."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action
from kiosk.voices import CodeKind, Mishap
from queue_server.contract.common import Delivery, Purpose
from queue_server.contract.feedback import FeedbackClassList, FeedbackReceived
from queue_server.contract.ratings import RatedVisit, RatingReason


@dataclass(frozen=True, slots=True)
class ChoosePurpose(Action):
    """From the first screen straight to what somebody comes for."""

    purpose: Purpose


@dataclass(frozen=True, slots=True)
class ShowPaths(Action):
    """All that somebody can come for beside something new, as a list."""


@dataclass(frozen=True, slots=True)
class AddAnother(Action):
    """One more service for the same ticket."""


@dataclass(frozen=True, slots=True)
class ChooseDelivery(Action):
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class KeyCode(Action):
    """Begin to key in a code."""

    kind: CodeKind


@dataclass(frozen=True, slots=True)
class ChangeCode(Action):
    """What stands on the pad now; whatever is no digit is left out."""

    text: str


@dataclass(frozen=True, slots=True)
class SubmitCode(Action):
    """`request_id` as in `TakeTicket`: an appointment's code leads to a ticket."""

    request_id: str


@dataclass(frozen=True, slots=True)
class CodeFailed(Action):
    mishap: Mishap


@dataclass(frozen=True, slots=True)
class Speak(Action):
    """Somebody has something to say of us."""


@dataclass(frozen=True, slots=True)
class RatingOpened(Action):
    visit: RatedVisit


@dataclass(frozen=True, slots=True)
class ChooseScore(Action):
    score: int


@dataclass(frozen=True, slots=True)
class TurnReason(Action):
    """Say it, or take it back."""

    reason: RatingReason


@dataclass(frozen=True, slots=True)
class SendRating(Action):
    pass


@dataclass(frozen=True, slots=True)
class RatingKept(Action):
    pass


@dataclass(frozen=True, slots=True)
class RatingFailed(Action):
    mishap: Mishap


@dataclass(frozen=True, slots=True)
class WritePetition(Action):
    pass


@dataclass(frozen=True, slots=True)
class ClassesArrived(Action):
    """None: the server could not tell."""

    classes: FeedbackClassList | None


@dataclass(frozen=True, slots=True)
class ChooseClass(Action):
    code: str


@dataclass(frozen=True, slots=True)
class ChangeText(Action):
    text: str


@dataclass(frozen=True, slots=True)
class SendPetition(Action):
    request_id: str


@dataclass(frozen=True, slots=True)
class PetitionKept(Action):
    received: FeedbackReceived


@dataclass(frozen=True, slots=True)
class PetitionFailed(Action):
    mishap: Mishap
