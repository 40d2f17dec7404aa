"""One declaration as it lies sealed: what the kiosk sent, the minute it came, and what clerks corrected since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from queue_server.contract.forms.book import Book
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.declaration import Declaration, Finding, Known
from queue_server.contract.forms.filling import fill
from queue_server.contract.forms.schema import Form
from queue_server.contract.forms.values import Today


@dataclass(frozen=True, slots=True)
class Given:
    """As the kiosk sent it: plain JSON through and through."""

    answers: Mapping[str, Any]
    cards: Mapping[str, Mapping[str, str]]
    kept: Mapping[str, str]
    checklist: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A clerk's change of one field."""

    field: str
    item: int | None
    value: str
    person_id: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Content:
    """`came`: the day and minute by which its rules are judged; what was right then stays right while it waits."""

    given: Given
    came: Today
    corrections: tuple[Correction, ...] = ()

    def declaration(self, book: Book, form: Form, office: Mapping[str, str]) -> Declaration:
        """With every correction in its place."""
        known = Known(self.came, office, self.given.cards, self.given.kept)
        return fill(book, form, _corrected(form, self.given.answers, self.corrections), known)

    def with_correction(self, made: Correction) -> Content:
        return replace(self, corrections=(*self.corrections, made))

    def wrong_at(self, book: Book, form: Form, office: Mapping[str, str], made: Correction) -> list[Finding]:
        """What the corrected field itself has wrong; mistakes elsewhere are shown and do not stop the clerk."""
        if form.field(made.field) is None:
            return [Finding(made.field, "unknown_field", book.sentence("unknown_field"))]
        mistakes = self.declaration(book, form, office).mistakes
        return [one for one in mistakes if (one.field, one.item) == (made.field, made.item)]

    def to_json(self) -> bytes:
        came = [self.came.date.isoformat(), self.came.now.hour, self.came.now.minute]
        corrections = [asdict(one) for one in self.corrections]
        return json.dumps({"given": asdict(self.given), "came": came, "corrections": corrections}).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Content:
        found = json.loads(text)
        day, hour, minute = found["came"]
        on = date.fromisoformat(day)
        corrections = tuple(Correction(**one) for one in found["corrections"])
        return cls(Given(**found["given"]), Today(on, Moment(on, hour, minute)), corrections)


def _corrected(form: Form, answers: Mapping[str, Any], corrections: tuple[Correction, ...]) -> dict[str, Any]:
    """The last correction of a field wins."""
    changed = dict(answers)
    for one in corrections:
        if one.item is None:
            changed[one.field] = one.value
            continue
        section = next(part for part in form.sections if any(field.id == one.field for field in part.fields))
        items = [dict(item) for item in changed.get(section.id, [])]
        if one.item < len(items):
            items[one.item][one.field] = one.value
            changed[section.id] = items
    return changed
