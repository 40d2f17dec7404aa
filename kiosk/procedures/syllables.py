"""Vietnamese as people type it: syllables without their marks, by sound, out of Telex and VNI, and run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

MOST_CHARACTERS = 160
MOST_SYLLABLES = 16
"""Nobody says more than this on a kiosk; the rest of a longer text is not read."""

SOUNDS = (
    (re.compile("^(?:ngh|ng)"), "N"),
    (re.compile("^(?:tr|ch)"), "C"),
    (re.compile("^(?:sh|x|s)"), "s"),
    (re.compile("^(?:gi|d|r|v)"), "d"),
    (re.compile("^(?:gh|g)"), "g"),
    (re.compile("^(?:kh)"), "K"),
    (re.compile("^(?:qu)"), "cu"),
    (re.compile("^(?:k|q|c)"), "c"),
    (re.compile("^(?:ph|f)"), "f"),
    (re.compile("^(?:l|n)"), "n"),
    (re.compile("y"), "i"),
    (re.compile("(?:ng|nh|n)$"), "n"),
    (re.compile("(?:ch|c|t)$"), "t"),
    (re.compile("(?<=u)o"), ""),
)
"""Letters that sound alike in one part of the country or another, or are easily mistaken."""

TELEX_PAIRS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("w", ""))
TELEX_TONE = re.compile("(?<=[aeiouy])([sfrxj])")
ONE_SYLLABLE = re.compile(
    "(?:ngh?|tr|th|ch|ph|kh|gh|gi|qu|nh|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE
)
NOT_LETTERS = re.compile(r"[\W_]+")


class Syllable(NamedTuple):
    """`plain` has no marks; `marks` are what was taken off, so that `đất` and `dắt` can be told apart."""

    plain: str
    marks: str


def syllables(text: str) -> list[Syllable]:
    """What stands between blanks and signs, in lower case, at most `MOST_SYLLABLES`. Never raises."""
    words = NOT_LETTERS.sub(" ", unicodedata.normalize("NFC", text[:MOST_CHARACTERS]).lower()).split()
    found = [_bare(word) for word in words[:MOST_SYLLABLES]]
    return [syllable for syllable in found if syllable.plain]


def plain(text: str) -> str:
    """The syllables without their marks, a blank between them."""
    return " ".join(syllable.plain for syllable in syllables(text))


@lru_cache(maxsize=4096)
def sound(syllable: str) -> str:
    """A key that is the same for syllables that sound alike somewhere: `trú` and `chú`, `xinh` and `sin`."""
    for pattern, letter in SOUNDS:
        syllable = pattern.sub(letter, syllable)
    return syllable


def untyped(syllable: str, known: Container[str]) -> str | None:
    """A known syllable behind keys of Telex (`ddaats`) or VNI (`d9a61t`) that nobody turned into marks."""
    bare = re.sub(r"\d", "", syllable)
    for pair, letter in TELEX_PAIRS:
        bare = bare.replace(pair, letter)
    for candidate in (bare, TELEX_TONE.sub("", bare, count=1), TELEX_TONE.sub("", bare)):
        if candidate in known:
            return candidate
    return None


def split(word: str, known: Container[str]) -> Sequence[str] | None:
    """Known syllables that were run together, as few as possible: `khaisinh`. None when there is no such cut."""
    if ONE_SYLLABLE.fullmatch(word):
        return None
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 7), end - 1):
            before, piece = best[start], word[start:end]
            if before is not None and piece in known and (best[end] is None or len(before) < len(best[end] or ()) - 1):
                best[end] = (*before, piece)
    return best[len(word)]


@lru_cache(maxsize=8192)
def _bare(word: str) -> Syllable:
    taken = unicodedata.normalize("NFD", word.replace("đ", "d\u0335"))
    marks = "".join(sorted(sign for sign in taken if unicodedata.category(sign) == "Mn"))
    return Syllable("".join(sign for sign in taken if sign.isalnum()), marks)
