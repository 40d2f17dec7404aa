"""Which questions a declaration asks: what a card, another answer or the office already said is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from queue_server.contract.forms.book import Book
from queue_server.contract.forms.declaration import Answer, Declaration, Finding, Known
from queue_server.contract.forms.facts import NUMBER as WHOSE
from queue_server.contract.forms.filling import fill
from queue_server.contract.forms.schema import (
    Fill,
    Form,
    FormField,
    FromCard,
    FromRule,
    FromSame,
    Kind,
    Section,
    Source,
)
from queue_server.contract.forms.values import Today

Card = Mapping[str, str]


class Ask(StrEnum):
    CARD = "card"
    FIELD = "field"
    MORE = "more"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `about`: the place of a card, a field, or a section that may repeat once `MORE`."""

    ask: Ask
    about: str = ""
    item: int | None = None


REVIEW = Step(Ask.REVIEW)


@dataclass(frozen=True, slots=True)
class Interview:
    """`typed`: what the citizen answered, as `declaration.Answers`. `passed`: optional questions left empty, and cards
    not scanned. `returns`: a correction from the review goes back there. `scans`: cards can be read here. `carried`:
    the roles whose card was scanned for an earlier form. `remembered`: those of the facts `kept` that an earlier visit
    left. `doubted`: a card that does not fit, until its owner insists.
    """

    form: Form
    today: Today
    office: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()
    doubted: Card | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    remembered: frozenset[str] = frozenset()
    passed: frozenset[Step] = frozenset()
    step: Step = REVIEW
    returns: bool = False
    scans: bool = True
    findings: tuple[Finding, ...] = ()

    @property
    def is_continued(self) -> bool:
        """Whether an earlier form of this visit left something for this one."""
        return bool(self.kept.keys() - self.remembered - {WHOSE})


def declaration_of(book: Book, interview: Interview) -> Declaration:
    """Everything that is known so far, checked by the rules of the form."""
    known = Known(interview.today, interview.office, interview.cards, interview.kept)
    return fill(book, interview.form, interview.typed, known)


def steps_of(book: Book, interview: Interview) -> tuple[Step, ...]:
    """The questions as things stand: cards, fields that nobody answered yet or that were typed, and the review."""
    declaration = declaration_of(book, interview)
    steps: list[Step] = []
    for section in interview.form.sections:
        asked = steps_of_items if section.repeat else _steps_of
        steps += asked(section, interview, declaration)
    late = [step for step in steps if step.about in _late_fields(interview.form)]
    return (*(step for step in steps if step not in late), *late, REVIEW)


def _steps_of(section: Section, interview: Interview, declaration: Declaration) -> list[Step]:
    """A card stands before the first question that it would spare."""
    late = _late_fields(interview.form)
    steps: list[Step] = []
    for one in _open_fields(section, interview, declaration):
        is_asked = _is_asked(one, declaration.answers.get(one.id))
        places = [] if one.id in late else _card_places(one)
        steps += _cards_before(places, steps, interview, is_asked=is_asked)
        steps += [Step(Ask.FIELD, one.id)] if is_asked else []
    return steps


def _card_places(one: FormField, item: int | None = None) -> list[str]:
    """Whose cards can fill a field; those of an item bear its number."""
    roles = [fill.role for fill in one.fill if isinstance(fill, FromCard)]
    return roles if item is None else [f"{role}_{item}" for role in roles]


def _cards_before(places: list[str], steps: list[Step], interview: Interview, *, is_asked: bool) -> list[Step]:
    """The cards to ask for, each once, where one was scanned or would spare this question."""
    wanted = [Step(Ask.CARD, one) for one in places if one in interview.cards or (is_asked and interview.scans)]
    return [step for step in wanted if step not in steps]


def _open_fields(section: Section, interview: Interview, declaration: Declaration) -> list[FormField]:
    """The fields that apply; of a part that may stay empty only the first, once that was left empty."""
    gate = Step(Ask.FIELD, section.optional_by or "")
    if gate in interview.passed and section.optional_by not in declaration.answers:
        return [one for one in section.fields if one.id == section.optional_by]
    return [one for one in section.fields if one in declaration.asked and one.kind is not Kind.SIGNATURE]


def _is_asked(one: FormField, found: Answer | None) -> bool:
    """Nobody said it yet, or the citizen typed it; how many is always asked, beginning with what is usual."""
    if found is None or found.source is Source.TYPED:
        return True
    return found.source is Source.DEFAULT and one.kind is Kind.NUMBER


def _late_fields(form: Form) -> set[str]:
    """What may follow from answers that come later on the form is asked last, if it is still to be asked."""
    order = {one.id: number for number, one in enumerate(all_fields(form))}
    return {
        one.id
        for one in all_fields(form)
        for fill in one.fill
        if any(order[name] > order[one.id] for name in _goes_by(fill))
    }


def _goes_by(fill: Fill) -> tuple[str, ...]:
    if isinstance(fill, FromRule):
        return fill.of
    return (fill.field, *fill.when) if isinstance(fill, FromSame) else ()


def steps_of_items(section: Section, interview: Interview, declaration: Declaration) -> list[Step]:
    """The questions of everything in a section that repeats, and whether there is more."""
    count = max(len(interview.typed.get(section.id, [])), section.least)
    steps = [step for number in range(count) for step in steps_of_item(section, interview, declaration, number)]
    return [*steps, Step(Ask.MORE, section.id)] if count < (section.repeat or 1) else steps


def steps_of_item(section: Section, interview: Interview, declaration: Declaration, number: int) -> list[Step]:
    """The questions of one of them."""
    items = declaration.items.get(section.id, [])
    item = items[number] if number < len(items) else {}
    steps: list[Step] = []
    for one in section.fields:
        is_asked = one.kind is not Kind.MONEY and _is_asked(one, item.get(one.id))
        steps += _cards_before(_card_places(one, number), steps, interview, is_asked=is_asked)
        steps += [Step(Ask.FIELD, one.id, number)] if is_asked else []
    return steps


def all_fields(form: Form) -> list[FormField]:
    return [one for section in form.sections for one in section.fields]
