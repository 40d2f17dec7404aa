"""Letters as a typist thinks of them: a base, a mark that makes another letter of it, and the tone of the syllable."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

VOWELS = frozenset("aăâeêioôơuưy")


class Tone(StrEnum):
    """The five written tones as combining characters, and the level one, which is not written."""

    LEVEL = ""
    ACUTE = "\u0301"
    GRAVE = "\u0300"
    HOOK = "\u0309"
    TILDE = "\u0303"
    DOT = "\u0323"


class Mark(StrEnum):
    """What makes another letter: â ê ô, ă, ơ ư, đ."""

    NONE = ""
    CIRCUMFLEX = "\u0302"
    BREVE = "\u0306"
    HORN = "\u031b"
    STROKE = "đ"


WEARS = {Mark.CIRCUMFLEX: "aeo", Mark.BREVE: "a", Mark.HORN: "ou", Mark.STROKE: "d"}
"""Which bases a mark goes on."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`base` is lower case; anything that is no Vietnamese letter (č, ơ̆, a digit) is a base of its own."""

    base: str
    mark: Mark = Mark.NONE
    is_upper: bool = False

    @property
    def plain(self) -> str:
        """Lower case, without the tone: `ê`."""
        if self.mark is Mark.STROKE:
            return "đ"
        return unicodedata.normalize("NFC", self.base + self.mark)

    @property
    def is_vowel(self) -> bool:
        return self.base[0] in VOWELS or unicodedata.normalize("NFD", self.base)[0] in VOWELS

    def written(self, tone: Tone = Tone.LEVEL) -> str:
        """As it stands in a text, NFC."""
        lower = unicodedata.normalize("NFC", self.plain + tone)
        return lower.upper() if self.is_upper else lower


def read_letter(text: str) -> tuple[Letter, Tone]:
    """The letter and the tone of one written letter; `Ế` is an upper case ê with the acute."""
    lower = text.lower()
    if lower.upper() != text.upper() or (lower != text and lower.upper() != text):
        return Letter(text), Tone.LEVEL
    is_upper = lower != text
    if lower == "đ":
        return Letter("d", Mark.STROKE, is_upper), Tone.LEVEL
    apart = unicodedata.normalize("NFD", lower)
    base, combining = apart[0], apart[1:]
    tones = [one for one in combining if one in set(Tone) - {""}]
    marks = [one for one in combining if one not in tones]
    tone = Tone(tones[0]) if tones else Tone.LEVEL
    if not marks and len(tones) < 2:
        return Letter(base, Mark.NONE, is_upper), tone
    if len(tones) < 2 and len(marks) == 1 and base in WEARS.get(_mark(marks[0]), ""):
        return Letter(base, _mark(marks[0]), is_upper), tone
    return Letter(lower, Mark.NONE, is_upper), Tone.LEVEL


def _mark(combining: str) -> Mark:
    return Mark(combining) if combining in set(Mark) else Mark.NONE


@lru_cache(maxsize=1024)
def is_latin(letter: str) -> bool:
    """Whether this is a letter of an alphabet like ours, marks and all."""
    return letter[:1].isalpha() and unicodedata.name(letter[0], "").startswith("LATIN ")


def split_letters(text: str) -> list[str]:
    """The letters of a text, each with the combining characters that belong to it: `ơ̆` is one."""
    letters: list[str] = []
    for one in text:
        if letters and unicodedata.combining(one):
            letters[-1] += one
        else:
            letters.append(one)
    return letters
