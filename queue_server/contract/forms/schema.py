"""The shape of a form file. Whatever does not fit is told by its key when the file is loaded."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from queue_server.contract.common import Names

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
When = dict[Key, tuple[str, ...]]
"""Holds when each of these fields has one of these values."""


class Part(BaseModel):
    """A piece of a form file: frozen; an unknown key is a mistake, not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a field holds and, with it, how it is asked and drawn."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"
    IDENTITY = "identity"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    DATE_OR_YEAR = "date_or_year"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICE_WITH_WORDS = "choice_with_words"
    NUMBER = "number"
    MONEY = "money"
    CHECK = "check"
    SIGNATURE = "signature"


class Source(StrEnum):
    """Where a value came from."""

    TYPED = "typed"
    CARD = "card"
    SAME = "same"
    DERIVED = "derived"
    KEPT = "kept"
    DEFAULT = "default"
    CONSTANT = "constant"
    OFFICE = "office"


class FromCard(Part):
    source: Literal["card"]
    role: Key
    key: Key


class FromSame(Part):
    """The same as another field of this form, while `when` holds."""

    source: Literal["same"]
    field: Key
    when: When = {}


class FromRule(Part):
    """What follows from other fields; `rule` is a name of `derive.RULES`, `figures` and `words` what it goes by."""

    source: Literal["derived"]
    rule: Key
    of: tuple[Key, ...]
    figures: dict[str, int] = {}
    words: dict[str, str] = {}


class FromFixed(Part):
    """A value that nobody types: a default may be changed, a constant may not."""

    source: Literal["default", "constant"]
    value: str


class FromOffice(Part):
    """`key` of what the office says of itself: `office_name`, `police_name`; `otherwise` when it says nothing."""

    source: Literal["office"]
    key: Key
    otherwise: str = ""


Fill = Annotated[FromCard | FromSame | FromRule | FromFixed | FromOffice, Field(discriminator="source")]


class FormField(Part):
    """`values`: the choices. `values_of`: a named list of `assets/forms/lists.json`. `suggest`: fields whose value is
    offered. `offers` and `phrases`: named lists of what else is offered, as a whole or as the next words; `place`: and
    commune and province; `recent`: and these days. `kept_as`: the name under which a later form of the same visit
    finds this answer. `help`: the rule in plain words. `sensitive`: health or the like, never shown again once left.
    `label` is what the paper says; `question` asks for it in plain words.
    """

    id: Key
    label: Names
    question: Names | None = None
    kind: Kind
    required: bool = False
    fill: tuple[Fill, ...] = ()
    values: tuple[str, ...] = ()
    values_of: Key | None = None
    worded: tuple[str, ...] = ()
    suggest: tuple[Key, ...] = ()
    offers: Key | None = None
    phrases: Key | None = None
    place: bool = False
    recent: bool = False
    least: int | None = None
    most: int | None = None
    longest: int = Field(default=200, ge=1, le=1000)
    earliest: date | None = None
    future: bool = False
    pattern: str | None = None
    when: When = {}
    upper: bool = False
    sensitive: bool = False
    kept_as: Key | None = None
    help: Names | None = None


class Section(Part):
    """`repeat`: how often it may be filled at most; its answers are then a list under the section's id, `least` long at
    least; `each` names one by its number, `more` asks whether there is another. A card that fills one of them is
    `<role>_<number from 0>`.
    """

    id: Key
    name: Names
    fields: tuple[FormField, ...]
    repeat: int | None = Field(default=None, ge=2, le=50)
    least: int = Field(default=1, ge=0, le=1)
    each: Names = {}
    more: Names = {}
    optional_by: Key | None = None
    """The field whose empty answer leaves the whole section empty."""


class CardRole(Part):
    """Whose card may be scanned. `also`: the card of this role serves, while `when` holds. `least_age`: below
    which the owner is asked about: the law lets minors act for themselves in few things (Bộ luật Dân sự 2015, điều 21).
    """

    role: Key
    name: Names
    also: Key | None = None
    when: When = {}
    least_age: int = Field(default=0, ge=0, le=120)


class Rule(Part):
    """A rule between fields; `rule` is a name of `checks.RULES`, `field` where its sentence is shown."""

    rule: Key
    field: Key
    other: Key | None = None
    years: int = 0
    fewer_years: int = 0
    days: int = 0
    values: tuple[str, ...] = ()
    when: When = {}
    blocks: bool
    message: Names
    source: str = ""


class Form(Part):
    """One declaration. `basis` is the legal text of its layout, `source` where the fields were read."""

    id: Key
    title: Names
    procedures: tuple[str, ...]
    basis: str
    source: str
    valid_from: date
    valid_until: date | None = None
    cards: tuple[CardRole, ...] = ()
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of all sections that are filled once."""
        return tuple(one for section in self.sections if section.repeat is None for one in section.fields)

    def section_of(self, field_id: str) -> Section | None:
        """The section that repeats and has this field; None for a field that is filled once."""
        return next(
            (one for one in self.sections if one.repeat and any(part.id == field_id for part in one.fields)), None
        )

    def card_of(self, place: str) -> CardRole | None:
        """Whose card has this place: its role, or the role and the number of an item."""
        role = re.sub(r"_\d+$", "", place)
        return next((one for one in self.cards if one.role in (place, role)), None)

    def field(self, field_id: str) -> FormField | None:
        return next((one for section in self.sections for one in section.fields if one.id == field_id), None)

    @model_validator(mode="after")
    def _hangs_together(self) -> Form:
        """Every name that a part mentions is there, and nothing is there twice."""
        ids = [one.id for section in self.sections for one in section.fields]
        twice = [name for name, count in Counter(ids).items() if count > 1]
        lost = sorted(set(_mentioned(self)) - set(ids))
        roles = {card.role for card in self.cards}
        lost_roles = sorted(
            {
                fill.role
                for section in self.sections
                for one in section.fields
                for fill in one.fill
                if isinstance(fill, FromCard) and fill.role not in roles
            }
        )
        told = [f"the field {name} is there twice" for name in twice]
        told += [f"the field {one.id} is sensitive and cannot be kept_as" for one in _sensitive_and_kept(self)]
        told += [f"there is no field {name}" for name in lost]
        told += [f"there is no card {role}" for role in lost_roles]
        if told:
            raise ValueError("; ".join(told))
        return self


def _sensitive_and_kept(form: Form) -> list[FormField]:
    return [one for section in form.sections for one in section.fields if one.sensitive and one.kept_as]


def _mentioned(form: Form) -> list[str]:
    found: list[str] = []
    for section in form.sections:
        found += [section.optional_by] if section.optional_by else []
        for one in section.fields:
            found += [*one.when, *one.suggest]
            for fill in one.fill:
                found += [fill.field, *fill.when] if isinstance(fill, FromSame) else []
                found += fill.of if isinstance(fill, FromRule) else []
    for rule in form.rules:
        found += [rule.field, *rule.when, *([rule.other] if rule.other else [])]
    for card in form.cards:
        found += card.when
    return found
