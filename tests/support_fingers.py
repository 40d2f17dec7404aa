"""A finger on the keyboard's keys: which of them somebody touches, one after another, to write a text. No Kivy.

The same boards, entries and pads as on the glass; shift, another layer and a long press cost touches too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.forms.writing import capitals_of, is_spelled, length_of, pad_of
from kiosk.typing.board import Act, Board, Cap, Layer, Pad, Shift
from kiosk.typing.entry import Entry, Way, entry_of
from kiosk.typing.letters import Letter, Mark, Tone, read_letter, split_letters
from kiosk.typing.methods import Method
from kiosk.typing.pads import press_on
from kiosk.ui.keyboard.caps import TONES as FACES
from queue_server.contract.forms.schema import FormField

MARKS = {Mark.BREVE: "w", Mark.HORN: "w", Mark.STROKE: "d"}
TONES = {Tone.ACUTE: "s", Tone.GRAVE: "f", Tone.HOOK: "r", Tone.TILDE: "x", Tone.DOT: "j"}
RUN_OF_CAPITALS = 3


def strokes(text: str, method: Method) -> list[str]:
    """The keys for a text: in Telex each mark behind its letter and the tone at the end of its word."""
    keys: list[str] = []
    for word in _words(text):
        if len(word) > 1 and ("".join(word).isupper() or any(not read_letter(one)[0].base.isascii() for one in word)):
            keys += word  # no syllable of ours: its letters with marks come by a long press
            continue
        tones = [tone for letter in word if (tone := read_letter(letter)[1])]
        keys += [key for letter in word for key in _of_letter(read_letter(letter)[0], method)]
        keys += [TONES[tone] if method is Method.TELEX else tone.value for tone in tones]
    return keys


def _words(text: str) -> Iterator[list[str]]:
    """Runs of letters, and each sign between them for itself."""
    run: list[str] = []
    for letter in split_letters(unicodedata.normalize("NFC", text)):
        if letter[0].isalpha():
            run.append(letter)
            continue
        yield run
        run = []
        yield [letter]
    yield run


def _of_letter(letter: Letter, method: Method) -> list[str]:
    base = letter.base.upper() if letter.is_upper else letter.base
    if letter.mark is Mark.NONE:
        return [base]
    if method is Method.ACCENTS and letter.mark is not Mark.NONE:
        return [letter.written()]
    return [base, MARKS.get(letter.mark, letter.base)]


@dataclass
class Finger:
    """Writes into the field of one question. `touched` names every plate in its order, as the screen map does."""

    asked: FormField
    method: Method = Method.TELEX
    entry: Entry = field(default_factory=Entry)
    board: Board = field(default_factory=Board)
    touched: list[str] = field(default_factory=list)

    @classmethod
    def on(cls, asked: FormField, text: str, method: Method) -> Finger:
        pad = pad_of(asked)
        way = Way(method if is_spelled(asked) and pad is Pad.TEXT else None)
        finger = cls(asked, method, entry_of(text, way, length_of(asked)), Board(pad, method))
        finger.board = finger._fresh(finger.board)
        return finger

    def put(self, text: str) -> None:
        """An offer was touched: the keyboard begins anew behind it."""
        self.entry = entry_of(text, self.entry.way, self.entry.limit)
        self.board = self._fresh(Board(self.board.pad, self.method))

    def clear(self) -> None:
        self.touched.append("field:clear")
        self.put("")

    def write(self, key: str, next_keys: str) -> None:
        """One character, with whatever has to be touched before it."""
        base = self._base_of(key)
        while not _has(self.board, base):
            self._touch(Cap(Act.SIGNS if self.board.layer is Layer.LETTERS else Act.LETTERS))
        self._shift_for(key, next_keys)
        cap = next(cap for cap in _caps_of(self.board) if cap.act is Act.WRITE and cap.key == base.lower())
        if base == key:
            self._touch(cap)
        else:
            self._hold(cap, key)

    def _base_of(self, key: str) -> str:
        """The key itself where there is one, else the key whose long press offers it."""
        if any(_has(layer, key) for layer in self._layers()):
            return key
        return next(cap.key for cap in _caps_of(self._layers()[0]) if key.lower() in cap.variants)

    def _hold(self, cap: Cap, key: str) -> None:
        """A long press, then a touch of what it offers."""
        assert key.lower() in cap.variants, key
        self.touched += [f"hold:{cap.key}", f"variant:{key}"]
        self.entry = self.entry.press(key)
        self.board = self._fresh(self.board)

    def _layers(self) -> list[Board]:
        """The letters and the signs, or the only board of a pad; what lies deeper is quicker by a long press."""
        if self.board.pad is not Pad.TEXT:
            return [self.board]
        return [Board(layer=layer, method=self.method) for layer in (Layer.LETTERS, Layer.SIGNS)]

    def _shift_for(self, key: str, next_keys: str) -> None:
        if self.board.pad is not Pad.TEXT or not key.isalpha() or len(key) != 1:
            return
        run = len(next_keys) - len(next_keys.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZĐÂĂÊÔƠƯ"))
        wanted = Shift.LOCKED if run >= RUN_OF_CAPITALS else None
        while key.isupper() and (self.board.shift is Shift.OFF or (wanted and self.board.shift is not wanted)):
            self._touch(Cap(Act.SHIFT))
        while key.islower() and self.board.shift is not Shift.OFF:
            self._touch(Cap(Act.SHIFT))

    def _touch(self, cap: Cap) -> None:
        self.touched.append(self._name(cap))
        after = self.board.after(cap)
        if cap.act is Act.WRITE:
            key = self.board.written(cap.key)
            self.entry = press_on(self.board.pad, self.entry, key)
            after = self._fresh(after) if after.layer is Layer.LETTERS else after
        self.board = after

    def _name(self, cap: Cap) -> str:
        if cap.act is not Act.WRITE:
            return f"key:{cap.act}"
        names = {" ": "space"} | {tone.value: word for tone, (word, _) in FACES.items()}
        return f"key:{names.get(cap.key, cap.key)}"

    def _fresh(self, board: Board) -> Board:
        return board.capital(is_wanted=self.entry.wants_capital(capitals_of(self.asked)))


def _caps_of(board: Board) -> list[Cap]:
    return [cap for row in board.rows(is_wide=False) for cap in row]


def _has(board: Board, key: str) -> bool:
    return any(cap.act is Act.WRITE and cap.key == key.lower() for cap in _caps_of(board))
