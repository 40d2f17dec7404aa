"""A declaration: every field with its value and where it came from, what is wrong, what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from queue_server.contract.common import Names
from queue_server.contract.forms.schema import FormField, Source
from queue_server.contract.forms.values import Today, Value, written


@dataclass(frozen=True, slots=True)
class Answer:
    value: Value
    source: Source

    @property
    def text(self) -> str:
        return written(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence at one field. `item` counts from 0 in a section that repeats, None elsewhere."""

    field: str
    code: str
    message: Names
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known without asking. `office`: `office_name`, `police_name`. `cards`: by role, the seven fields of a
    card (`so_dinh_danh`, `ho_ten`, …; dates `dd/MM/yyyy`). `kept`: answers of an earlier form of the same visit.
    """

    today: Today
    office: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Declaration:
    """`answers` by field, `items` by section that repeats; `asked` are the fields that apply now, in their order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    items: dict[str, list[dict[str, Answer]]] = field(default_factory=dict)
    asked: list[FormField] = field(default_factory=list)
    mistakes: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.mistakes

    def value(self, field_id: str) -> Value | None:
        found = self.answers.get(field_id)
        return found.value if found else None

    def text(self, field_id: str) -> str:
        found = self.answers.get(field_id)
        return found.text if found else ""


Answers = Mapping[str, Any]
"""What was typed, by field id; of a section that repeats a list of such mappings under the section's id."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A declaration as its paper shows it: plain words by field, and rows by section that repeats."""

    words: Mapping[str, str]
    rows: Mapping[str, list[dict[str, str]]]


def sheet_of(declaration: Declaration) -> Sheet:
    """Names are in capitals where the form wants them so."""
    capitals = {one.id for one in declaration.asked if one.upper}
    words = {
        name: answer.text.upper() if name in capitals else answer.text for name, answer in declaration.answers.items()
    }
    items = {
        name: [{key: answer.text for key, answer in item.items()} for item in many]
        for name, many in declaration.items.items()
    }
    return Sheet(words, items)
