"""Which priority class a birth date suggests. The citizen declares; nobody is put into a class by a card."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

BY_AGE = ((75, "elderly_75"), (60, "elderly_60"))
"""The codes of the standard classes; an office that has others gets no suggestion."""


def age_on(born_on: date, today: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March."""
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1)


def class_for_age(age: int, offered: Collection[str]) -> str | None:
    """The class among those offered that this age belongs to; None when there is none."""
    return next((code for least, code in BY_AGE if age >= least and code in offered), None)
