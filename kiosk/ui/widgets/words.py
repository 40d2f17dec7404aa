"""Text that always fits its box: as large as wished, smaller when it must, never cut.

Breaking lines and finding the size are done here on word widths measured once, since Kivy's own wrapping measures each
word again at each try; and the texture is as small as the text, not as large as the box.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import NamedTuple

from kivy.clock import Clock
from kivy.core.text import Label as Text
from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.widget import Widget

from kiosk.ui.fonts import BODY, font_for

SHRINK = 0.97
LEAST = 0.4
"""How small text may become against its wished size. A box that needs less is laid out wrongly; a test looks for it."""

RULER = 100
"""The type size at which words are measured; widths at other sizes follow from it."""

HINTING = 1.02
"""Letters sit on whole pixels, so a small size is a little wider than its share of the ruler."""

BALANCE_STEP = 4.0
"""Pixels: finer than this nobody sees whether two lines are equally long."""


def forget_words() -> None:
    """Drop the measures of texts that were shown: a number or a name would stand among them."""
    typeset.cache_clear()
    _measured.cache_clear()


class Face(NamedTuple):
    font: str
    bold: bool
    line_height: float


class Setting(NamedTuple):
    """How a text is set: its type size, its lines, and whether they fit the box."""

    size: float
    lines: tuple[str, ...]
    fits: bool


class Words(Widget):
    """A text in the box its layout gives it; `largest` is the type size it would like, in pixels.

    While it is not on the screen it does nothing; `refresh` brings it up to date.
    """

    text = StringProperty()
    color = ColorProperty()
    largest = NumericProperty(20)
    face = StringProperty(BODY)
    bold = BooleanProperty(defaultvalue=False)
    line_height = NumericProperty(1.0)
    halign = OptionProperty("left", options=("left", "center", "right"))
    valign = OptionProperty("middle", options=("top", "middle", "bottom"))
    texture = ObjectProperty(None, allownone=True)

    def __init__(self, **options):
        self.setting = Setting(0, (), fits=True)
        self._drawn: tuple | None = None
        super().__init__(**options)
        self._refresh_soon = Clock.create_trigger(self._refresh_if_shown, -1)
        for name in ("text", "size", "largest", "face", "bold", "line_height", "halign"):
            self.fbind(name, self._refresh_soon)
        self._refresh_soon()

    def refresh(self) -> None:
        """Set the text anew, if anything has changed since."""
        face = Face(font_for(self.text, self.face), self.bold, self.line_height)
        setting = typeset(self.text, (max(1, int(self.width)), max(1, int(self.height))), self.largest, face)
        if (setting, face, self.halign) != self._drawn:
            self._drawn, self.setting = (setting, face, self.halign), setting
            self.texture = draw(setting, face, self.halign)

    def _refresh_if_shown(self, _delta):
        if self.get_root_window() is not None:
            self.refresh()


class Paragraph(Words):
    """Words that take the height they need at their wished size, for the width their layout gives them.

    One with a `share` does so in enlarged type only; else that is its `size_hint_y`.
    """

    share = NumericProperty(0)
    natural = BooleanProperty(defaultvalue=True)

    def __init__(self, **options):
        super().__init__(**options)
        for name in ("text", "width", "largest", "face", "bold", "line_height", "natural", "share"):
            self.fbind(name, self._grow)
        self._grow()

    def _grow(self, *_):
        self.size_hint_y = None if self.natural else self.share
        if self.natural:
            self.height = needed_height(self, self.largest, max(1, int(self.width))) if self.text else 0


@lru_cache(maxsize=4096)
def typeset(text: str, box: tuple[int, int], largest: float, face: Face) -> Setting:
    """The text at the largest size, stepping down from `largest`, at which it fits the box without breaking a word."""
    size = largest
    while True:
        lines = break_lines(text, box[0], size, face)
        fits = height_of(len(lines), size, face) <= box[1] and all(
            width_of(line, size, face) <= box[0] for line in lines
        )
        if fits or size <= largest * LEAST:
            return Setting(size, balance(text, box[0], size, face), fits)
        size *= SHRINK


def break_lines(text: str, width: float, size: float, face: Face) -> tuple[str, ...]:
    """Fill each line with as many words as it holds; a word that is too long stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balance(text: str, width: float, size: float, face: Face) -> tuple[str, ...]:
    """As many lines as `width` asks for, but of about equal length: no word stands alone on the last one."""
    lines = break_lines(text, width, size, face)
    low, high = width / max(1, len(lines)), width
    while high - low > BALANCE_STEP:
        middle = (low + high) / 2
        tried = break_lines(text, middle, size, face)
        is_enough = len(tried) == len(lines) and all(width_of(line, size, face) <= middle for line in tried)
        low, high = (low, middle) if is_enough else (middle, high)
    return break_lines(text, high, size, face) if len(lines) > 1 else lines


def fits_at(words: Words, size: float) -> bool:
    """Whether the text could stand in its box at this type size, no word broken."""
    face = Face(font_for(words.text, words.face), words.bold, words.line_height)
    lines = break_lines(words.text, words.width, size, face)
    return height_of(len(lines), size, face) <= words.height and all(
        width_of(line, size, face) <= words.width for line in lines
    )


def needed_height(words: Words, size: float, width: int) -> int:
    """How high the text would be at this type size, wrapped at `width`."""
    face = Face(font_for(words.text, words.face), words.bold, words.line_height)
    return height_of(len(break_lines(words.text, width, size, face)), size, face)


def width_of(line: str, size: float, face: Face) -> float:
    words = line.split(" ")
    at_ruler = sum(_measured(word, face)[0] for word in words) + (len(words) - 1) * _measured(" ", face)[0]
    return at_ruler * size / RULER * HINTING


def height_of(lines: int, size: float, face: Face) -> int:
    return ceil(lines * _measured("Ấg", face)[1] * face.line_height * size / RULER)


def draw(setting: Setting, face: Face, halign: str):
    """The lines as a white texture no larger than they are; None for no text."""
    if not setting.lines:
        return None
    text = _text("\n".join(setting.lines), setting.size, face, halign=halign)
    text.refresh()
    return text.texture


@lru_cache(maxsize=4096)
def _measured(word: str, face: Face) -> tuple[int, int]:
    return _text(word, RULER, face).get_extents(word)


def _text(text: str, size: float, face: Face, halign: str = "left") -> Text:
    return Text(
        text=text, font_size=size, font_name=face.font, bold=face.bold, line_height=face.line_height, halign=halign
    )
