"""What a field holds, read from what was typed. A value that cannot be read gets the code of its sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from queue_server.contract.forms.dates import Moment, When, read_moment, read_when
from queue_server.contract.forms.schema import FormField, Kind


class Dong(int):
    """An amount of money, written with dots between the thousands."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{int(self):,}".replace(",", ".")


Value = str | int | bool | When | Moment

IDENTITY = re.compile(r"\d{12}")
PHONE = re.compile(r"0[35789]\d{8}")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
NUMBER = re.compile(r"[+-]?\d{1,9}")
APOSTROPHES = str.maketrans({"'": "’", "‘": "’", "ʼ": "’", "`": "’"})
NAME_MARKS = " ’-."
TEXT_MARKS = frozenset("₫°²³–—…“”‘’")
YES = {"true", "1", "có", "co", "x", "yes", "đồng ý", "on"}
NO = {"false", "0", "không", "khong", "no", "", "off"}


class Unreadable(Exception):
    """`code` names a sentence; it never holds what was typed."""

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures


@dataclass(frozen=True, slots=True)
class Today:
    """The office's own day and minute."""

    date: date
    now: Moment


def is_blank(raw: Any) -> bool:
    """Nothing was answered."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list | dict) and not raw)


def read_value(field: FormField, raw: Any, today: Today, values: tuple[str, ...]) -> Value:
    """What `raw` means in `field`; `values` are its choices. Raises Unreadable."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if not isinstance(raw, str | int):
        raise Unreadable("not_text")
    if field.kind is Kind.CHECK:
        return _check(raw)
    text = clean(raw if isinstance(raw, str) else str(raw), field.longest)
    return READERS[field.kind](field, text, today, values)


def clean(text: str, longest: int) -> str:
    """One line in composed letters. Raises Unreadable when it is too long or holds what no paper can show."""
    if len(text) > 4 * longest:
        raise Unreadable("too_long", longest=longest)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(not _is_plain(letter) for letter in text):
        raise Unreadable("strange_characters")
    if len(text) > longest:
        raise Unreadable("too_long", longest=longest)
    return text


def _is_plain(letter: str) -> bool:
    """Latin letters with any marks, figures, and what stands on a keyboard: no emoji, nothing invisible."""
    if letter.isascii():
        return letter.isprintable()
    kind = unicodedata.category(letter)
    if kind in ("Lu", "Ll"):
        return unicodedata.name(letter, "").startswith("LATIN")
    return kind in ("Mn",) or letter in TEXT_MARKS or letter == "ʼ"


def _text(field: FormField, text: str, _: Today, __: tuple[str, ...]) -> str:
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise Unreadable("wrong_pattern")
    return text


def _name(_: FormField, text: str, __: Today, ___: tuple[str, ...]) -> str:
    text = text.translate(APOSTROPHES)
    is_name = all(letter.isalpha() or unicodedata.combining(letter) or letter in NAME_MARKS for letter in text)
    if not is_name or not any(letter.isalpha() for letter in text):
        raise Unreadable("not_a_name")
    return text


def _identity(_: FormField, text: str, __: Today, ___: tuple[str, ...]) -> str:
    digits = re.sub(r"[ .]", "", text)
    if not (IDENTITY.fullmatch(digits) and digits.isascii()):
        raise Unreadable("not_an_identity_number")
    return digits


def _phone(_: FormField, text: str, __: Today, ___: tuple[str, ...]) -> str:
    digits = re.sub(r"[ .()-]", "", text)
    digits = "0" + digits[3:] if digits.startswith("+84") else digits
    if not (PHONE.fullmatch(digits) and digits.isascii()):
        raise Unreadable("not_a_phone_number")
    return digits


def _email(_: FormField, text: str, __: Today, ___: tuple[str, ...]) -> str:
    if not EMAIL.fullmatch(text):
        raise Unreadable("not_an_email")
    return text


def _date(field: FormField, text: str, today: Today, _: tuple[str, ...]) -> When:
    when = read_when(text, year_alone=field.kind is Kind.DATE_OR_YEAR)
    if when is None:
        raise Unreadable("not_a_date_or_year" if field.kind is Kind.DATE_OR_YEAR else "not_a_date")
    if not field.future and when.earliest > today.date:
        raise Unreadable("in_the_future")
    if when.latest < (field.earliest or date(1900, 1, 1)):
        raise Unreadable("too_early")
    return when


def _moment(_: FormField, text: str, today: Today, __: tuple[str, ...]) -> Moment:
    moment = read_moment(text)
    if moment is None:
        raise Unreadable("not_a_moment")
    if moment > today.now:
        raise Unreadable("in_the_future")
    if moment.date.year < 1900:
        raise Unreadable("too_early")
    return moment


def _choice(_: FormField, text: str, __: Today, values: tuple[str, ...]) -> str:
    found = next((value for value in values if value.casefold() == text.casefold()), None)
    if found is None:
        raise Unreadable("not_a_choice")
    return found


def _choice_with_words(field: FormField, text: str, _: Today, values: tuple[str, ...]) -> str:
    """A choice, and for those that ask for it words after a colon: `Đã ly hôn: bản án số 12 …`."""
    choice, words = (part.strip() for part in text.partition(":")[::2])
    found = next((value for value in values if choice.casefold() == value.casefold()), None)
    if found is None:
        raise Unreadable("not_a_choice")
    if found in field.worded and not words:
        raise Unreadable("needs_words")
    return f"{found}: {words}" if words else found


def _number(field: FormField, text: str, _: Today, __: tuple[str, ...]) -> int:
    if not (NUMBER.fullmatch(text) and text.isascii()):
        raise Unreadable("not_a_number")
    number = int(text)
    if field.least is not None and number < field.least:
        raise Unreadable("too_small", least=field.least)
    if field.most is not None and number > field.most:
        raise Unreadable("too_large", most=field.most)
    return number


def _money(field: FormField, text: str, today: Today, values: tuple[str, ...]) -> Dong:
    return Dong(_number(field, text.replace(".", ""), today, values))


def _check(raw: str | int) -> bool:
    word = str(raw).strip().casefold()
    if word not in YES | NO:
        raise Unreadable("not_a_choice")
    return word in YES


READERS: dict[Kind, Callable[[FormField, str, Today, tuple[str, ...]], Value]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.ADDRESS: _text,
    Kind.IDENTITY: _identity,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.DATE: _date,
    Kind.DATE_OR_YEAR: _date,
    Kind.MOMENT: _moment,
    Kind.CHOICE: _choice,
    Kind.CHOICE_WITH_WORDS: _choice_with_words,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
}


def written(value: Value) -> str:
    """A value as the paper shows it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return str(value)
