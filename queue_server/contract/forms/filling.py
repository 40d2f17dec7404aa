"""Puts a declaration together: what was typed, else said before, else the card, else what follows or is usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queue_server.contract.forms import checks, derive
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.declaration import Answer, Answers, Declaration, Finding, Known
from queue_server.contract.forms.facts import NUMBER, WHO, are_of_two
from queue_server.contract.forms.schema import (
    CardRole,
    Fill,
    Form,
    FormField,
    FromCard,
    FromFixed,
    FromOffice,
    FromRule,
    FromSame,
    Kind,
    Rule,
    Section,
    Source,
    When,
)
from queue_server.contract.forms.values import Unreadable, Value, is_blank, read_value

ROUNDS = 6
"""What follows from what follows: more steps than any form has."""


def fill(book: Book, form: Form, given: Answers, known: Known) -> Declaration:
    """The declaration of `form` from what was `given`. What a citizen typed never raises: it is a mistake in it."""
    return _Filler(book, form, given, known).fill()


class _Filler:
    def __init__(self, book: Book, form: Form, given: Answers, known: Known) -> None:
        self._book, self._form, self._known = book, form, known
        self._given = given
        self._done = Declaration()
        self._unreadable: set[str] = set()

    def fill(self) -> Declaration:
        self._refuse_unknown_names()
        self._read_typed()
        for _ in range(ROUNDS):
            if not self._fill_round():
                break
        self._forget_what_does_not_apply()
        self._fill_repeated()
        self._miss_required()
        self._apply_rules()
        return self._done

    def _refuse_unknown_names(self) -> None:
        sections = {section.id for section in self._form.sections if section.repeat}
        names = {field.id for field in self._form.fields} | sections
        for name in self._given:
            if name not in names:
                self._mistake(str(name)[:64], "unknown_field")

    def _read_typed(self) -> None:
        for field in self._form.fields:
            raw = self._given.get(field.id)
            if not is_blank(raw) and field.kind is not Kind.SIGNATURE:
                self._read(field, raw, self._done.answers)

    def _read(self, field: FormField, raw: Any, into: dict[str, Answer], item: int | None = None) -> None:
        try:
            into[field.id] = Answer(self._value(field, raw), Source.TYPED)
        except Unreadable as why:
            self._unreadable.add(field.id)
            self._mistake(field.id, why.code, item, **why.figures)

    def _value(self, field: FormField, raw: Any) -> Value:
        return read_value(field, raw, self._known.today, self._book.choices(field))

    def _fill_round(self) -> bool:
        """Fill what can be filled now; true when something was."""
        before = len(self._done.answers)
        for section in self._form.sections:
            if section.repeat is None and not self._is_left_out(section):
                for field in section.fields:
                    self._fill_field(field)
        return len(self._done.answers) > before

    def _is_left_out(self, section: Section) -> bool:
        """A part that may stay empty does, until something of it is known of somebody. An earlier form alone says
        nothing of it: who declared that for others may declare this for himself.
        """
        if section.optional_by is None:
            return False
        known = {field.id for field in section.fields} & self._done.answers.keys()
        named = next(field for field in section.fields if field.id == section.optional_by)
        return not known and self._first_fill(named) is None

    def _fill_field(self, field: FormField) -> None:
        if field.id in self._done.answers or field.id in self._unreadable or not self._holds(field.when):
            return
        found = self._kept(field) or self._first_fill(field)
        if found is not None:
            self._done.answers[field.id] = found

    def _first_fill(self, field: FormField) -> Answer | None:
        for fill in field.fill:
            raw = self._raw(fill)
            if not is_blank(raw):
                return self._filled(field, raw, Source(fill.source))
        return None

    def _kept(self, field: FormField) -> Answer | None:
        """What its owner said on an earlier form, which may be newer than the card; nothing of it for somebody else."""
        fact = self._known.kept.get(field.kept_as) if field.kept_as else None
        if fact is None or are_of_two(self._named(), self._known.kept):
            return None
        return self._filled(field, fact, Source.KEPT)

    def _named(self) -> dict[str, str]:
        """Whom this form is about so far: by the card in that place, and by what was typed."""
        named: dict[str, str] = {}
        for field in self._form.fields:
            if field.kept_as not in WHO:
                continue
            cards = [self._card(fill.role) for fill in field.fill if isinstance(fill, FromCard)]
            numbers = [card["so_dinh_danh"] for card in cards if card.get("so_dinh_danh")]
            if numbers:
                named[NUMBER] = numbers[0]
            typed = self._done.answers.get(field.id)
            if typed is not None and typed.source is Source.TYPED:
                named[field.kept_as] = typed.text
        return named

    def _filled(self, field: FormField, raw: Any, source: Source) -> Answer | None:
        """None when what is known does not fit the field: then it is asked."""
        try:
            return Answer(raw if _is_value(raw) else self._value(field, raw), source)
        except Unreadable:
            return None

    def _raw(self, fill: Fill) -> Any:
        match fill:
            case FromCard():
                return self._card(fill.role).get(fill.key)
            case FromSame():
                same = self._done.answers.get(fill.field) if self._holds(fill.when) else None
                return same.value if same else None
            case FromRule():
                given = [self._done.value(name) for name in fill.of]
                return derive.RULES[fill.rule](given, fill, self._known.today)
            case FromFixed():
                return fill.value
            case FromOffice():
                return self._known.office.get(fill.key) or fill.otherwise

    def _card(self, role: str) -> Mapping[str, str]:
        """The card of that role, or another's that serves for it."""
        if role in self._known.cards:
            return self._known.cards[role]
        also = next((card for card in self._form.cards if card.role == role), CardRole(role=role, name={}))
        if also.also and self._holds(also.when):
            return self._known.cards.get(also.also, {})
        return {}

    def _holds(self, when: When) -> bool:
        return all(self._done.text(name) in values for name, values in when.items())

    def _forget_what_does_not_apply(self) -> None:
        for section in self._form.sections:
            for field in section.fields if section.repeat is None else ():
                if self._holds(field.when):
                    self._done.asked.append(field)
                else:
                    self._done.answers.pop(field.id, None)

    def _fill_repeated(self) -> None:
        for section in self._form.sections:
            if section.repeat is not None:
                self._done.items[section.id] = self._items(section, section.repeat)

    def _items(self, section: Section, most: int) -> list[dict[str, Answer]]:
        raw = self._given.get(section.id)
        if is_blank(raw):
            if section.least:
                self._mistake(section.id, "required")
            return []
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self._mistake(section.id, "not_rows")
            return []
        if len(raw) > most:
            self._mistake(section.id, "too_many_rows", most=most)
        return [self._item(section, item, number) for number, item in enumerate(raw[:most])]

    def _item(self, section: Section, raw: Mapping[str, Any], number: int) -> dict[str, Answer]:
        """One of the many: typed or fixed; what follows from it follows within it."""
        for name in raw.keys() - {field.id for field in section.fields}:
            self._mistake(str(name)[:64], "unknown_field", number)
        item: dict[str, Answer] = {}
        for field in section.fields:
            if not is_blank(raw.get(field.id)):
                self._read(field, raw[field.id], item, number)
        for field in section.fields:
            if field.id not in item:
                self._fill_in_item(field, item, number)
        return item

    def _fill_in_item(self, field: FormField, item: dict[str, Answer], number: int) -> None:
        for fill in field.fill:
            if isinstance(fill, FromRule):
                given = [item[name].value if name in item else None for name in fill.of]
                raw: Any = derive.RULES[fill.rule](given, fill, self._known.today)
            elif isinstance(fill, FromCard):
                raw = self._card(f"{fill.role}_{number}").get(fill.key)
            else:
                raw = self._raw(fill)
            found = None if is_blank(raw) else self._filled(field, raw, Source(fill.source))
            if found is not None:
                item[field.id] = found
                break
        if field.required and field.id not in item and not self._is_told(field.id, number):
            self._mistake(field.id, "required", number)

    def _is_told(self, field_id: str, item: int | None) -> bool:
        return any((one.field, one.item) == (field_id, item) for one in self._done.mistakes)

    def _miss_required(self) -> None:
        for field in self._done.asked:
            is_due = field.required and field.kind is not Kind.SIGNATURE
            lacks = (
                self._done.value(field.id) is False if field.kind is Kind.CHECK else field.id not in self._done.answers
            )
            lacks = lacks or field.id not in self._done.answers
            if is_due and lacks and field.id not in self._unreadable:
                self._mistake(field.id, "required")

    def _apply_rules(self) -> None:
        for rule in self._form.rules:
            if self._holds(rule.when):
                many = self._form.section_of(rule.field)
                items = self._done.items.get(many.id, []) if many else [{}]
                for number, item in enumerate(items):
                    self._apply(rule, item, number if many else None)

    def _apply(self, rule: Rule, item: Mapping[str, Answer], number: int | None) -> None:
        """Once, or for one item of many, whose own fields come before the others."""
        known = {**self._done.answers, **item}
        one, other = known.get(rule.field), known.get(rule.other or "")
        is_broken = checks.RULES[rule.rule](
            rule, one.value if one else None, other.value if other else None, self._known.today
        )
        if is_broken:
            told = self._done.mistakes if rule.blocks else self._done.warnings
            told.append(Finding(rule.field, rule.rule, rule.message, number))

    def _mistake(self, field_id: str, code: str, item: int | None = None, **figures: object) -> None:
        self._done.mistakes.append(Finding(field_id, code, self._book.sentence(code, **figures), item))


def _is_value(raw: Any) -> bool:
    """Already read: another field's value, or a figure worked out."""
    return not isinstance(raw, str)
