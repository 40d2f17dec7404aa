"""The words of a call, as one says them aloud.

A ticket number is always read sign by sign ("A001" is "A, không, không, một"), so that no number can be misheard for
another: the joined forms of Vietnamese ("mốt", "lăm", "mười") never occur in it. A counter up to ten is read as the
number it is ("quầy số mười"); above that its digits are read one by one as well ("quầy số một, hai").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

_CARDINALS_TO = 10
_SIGNED_PLACE = re.compile(r"^(?P<kind>.*?)[\s,:#-]*(?P<sign>\w*\d\w*)(?:\W+(?P<rest>\D*?))?\W*$")
_NUMBER_WORD = re.compile(r"\s+(?:số|number|no\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Speech:
    """How one language says a call. A letter missing from `letters` is its own name."""

    digits: tuple[str, ...]
    ten: str
    letters: Mapping[str, str]
    ordinals: tuple[str, ...]
    first_call: str
    recall: str
    later_recall: str
    to_place: str
    numbered: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A counter as one says the way to it: "đến quầy số", "tám", "ưu tiên" of "Quầy 8 – Ưu tiên"."""

    way: str
    signs: tuple[str, ...] = ()
    rest: str = ""


_SPEECH: Mapping[str, _Speech] = {
    "vi": _Speech(
        digits=("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
        ten="mười",
        letters={
            "B": "bê", "C": "xê", "D": "đê", "Đ": "đờ", "F": "ép", "G": "gờ", "H": "hát", "J": "gi", "K": "ca",
            "L": "lờ", "M": "mờ", "N": "nờ", "P": "pê", "Q": "quy", "R": "rờ", "S": "ét", "T": "tê", "V": "vê",
            "W": "vê kép", "X": "ích", "Y": "i dài", "Z": "dét",
        },
        ordinals=("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
        first_call="Mời công dân có số",
        recall="Mời lần thứ {ordinal}, công dân có số",
        later_recall="Mời thêm một lần nữa, công dân có số",
        to_place="đến {place}",
        numbered="{kind} số",
    ),
    "en": _Speech(
        digits=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        ten="ten",
        letters={"Đ": "D bar"},
        ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        first_call="Number",
        recall="{ordinal} call for number",
        later_recall="Once more, number",
        to_place="please go to {place}",
        numbered="{kind}",
    ),
}  # fmt: skip

LANGUAGES = tuple(_SPEECH)
"""The languages a call can be spoken in."""


def announcement(ticket_number: str, counter_name: str, call_count: int, language: str) -> str:
    """The call as one sentence, for a speech synthesiser.

    `counter_name` is the name in that language ("Quầy 1"); `call_count` is 1 for the first call and grows with each
    recall. Raises ValueError for a language not in `LANGUAGES` or a count below 1.
    """
    speech = _speech(language)
    place = _place(counter_name, speech)
    number = ", ".join(_spell(ticket_number, speech))
    way = ", ".join(part for part in (f"{place.way} {', '.join(place.signs)}".strip(), place.rest) if part)
    return f"{_opening(call_count, speech)} {number}, {way}."


def clip_words(ticket_number: str, counter_name: str, call_count: int, language: str) -> tuple[str, ...]:
    """The same call cut where recordings can be joined, in speaking order.

    That is the opening, each sign of the number, the way, each sign of the counter, and what its name says after that.
    "A01" at "Quầy 12" gives ("Mời công dân có số", "A", "không", "một", "đến quầy số", "một", "hai"), so that one
    recording for each opening, sign and kind of place is enough. Raises ValueError as `announcement` does.
    """
    speech = _speech(language)
    place = _place(counter_name, speech)
    rest = (place.rest,) if place.rest else ()
    return (_opening(call_count, speech), *_spell(ticket_number, speech), place.way, *place.signs, *rest)


def _speech(language: str) -> _Speech:
    if language not in _SPEECH:
        raise ValueError(f"calls are not spoken in {language!r}, only in {', '.join(LANGUAGES)}")
    return _SPEECH[language]


def _opening(call_count: int, speech: _Speech) -> str:
    if call_count < 1:
        raise ValueError(f"a call is at least the first one, not number {call_count}")
    if call_count == 1:
        return speech.first_call
    if call_count > len(speech.ordinals):
        return speech.later_recall
    recall = speech.recall.format(ordinal=speech.ordinals[call_count - 1])
    return recall[0].upper() + recall[1:]


def _spell(signs: str, speech: _Speech) -> list[str]:
    """Each letter and digit by its name; dashes, dots and blanks are silent."""
    return [_name_of(sign, speech) for sign in normalize("NFC", signs).upper() if sign.isalnum()]


def _name_of(sign: str, speech: _Speech) -> str:
    return speech.digits[int(sign)] if sign.isdecimal() else speech.letters.get(sign, sign)


def _place(counter_name: str, speech: _Speech) -> _Place:
    name = " ".join(normalize("NFC", counter_name).split())
    match = _SIGNED_PLACE.match(name)
    if match is None:
        return _Place(speech.to_place.format(place=_inside(name)))
    kind = speech.numbered.format(kind=_NUMBER_WORD.sub("", _inside(match["kind"]))).strip()
    way = speech.to_place.format(place=kind).strip()
    return _Place(way, _counted(match["sign"], speech), _inside(match["rest"] or ""))


def _inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _counted(sign: str, speech: _Speech) -> tuple[str, ...]:
    if not sign.isdecimal() or int(sign) > _CARDINALS_TO:
        return tuple(_spell(sign, speech))
    return (speech.ten if int(sign) == _CARDINALS_TO else speech.digits[int(sign)],)
