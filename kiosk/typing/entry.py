"""A line of text with a caret, typed key by key. Pure: each step gives a new entry, and nothing is remembered."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace

from kiosk.typing.letters import is_latin, split_letters
from kiosk.typing.methods import Method, meaning_of
from kiosk.typing.syllables import ToneStyle
from kiosk.typing.word import Word, adopt, erase, finish, press

LONGEST = 200
PAGE = 200
LONGEST_WORD = 40
"""Letters; a longer run is no word of ours, and keys in it write themselves."""


@dataclass(frozen=True, slots=True)
class Way:
    """How keys are read. `method` None: each key writes itself, as in an e-mail address or on the number pad."""

    method: Method | None = Method.TELEX
    tone_style: ToneStyle = ToneStyle.OLD


@dataclass(frozen=True, slots=True)
class Entry:
    """`before` and `after` stand around the word under the caret. Texts are NFC; `limit` counts letters as read."""

    before: str = ""
    word: Word = field(default_factory=Word)
    after: str = ""
    way: Way = field(default_factory=Way)
    limit: int = LONGEST

    @property
    def text(self) -> str:
        return self.before + self._shown + self.after

    @property
    def caret(self) -> int:
        """Characters before the caret."""
        return len(self.before) + len(self._shown)

    def wants_capital(self, capitals: str) -> bool:
        """Whether the next letter begins a name (`words`), or the text (`first`)."""
        before = self.text[: self.caret]
        if capitals == "words":
            return before[-1:] in ("", " ", "-")
        return capitals == "first" and not before.strip()

    def press(self, key: str) -> Entry:
        """One key: a letter with all that belongs to it, a digit, a sign, a space. A full entry takes no more.

        More than one letter at once is taken as so many keys; what has no picture (a tab, a control) is left out.
        """
        entry = self
        for letter in split_letters(unicodedata.normalize("NFC", key)):
            after = entry._pressed(letter) if letter.isprintable() else entry
            entry = after if after._fits() or length(after.text) <= length(entry.text) else entry
        return entry

    def backspace(self) -> Entry:
        """Take away one whole letter before the caret."""
        if self.word.letters:
            return replace(self, word=erase(self.word, self.way.tone_style))
        return replace(self, before="".join(split_letters(self.before)[:-1]))

    def move(self, caret: int) -> Entry:
        """Put the caret elsewhere; it never stands inside a letter. The word ends."""
        ended = self.end()
        text, place = ended.text, 0
        for letter in split_letters(text):
            if place + len(letter) > caret:
                break
            place += len(letter)
        return replace(ended, before=text[:place], after=text[place:])

    def end(self) -> Entry:
        """The word ends, as at a space: one that is none of ours becomes what was typed."""
        if self.way.method is None or not self.word.letters:
            return replace(self, before=self.before + self._shown, word=Word())
        return replace(self, before=self.before + finish(self.word, self.way.method, self.way.tone_style), word=Word())

    def clear(self) -> Entry:
        return Entry(way=self.way, limit=self.limit)

    def with_way(self, way: Way) -> Entry:
        """Go on in another way; the word so far ends."""
        return replace(self.end(), way=way)

    def _fits(self) -> bool:
        return len(self.text) <= self.limit or length(self.text) <= self.limit

    @property
    def _shown(self) -> str:
        return self.word.shown(self.way.tone_style)

    def _pressed(self, key: str) -> Entry:
        method = self.way.method
        if method is None:
            return self._with_sign(key)
        if len(self.word.letters) > LONGEST_WORD:
            return self.end()._with_sign(key)
        run = "" if self.word.letters else self._run_before()
        if len(run) > LONGEST_WORD:
            return self._with_sign(key)
        here = self._taking_up(run) if run and (is_latin(key) or meaning_of(key, method)) else self
        word = press(here.word, key, method)
        if word is not None:
            return replace(here, word=word)
        return here.end()._with_sign(key)

    def _with_sign(self, sign: str) -> Entry:
        """A sign as it is; one that belongs to a letter cannot stand alone."""
        is_lone = unicodedata.combining(sign[0]) > 0
        return self if is_lone else replace(self, before=unicodedata.normalize("NFC", self.before + sign))

    def _taking_up(self, run: str) -> Entry:
        """With the letters right before the caret as the word, since the key may change it."""
        return replace(self, before=self.before.removesuffix(run), word=adopt(run, self.way.tone_style))

    def _run_before(self) -> str:
        """The letters without a gap before the caret, as many as can matter."""
        letters = split_letters(self.before[-2 * LONGEST_WORD :])
        start = len(letters)
        while start > 0 and is_latin(letters[start - 1]):
            start -= 1
        return "".join(letters[start:])


def entry_of(text: str, way: Way | None = None, limit: int = LONGEST) -> Entry:
    """An entry that holds this text already, the caret behind it."""
    return Entry(before=text, way=way or Way(), limit=limit)


def type_line(keys: str, way: Way) -> str:
    """The text that a line of keystrokes becomes, its last word ended; a line of any length."""
    done: list[str] = []
    entry = Entry(way=way, limit=4 * PAGE)
    for key in split_letters(keys):
        entry = entry.press(key)
        if len(entry.before) > 2 * PAGE:
            done.append(entry.before[:PAGE])
            entry = replace(entry, before=entry.before[PAGE:])
    return "".join(done) + entry.end().text


def length(text: str) -> int:
    """In letters as read: `ơ̆` counts once."""
    return len(split_letters(text))
