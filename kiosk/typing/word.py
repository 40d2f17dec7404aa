"""The word under the caret: what its keys have made of it so far, and what it becomes when it ends.

A key that changes a letter does so only while the word can still become one that is written here; from then on, or
after the same key twice, keys write themselves. A word that ends as none of ours ends as it was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from kiosk.typing.letters import Letter, Mark, Tone, is_latin, read_letter, split_letters
from kiosk.typing.methods import Meaning, Method, meaning_of
from kiosk.typing.syllables import (
    ToneStyle,
    is_word,
    may_become_word,
    plain_of,
    takes_tone,
    tone_position,
    vowel_span,
)

ALSO_ENGLISH = frozenset({"draw", "law", "post", "raw", "saw", "straw", "taxi", "test", "thaw", "visa"})
"""Words that a citizen means in English although Telex makes a syllable of them, a rare one, or one typed otherwise."""

DOUBLED = frozenset("sfr")
"""Tone keys that English writes double: office, password, worry."""

TONE_OWNER = -1


class Did(Enum):
    WROTE = auto()
    CHANGED = auto()
    STOOD_ALONE = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the letter it belongs to, and what it did."""

    text: str
    owner: int
    did: Did = Did.WROTE


@dataclass(frozen=True, slots=True)
class Word:
    """`tone_at` holds the tone where a text brought it; None means that the rule says where it goes.

    `undone` is the key that was pressed twice, so that it writes itself.
    """

    letters: tuple[Letter, ...] = ()
    tone: Tone = Tone.LEVEL
    tone_at: int | None = None
    keys: tuple[Key, ...] = ()
    undone: str = ""

    @property
    def plain(self) -> str:
        return plain_of(self.letters)

    @property
    def typed(self) -> str:
        """The keys as they came, NFC."""
        return unicodedata.normalize("NFC", "".join(key.text for key in self.keys))

    def shown(self, style: ToneStyle) -> str:
        """What stands on the screen, NFC."""
        at = self.tone_place(style)
        return "".join(letter.written(self.tone if i == at else Tone.LEVEL) for i, letter in enumerate(self.letters))

    def tone_place(self, style: ToneStyle) -> int | None:
        return tone_position(self.letters, style) if self.tone_at is None else self.tone_at


def press(word: Word, key: str, method: Method) -> Word | None:
    """The word after one more key; None when the key is no part of a word."""
    meaning = meaning_of(key, method)
    if meaning is not None:
        changed = _change(word, key, meaning) if may_become_word(word.plain) else _accent_last(word, key, meaning)
        if changed is not None:
            return changed
    return _write(word, key) if is_latin(key) else None


def erase(word: Word, style: ToneStyle) -> Word:
    """Without its last letter, and without whatever keys made that letter."""
    last = len(word.letters) - 1
    letters = word.letters[:last]
    keeps_tone = word.tone_place(style) != last and any(letter.is_vowel for letter in letters)
    gone = {last} if keeps_tone else {last, TONE_OWNER}
    return replace(
        word,
        letters=letters,
        tone=word.tone if keeps_tone else Tone.LEVEL,
        tone_at=word.tone_at if keeps_tone else None,
        keys=tuple(key for key in word.keys if key.owner not in gone),
    )


def finish(word: Word, method: Method, style: ToneStyle, english: frozenset[str] = ALSO_ENGLISH) -> str:
    """What the word is when it ends: a word of ours as it is shown, anything else as it was typed."""
    shown = word.shown(style)
    if word.typed == shown or method is Method.ACCENTS:
        return shown
    if word.undone:
        return word.typed if _is_double_letter(word, shown, method, style) else shown
    if method is Method.TELEX and word.typed.lower() in english:
        return word.typed
    closed = replace(word, letters=_closed(word.letters))
    return closed.shown(style) if is_word(closed.plain, closed.tone) else word.typed


def _is_double_letter(word: Word, shown: str, method: Method, style: ToneStyle) -> bool:
    """Of "office" both f are meant, since one would have been enough; the second s of "tesst" keeps the first from
    being a tone."""
    is_common = method is Method.TELEX and word.undone in DOUBLED
    return is_common and finish(type_in(shown, method), method, style, frozenset()) == shown


def type_in(text: str, method: Method) -> Word:
    """The word that these keys make; a key that is no part of a word is left out."""
    word = Word()
    for key in split_letters(text):
        word = press(word, key, method) or word
    return word


def adopt(text: str, style: ToneStyle) -> Word:
    """A word that stands in a text already, for more keys to change."""
    word = Word()
    for letter in split_letters(text):
        word = _write(word, letter)
    follows_rule = word.tone_at == tone_position(word.letters, style)
    return replace(word, tone_at=None) if follows_rule else word


def _write(word: Word, key: str) -> Word:
    """The key as a letter of its own; a second tone in one word stays with its letter."""
    letter, tone = read_letter(key)
    place = len(word.letters)
    keys = (*word.keys, Key(key, place))
    if tone and word.tone:
        letter, tone = Letter(key.lower(), is_upper=key.lower() != key), Tone.LEVEL
    wider = replace(word, letters=_settled((*word.letters, letter)), keys=keys)
    return replace(wider, tone=tone, tone_at=place) if tone else wider


def _change(word: Word, key: str, meaning: Meaning) -> Word | None:
    """The word changed by the key, None when the key changes nothing in it."""
    if meaning.tone is not None:
        return _set_tone(word, key, meaning.tone)
    return _put_mark(word, key, meaning)


def _set_tone(word: Word, key: str, tone: Tone) -> Word | None:
    is_only_a_tone = key == tone.value
    if not vowel_span(word.letters):
        return word if is_only_a_tone else None
    if word.tone is tone:
        if tone is Tone.LEVEL:
            return None
        bare = replace(word, tone=Tone.LEVEL, tone_at=None)
        return bare if is_only_a_tone else replace(_write(bare, key), undone=key.lower())
    if tone is not Tone.LEVEL and not takes_tone(word.plain, tone):
        return _accent_last(word, key, Meaning(tone=tone)) if is_only_a_tone else None
    return replace(word, tone=tone, tone_at=None, keys=(*word.keys, Key(key, TONE_OWNER, Did.CHANGED)))


def _accent_last(word: Word, key: str, meaning: Meaning) -> Word | None:
    """In a foreign word a tone key of the screen accents the last vowel: José."""
    if key != meaning.tone or not word.letters:
        return word if key == meaning.tone else None
    last = len(word.letters) - 1
    letter = word.letters[last]
    if not letter.is_vowel or word.tone:
        return word
    return replace(word, tone=meaning.tone, tone_at=last, keys=(*word.keys, Key(key, last, Did.CHANGED)))


def _put_mark(word: Word, key: str, meaning: Meaning) -> Word | None:
    marks = meaning.marks or {}
    if _is_repeated(word, key):
        return _undo(word, key, meaning)
    for place in _places(word.letters, marks):
        mark = marks[word.letters[place].base]
        letters = _with(word.letters, place, mark)
        if may_become_word(plain_of(letters)):
            return replace(word, letters=_settled(letters), keys=(*word.keys, Key(key, place, Did.CHANGED)))
    if any(marks.get(letter.base) is letter.mark for letter in word.letters):
        return _undo(word, key, meaning)
    return _stand_alone(word, key, meaning)


def _is_repeated(word: Word, key: str) -> bool:
    last = word.keys[-1] if word.keys else None
    return last is not None and last.did is not Did.WROTE and last.text.lower() == key.lower()


def _undo(word: Word, key: str, meaning: Meaning) -> Word:
    """The same key twice: it takes back what it did and writes itself."""
    if word.keys[-1].did is Did.STOOD_ALONE:
        letters, keys = word.letters[:-1], (*word.keys[:-1], Key(key, len(word.letters) - 1))
    else:
        marks = meaning.marks or {}
        letters = tuple(_without(letter, marks.get(letter.base)) for letter in word.letters)
        keys = word.keys
    undone = replace(word, letters=(*letters, read_letter(key)[0]), undone=key.lower())
    # After a w that stood alone both strokes belong to the one letter that is left of them.
    return replace(undone, keys=(*keys, Key(key, len(letters))))


def _without(letter: Letter, mark: Mark | None) -> Letter:
    return replace(letter, mark=Mark.NONE) if letter.mark is mark else letter


def _stand_alone(word: Word, key: str, meaning: Meaning) -> Word | None:
    """A w without a vowel is ư; brackets are letters wherever these fit."""
    if not meaning.alone or (meaning.marks and any(letter.is_vowel for letter in word.letters)):
        return None
    letter = Letter(meaning.alone, Mark.HORN, is_upper=key in "W{}")
    letters = (*word.letters, letter)
    if not may_become_word(plain_of(letters)):
        return None
    keys = (*word.keys, Key(key, len(word.letters), Did.STOOD_ALONE))
    return replace(word, letters=_settled(letters), keys=keys)


def _places(letters: tuple[Letter, ...], marks: Mapping[str, Mark]) -> Iterator[int]:
    """Where a mark may go, the likeliest first: from the end, bare letters before those that have another mark."""
    vowels = vowel_span(letters)
    wearers = range(vowels.start) if "d" in marks else vowels
    able = [i for i in reversed(wearers) if letters[i].base in marks]
    yield from (i for i in able if letters[i].mark is Mark.NONE)
    yield from (i for i in able if letters[i].mark not in (Mark.NONE, marks[letters[i].base]))


def _with(letters: tuple[Letter, ...], place: int, mark: Mark) -> tuple[Letter, ...]:
    return (*letters[:place], replace(letters[place], mark=mark), *letters[place + 1 :])


def _settled(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """uơ followed by anything is ươ."""
    vowels = vowel_span(letters)
    for i in vowels:
        if plain_of(letters[i : i + 2]) == "uơ" and i + 2 < len(letters):
            return _with(letters, i, Mark.HORN)
    return letters


def _closed(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """ươ with nothing behind it is uơ: thuở."""
    if plain_of(letters[-2:]) == "ươ":
        return _with(letters, len(letters) - 2, Mark.NONE)
    return letters
