"""Brings what people write to one form, on both sides: in what is searched and in what is typed."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.procedures.model import Vocabulary
from kiosk.procedures.syllables import Syllable, syllables

Phrase = tuple[Syllable, ...]


class Rewriter:
    """Spells abbreviations out and says one word for all that mean the same."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._short = {key: tuple(syllables(text)) for key, text in _plain_keys(vocabulary.short.items())}
        self._same: dict[tuple[str, ...], list[tuple[Phrase, Phrase]]] = {}
        for group in vocabulary.alike:
            words = [tuple(syllables(word)) for word in group]
            for word in words[1:]:
                self._same.setdefault(_plain(word), []).append((word, words[0]))
        self._longest = max((len(key) for key in self._same), default=0)

    @property
    def known(self) -> set[str]:
        """Every syllable that it says something about."""
        return {*self._short, *(plain for key in self._same for plain in key)}

    def rewrite(self, phrase: Iterable[Syllable]) -> Phrase:
        """The phrase in the one form. Where it was typed with marks, only words with the same marks are changed."""
        spelled = tuple(one for syllable in phrase for one in self._short.get(syllable.plain, (syllable,)))
        is_marked = any(syllable.marks for syllable in phrase)
        found: list[Syllable] = []
        at = 0
        while at < len(spelled):
            length, replacement = self._match(spelled, at, is_marked=is_marked)
            found += replacement
            at += length
        return tuple(found)

    def _match(self, phrase: Phrase, at: int, *, is_marked: bool) -> tuple[int, Phrase]:
        for length in range(min(self._longest, len(phrase) - at), 0, -1):
            part = phrase[at : at + length]
            for written, instead in self._same.get(_plain(part), ()):
                if not is_marked or part == written:
                    return length, instead
        return 1, phrase[at : at + 1]


def _plain(phrase: Iterable[Syllable]) -> tuple[str, ...]:
    return tuple(syllable.plain for syllable in phrase)


def _plain_keys(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for key, text in pairs:
        yield "".join(_plain(syllables(key))), text
