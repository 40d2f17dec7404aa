"""What a citizen declared, on its way to the clerk and back to nothing."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from queue_server.contract.common import Command, Id, Instant, Names, Wire

FieldId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
CardText = Annotated[str, StringConstraints(max_length=400)]
Card = Annotated[dict[FieldId, CardText], Field(max_length=7)]
"""The seven fields of a card that may be read: `so_dinh_danh`, `ho_ten`, …; nothing else of it is ever sent."""


class OfficeWords(Wire):
    """What declarations say of the office, as on paper; empty where it has not said.

    `registrar` and `police`: whom they are addressed to. `suggestions`: answers that are frequent here, by list.
    """

    registrar: str = ""
    police: str = ""
    commune: str = ""
    province: str = ""
    suggestions: dict[str, list[str]] = {}


class ChecklistItem(Command):
    """A paper the citizen was told to bring, and whether it was ticked."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    ticked: bool


class HandInDeclaration(Command):
    """The answers to one form: by field id, of a section that repeats a list. Handed in again it takes the place of the
    one before, until a clerk has taken that. Answers with mistakes are refused with a sentence for each field.
    """

    answers: Annotated[dict[FieldId, Any], Field(max_length=200)]
    cards: Annotated[dict[FieldId, Card], Field(max_length=30)] = {}
    kept: Annotated[dict[FieldId, CardText], Field(max_length=20)] = {}
    checklist: Annotated[list[ChecklistItem], Field(max_length=40)] = []


class CorrectDeclaration(Command):
    """A clerk's correction of one field; shown as such from then on."""

    field: FieldId
    item: Annotated[int, Field(ge=0, le=50)] | None = None
    value: Annotated[str, StringConstraints(max_length=1000)]


class DeclarationRef(Wire):
    declaration_id: Id
    form_id: str
    title: Names
    erase_at: Instant


class Said(Wire):
    """A sentence at a field; `blocks` if the declaration cannot be taken with it."""

    message: Names
    blocks: bool


class DeclaredLine(Wire):
    """`source`: typed | card | same | derived | kept | default | constant | office; null when nothing was answered.
    `corrected_by`: the name of the clerk who changed it last.
    """

    field: str
    item: int | None
    label: Names
    text: str
    source: str | None
    corrected_by: str | None = None
    corrected_at: Instant | None = None
    said: list[Said] = []


class DeclaredSection(Wire):
    id: str
    name: Names
    lines: list[DeclaredLine]


class Declared(DeclarationRef):
    """A declaration, opened. `taken_at`: when a clerk took it over; after `erase_at` nobody can open it again."""

    handed_in_at: Instant
    taken_at: Instant | None
    sections: list[DeclaredSection]
    checklist: list[ChecklistItem]


class Dossier(Wire):
    """All that the citizen of one visit declared."""

    visit_id: str
    ticket_number: str
    declarations: list[Declared]


class FormSaving(Wire):
    """Of one form over some days: fields that somebody would have typed, and those that were typed."""

    form_id: str
    title: Names
    declarations: int
    counted: int
    typed: int


class SavingsReport(Wire):
    forms: list[FormSaving]


class TakeDeclaration(Command):
    """Nothing to say: the clerk has it now."""
