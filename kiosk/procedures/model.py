"""What is known about a procedure. Texts are by language, Vietnamese first; money is whole đồng; dates are days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from queue_server.contract.forms.fees import CopyTariff

Names = Mapping[str, str]
"""A text by language code. `vi` is always there."""


class OnlineLevel(StrEnum):
    """How much of a procedure the national portal takes: all of it, a part, nothing."""

    FULL = "full"
    PARTIAL = "partial"
    IN_PERSON = "in_person"


class Per(StrEnum):
    """What one amount of a fee is paid for."""

    CASE = "case"
    COPY = "copy"
    FILING = "filing"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a dossier. `if_needed`: only some people need it."""

    name: Names
    if_needed: bool


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`same_day`: the result comes on the day of reception, unless received late (`LateReception`)."""

    text: Names
    same_day: bool


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` per `per`, or the tariff for copies, or neither: then nothing is known and the law decides.

    An amount of 0 is a tariff row that says 0. No amount and no tariff is not 0.
    """

    amount: int | None = None
    per: Per | None = None
    copies: CopyTariff | None = None
    note: Names | None = None

    @property
    def is_known(self) -> bool:
        return self.amount is not None or self.copies is not None


@dataclass(frozen=True, slots=True)
class LateReception:
    """Received after `after`, a result of the same day comes on the next working day."""

    after: time
    source: str


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day on which the office stands by these data."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Procedure:
    """`name` is the official name, `title` the short one on a card. `say` is how people ask for it.

    `sources` tells for each part where it was read; `sample` shows how its papers look filled in, with invented people.
    """

    code: str
    name: str
    title: Names
    about: Names
    field: str
    handled_by: str
    documents: tuple[Document, ...]
    time_limit: TimeLimit
    fee: Fee
    result: Names
    online_level: OnlineLevel
    say: tuple[str, ...]
    valid: Validity
    sources: Mapping[str, str]
    sample: tuple[Names, ...] = ()
    remark: Names | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of administration or an event of life, with the procedures that belong to it, in order."""

    id: str
    name: Names
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the data: in which file, at which key, and what to do."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How people write: `short` for whole words, `alike` for other words for the same, `filler` says nothing."""

    short: Mapping[str, str]
    alike: tuple[tuple[str, ...], ...]
    filler: frozenset[str]


@dataclass(frozen=True, slots=True)
class Library:
    """Every procedure that could be read, and what was wrong with the rest."""

    procedures: Mapping[str, Procedure]
    fields: tuple[Topic, ...]
    life_events: tuple[Topic, ...]
    most_used: tuple[str, ...]
    vocabulary: Vocabulary
    late: LateReception | None
    portal: str
    mistakes: tuple[Mistake, ...]

    def outdated(self, today: date) -> tuple[Procedure, ...]:
        """The procedures whose data are past their last day, or not yet in force."""
        return tuple(one for one in self.procedures.values() if not one.valid.first <= today <= one.valid.last)
