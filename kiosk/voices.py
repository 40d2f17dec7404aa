"""Codes that are keyed in, and what a citizen says of us: a rating, a petition. The visit's end forgets all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from queue_server.contract.feedback import FeedbackClass, FeedbackReceived
from queue_server.contract.ratings import RatedVisit, RatingReason

CODE_LENGTH = 8
FACES = (1, 2, 3, 4, 5)
REASONS_UP_TO = 2
MOST_TEXT = 2000


class CodeKind(StrEnum):
    APPOINTMENT = "appointment"
    RATING = "rating"


class Mishap(StrEnum):
    """Why a code, a rating or a petition was not taken."""

    WRONG_CODE = "wrong_code"
    TOO_MANY = "too_many"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Keyed:
    """Digits on the pad. `checking`: the server was asked; `mishap`: what it said of the code before."""

    kind: CodeKind
    digits: str = ""
    checking: bool = False
    mishap: Mishap | None = None

    @property
    def is_whole(self) -> bool:
        return len(self.digits) == CODE_LENGTH


@dataclass(frozen=True, slots=True)
class Rated:
    """A visit being rated. `score` None: nobody touched a face yet. `tried`: it may have been kept already."""

    visit: RatedVisit
    score: int | None = None
    reasons: frozenset[RatingReason] = frozenset()
    sending: bool = False
    tried: bool = False
    mishap: Mishap | None = None

    @property
    def asks_why(self) -> bool:
        return self.score is not None and self.score <= REASONS_UP_TO


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition being written. `received` once the server has it."""

    classes: tuple[FeedbackClass, ...] = ()
    address: dict[str, str] | None = None
    class_code: str | None = None
    text: str = ""
    request_id: str | None = None
    sending: bool = False
    received: FeedbackReceived | None = None
    mishap: Mishap | None = None

    @property
    def chosen(self) -> FeedbackClass | None:
        return next((one for one in self.classes if one.code == self.class_code), None)

    @property
    def due(self) -> date | None:
        return self.received.due_date if self.received else None
