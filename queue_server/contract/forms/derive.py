"""What follows from other fields, so that nobody types it. What a law can change comes with the form, as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from queue_server.contract.forms.dates import When, in_words, years_between
from queue_server.contract.forms.fees import CopyTariff, copy_fee
from queue_server.contract.forms.identity import sex_of
from queue_server.contract.forms.schema import FromRule
from queue_server.contract.forms.values import Dong, Today, Value

Given = list[Value | None]
Derived = Value | None


def date_in_words(given: Given, _: FromRule, __: Today) -> Derived:
    return in_words(given[0]) if isinstance(given[0], When) else None


def issuer_of_card(given: Given, rule: FromRule, _: Today) -> Derived:
    """`words`: `since` (a day), `before`, `after`."""
    if not isinstance(given[0], When):
        return None
    is_old = given[0].latest < date.fromisoformat(rule.words["since"])
    return rule.words["before" if is_old else "after"]


def shared(given: Given, _: FromRule, __: Today) -> Derived:
    """What all of those who answered say alike."""
    said = {value for value in given if isinstance(value, str)}
    return said.pop() if len(said) == 1 else None


def sex_of_number(given: Given, _: FromRule, __: Today) -> Derived:
    return sex_of(given[0]) if isinstance(given[0], str) else None


def copies_fee(given: Given, rule: FromRule, _: Today) -> Derived:
    """Đồng for certified copies, from pages and copies; `figures` as in `CopyTariff`."""
    pages, copies = given
    if not isinstance(pages, int) or not isinstance(copies, int):
        return None
    return Dong(copies * copy_fee(CopyTariff(**rule.figures), pages))


def price_of_many(given: Given, rule: FromRule, _: Today) -> Derived:
    """Đồng for so many pieces; `figures`: `each`."""
    return Dong(rule.figures["each"] * given[0]) if isinstance(given[0], int) else None


def aid_form(given: Given, rule: FromRule, today: Today) -> Derived:
    """Which form of the monthly aid, by age and disability; `figures`: `child_under`, `old_from`."""
    born, disability = given
    if not isinstance(born, When):
        return None
    if isinstance(disability, str) and disability:
        return rule.words["disabled"]
    age = years_between(born.latest, today.date)
    if age < rule.figures["child_under"]:
        return rule.words["child"]
    return rule.words["old"] if age >= rule.figures["old_from"] else None


RULES: dict[str, Callable[[Given, FromRule, Today], Derived]] = {
    "date_in_words": date_in_words,
    "issuer_of_card": issuer_of_card,
    "shared": shared,
    "sex_of_number": sex_of_number,
    "copies_fee": copies_fee,
    "price_of_many": price_of_many,
    "aid_form": aid_form,
}
