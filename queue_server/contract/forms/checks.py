"""The rules between fields: each says whether it is broken. A rule that lacks a value it needs is not broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from queue_server.contract.forms.dates import Moment, When, years_between
from queue_server.contract.forms.identity import birth_year_of, sex_of
from queue_server.contract.forms.schema import Rule
from queue_server.contract.forms.values import Today, Value

Given = Value | None


def age_at_least(rule: Rule, born: Given, _: Given, today: Today) -> bool:
    """Too young even if born on the first day that the answer allows."""
    return isinstance(born, When) and years_between(born.earliest, today.date) < rule.years


def age_or_hardship(rule: Rule, born: Given, other: Given, today: Today) -> bool:
    """Under `years`, and not at least `fewer_years` with another answer than `values`."""
    if not isinstance(born, When):
        return False
    age = years_between(born.earliest, today.date)
    return age < rule.fewer_years or (age < rule.years and other in rule.values)


def older_by(rule: Rule, elder: Given, younger: Given, _: Today) -> bool:
    if not isinstance(elder, When) or not isinstance(younger, When):
        return False
    return elder.earliest > younger.latest or years_between(elder.earliest, younger.latest) < rule.years


def not_before(_: Rule, later: Given, earlier: Given, __: Today) -> bool:
    last, first = _last_day(later), _first_day(earlier)
    return last is not None and first is not None and last < first


def within_days(rule: Rule, happened: Given, _: Given, today: Today) -> bool:
    last = _last_day(happened)
    return last is not None and today.date - last > timedelta(days=rule.days)


def from_age(rule: Rule, since: Given, born: Given, _: Today) -> bool:
    """Begins before its person was so many years old."""
    if not isinstance(since, When) or not isinstance(born, When):
        return False
    return years_between(born.earliest, since.latest) < rule.years


def differs(_: Rule, one: Given, other: Given, __: Today) -> bool:
    return one is not None and one == other


def equals(_: Rule, one: Given, other: Given, __: Today) -> bool:
    return one is not None and other is not None and one != other


def is_one_of(rule: Rule, one: Given, _: Given, __: Today) -> bool:
    return one is not None and one not in rule.values


def says_more(rule: Rule, text: Given, _: Given, __: Today) -> bool:
    """Speaks of the first of `values` without the second."""
    about, needs = rule.values
    said = str(text or "").casefold()
    return about in said and needs not in said.split()


def sex_agrees(_: Rule, sex: Given, number: Given, __: Today) -> bool:
    told = sex_of(number) if isinstance(number, str) else None
    return sex is not None and told is not None and sex != told


def birth_agrees(_: Rule, born: Given, number: Given, __: Today) -> bool:
    told = birth_year_of(number) if isinstance(number, str) else None
    return isinstance(born, When) and told is not None and born.year != told


RULES: dict[str, Callable[[Rule, Given, Given, Today], bool]] = {
    "age_at_least": age_at_least,
    "age_or_hardship": age_or_hardship,
    "older_by": older_by,
    "not_before": not_before,
    "within_days": within_days,
    "from_age": from_age,
    "differs": differs,
    "equals": equals,
    "is_one_of": is_one_of,
    "says_more": says_more,
    "sex_agrees": sex_agrees,
    "birth_agrees": birth_agrees,
}


def _first_day(value: Given) -> date | None:
    if isinstance(value, Moment):
        return value.date
    return value.earliest if isinstance(value, When) else None


def _last_day(value: Given) -> date | None:
    if isinstance(value, Moment):
        return value.date
    return value.latest if isinstance(value, When) else None
