"""The font of the paper, and a line of a form: labels, values over dots, boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable

from hardware.document.declaration.paper import BOX, VALUE

FONTS = Path(__file__).resolve().parents[3] / "assets" / "vendor" / "fonts" / "noto-sans"
PLAIN, BOLD = "Paper", "PaperBold"
SIZE, LEADING = 10.5, 17.0
BLANK = 25 * mm
"""Room to write by hand where nothing is known."""

CLOSING = frozenset(",.;:)")
"""Stand close to what is before them, and never begin a line."""

SIDE = 8.5
"""Of a box to tick."""


def register_fonts() -> None:
    """Noto Sans has every letter of Vietnamese, Jrai and Bahnar. Registering twice does no harm."""
    if PLAIN not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(PLAIN, FONTS / "NotoSans-Regular.ttf"))
        pdfmetrics.registerFont(TTFont(BOLD, FONTS / "NotoSans-Bold.ttf"))
        pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a line that stays whole: a word, a word of a value, room to write, or a box."""

    text: str
    width: float
    dotted: bool = False
    ticked: bool | None = None


def marks_of(text: str, words: Mapping[str, str]) -> list[Mark]:
    """What stands on a line, in order."""
    marks: list[Mark] = []
    at = 0
    for found in sorted((*VALUE.finditer(text), *BOX.finditer(text)), key=lambda one: one.start()):
        marks += [_word(word) for word in text[at : found.start()].split()]
        at = found.end()
        if found.re is BOX:
            marks.append(Mark("", SIDE, ticked=words.get(found[1]) == found[2]))
        else:
            marks += _value(words.get(found[1], ""), float(found[2] or 0) * mm)
    return marks + [_word(word) for word in text[at:].split()]


def _word(word: str) -> Mark:
    return Mark(word, pdfmetrics.stringWidth(word, PLAIN, SIZE))


def _value(text: str, least: float) -> list[Mark]:
    marks = [Mark(word, pdfmetrics.stringWidth(word, BOLD, SIZE), dotted=True) for word in _breakable(text)]
    taken = sum(mark.width + _gap() for mark in marks)
    rest = (least or BLANK) - taken
    return [*marks, Mark("", rest, dotted=True)] if not marks or (least and rest > 0) else marks


def _breakable(text: str) -> list[str]:
    """Words; one that no line could hold is cut into pieces that fit."""
    return [word[at : at + 40] for word in text.split() for at in range(0, len(word), 40)]


def _gap() -> float:
    return float(pdfmetrics.stringWidth(" ", PLAIN, SIZE))


class FormLine(Flowable):
    """Labels and values, wrapped; the dots of a value that ends the line go on to the edge."""

    def __init__(self, text: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self._marks = marks_of(text, words)
        self._lines: list[list[tuple[float, Mark]]] = []
        self._wide = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._wide, self._lines = width, [[]]
        at = 0.0
        for mark in self._marks:
            if mark.text[:1] in CLOSING and at:
                at -= _gap()
            elif at and at + mark.width > width:
                self._lines.append([])
                at = 0.0
            self._lines[-1].append((at, mark))
            at += mark.width + _gap()
        return width, LEADING * len(self._lines)

    def draw(self) -> None:
        for number, line in enumerate(self._lines):
            base = LEADING * (len(self._lines) - number) - SIZE - 2
            for place, (left, mark) in enumerate(line):
                following = line[place + 1] if place + 1 < len(line) else None
                self._draw_mark(left, base, mark, following)

    def _draw_mark(self, left: float, base: float, mark: Mark, following: tuple[float, Mark] | None) -> None:
        canvas: Any = self.canv
        if mark.ticked is not None:
            _draw_box(canvas, left, base, ticked=mark.ticked)
            return
        if mark.text:
            canvas.setFont(BOLD if mark.dotted else PLAIN, SIZE)
            canvas.drawString(left, base, mark.text)
        if mark.dotted:
            _draw_dots(canvas, left, _end_of_dots(left, mark, following, self._wide), base)


def _end_of_dots(left: float, mark: Mark, following: tuple[float, Mark] | None, edge: float) -> float:
    if following is None:
        return edge
    return following[0] if following[1].dotted else left + mark.width


def _draw_dots(canvas: Any, left: float, right: float, base: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.setDash(0.6, 1.8)
    canvas.line(left, base - 2.2, right, base - 2.2)
    canvas.restoreState()


def _draw_box(canvas: Any, left: float, base: float, *, ticked: bool) -> None:
    bottom = base - 0.8
    canvas.setLineWidth(0.8)
    canvas.rect(left, bottom, SIDE, SIDE)
    if ticked:
        canvas.line(left + 1.5, bottom + 1.5, left + SIDE - 1.5, bottom + SIDE - 1.5)
        canvas.line(left + 1.5, bottom + SIDE - 1.5, left + SIDE - 1.5, bottom + 1.5)
