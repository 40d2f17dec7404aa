"""What somebody has to bring for a procedure, as one 1-bit picture at the printer's width.

All words come with the data, in the reader's language: this file only knows where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from hardware.document.drawing import WHITE, qr_strip, to_ink, wrap
from hardware.document.fonts import BLACK, Typeface
from hardware.document.layout import STANDARD_LAYOUT, Layout, load_layout

OFFICE, TITLE, HEADING, TEXT, SMALL = 28, 40, 32, 30, 25
"""Sizes of type in dots on paper of full width; 8 dots are 1 mm."""

GAP = 12
QR_SIDE = 230
RULE = 3
FRAME = 4


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One paper. `note` says more about it, smaller; a ticked one is at hand already."""

    text: str
    note: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """`facts` are pairs of what and how much; `address` becomes a code to scan, None for none."""

    office: str
    heading: str
    title: str
    code: str
    items: tuple[ChecklistItem, ...]
    facts: tuple[tuple[str, str], ...]
    address: str | None
    address_words: str
    footnotes: tuple[str, ...]


class ChecklistDrawer:
    """Draws checklists with the fonts of the ticket's layout. One thread at a time."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._typefaces: dict[tuple[str, int], Typeface] = {}

    @classmethod
    def from_file(cls, path: Path = STANDARD_LAYOUT) -> ChecklistDrawer:
        """Read the fonts of the layout at `path`. Raises `LayoutError` with all its mistakes."""
        return cls(load_layout(path))

    def draw(self, checklist: Checklist, width: int) -> Image.Image:
        """Return the list, `width` dots across and as long as it needs; nothing is ever cut off."""
        strips = [*self._strips(checklist, width)]
        page = Image.new("L", (width, sum(strip.height + GAP for strip in strips) + GAP), WHITE)
        top = GAP
        for strip in strips:
            page.paste(strip, (0, top))
            top += strip.height + GAP
        return to_ink(page, self._layout.ink_threshold)

    def _strips(self, checklist: Checklist, width: int) -> Iterator[Image.Image]:
        yield self._text(checklist.office, "bold", OFFICE, width, centred=True)
        yield self._rule(width)
        yield self._text(checklist.heading, "bold", HEADING, width, centred=True)
        yield self._text(checklist.title, "heavy", TITLE, width, centred=True)
        yield self._text(checklist.code, "regular", SMALL, width, centred=True)
        yield self._rule(width)
        for item in checklist.items:
            yield self._item(item, width)
        yield self._rule(width)
        for what, how_much in checklist.facts:
            yield self._text(what, "regular", SMALL, width)
            yield self._text(how_much, "bold", TEXT, width)
        if checklist.address:
            yield qr_strip(checklist.address, self._scaled(QR_SIDE, width), width)
            yield self._text(checklist.address_words, "bold", SMALL, width, centred=True)
        for footnote in checklist.footnotes:
            yield self._text(footnote, "regular", SMALL, width, centred=True)

    def _item(self, item: ChecklistItem, width: int) -> Image.Image:
        size = self._scaled(TEXT, width)
        indent = self._layout.margin + size + GAP
        parts = [self._text(item.text, "bold", TEXT, width, indent=indent)]
        if item.note:
            parts.append(self._text(item.note, "regular", SMALL, width, indent=indent))
        strip = _stacked(parts, width)
        self._box(strip, size, item.ticked)
        return strip

    def _box(self, strip: Image.Image, size: int, ticked: bool) -> None:
        left, top = self._layout.margin, max(0, (self._line_height(size) - size) // 2)
        pen = ImageDraw.Draw(strip)
        pen.rectangle((left, top, left + size, top + size), outline=BLACK, width=FRAME)
        if ticked:
            corners = ((0.2, 0.5), (0.45, 0.78), (0.85, 0.15))
            pen.line([(left + x * size, top + y * size) for x, y in corners], fill=BLACK, width=FRAME + 2)

    def _text(
        self, text: str, font: str, size: int, width: int, *, indent: int = 0, centred: bool = False
    ) -> Image.Image:
        typeface = self._typeface(font, self._scaled(size, width))
        left = indent or self._layout.margin
        room = width - left - self._layout.margin
        lines = wrap(text, room, typeface.width)
        return _stacked([_line(line, typeface, width, left, room, centred=centred) for line in lines], width)

    def _rule(self, width: int) -> Image.Image:
        strip = Image.new("L", (width, RULE), WHITE)
        strip.paste(BLACK, (self._layout.margin, 0, width - self._layout.margin, RULE))
        return strip

    def _line_height(self, size: int) -> int:
        return sum(self._typeface("bold", size).reach("Ậ"))

    def _scaled(self, size: int, width: int) -> int:
        return round(size * self._layout.scale_at(width))

    def _typeface(self, font: str, size: int) -> Typeface:
        key = (font, size)
        if key not in self._typefaces:
            self._typefaces[key] = Typeface(self._layout.faces[font], size)
        return self._typefaces[key]


def _line(text: str, typeface: Typeface, width: int, left: int, room: int, *, centred: bool) -> Image.Image:
    above, below = typeface.reach(text)
    strip = Image.new("L", (width, above + below), WHITE)
    typeface.draw(strip, left + ((room - typeface.width(text)) / 2 if centred else 0), above, text)
    return strip


def _stacked(strips: list[Image.Image], width: int) -> Image.Image:
    page = Image.new("L", (width, max(1, sum(strip.height for strip in strips))), WHITE)
    top = 0
    for strip in strips:
        page.paste(strip, (0, top))
        top += strip.height
    return page
