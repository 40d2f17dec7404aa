"""Draws a ticket as one 1-bit picture at the printer's width."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw

from hardware.document.fonts import BLACK, Typeface
from hardware.document.layout import STANDARD_LAYOUT, Block, Layout, Show, Style, load_layout
from hardware.document.ticket_data import TicketData
from hardware.document.wording import languages_on, sentences

log = logging.getLogger(__name__)

WHITE = 255
QUIET_ZONE = 4
MASK = 0
"""A chessboard. Trying all eight masks for the fairest would take longer than all the rest of a ticket, and every
reader takes any of them."""

SMALLEST_MODULE = 3
"""Dots of one QR module: thinner than 3 (0.4 mm), cheap phone cameras fail on thermal paper."""


SMALLEST_FIT = 0.8
"""A sentence that would fit one line at this share of its size is set smaller; a longer one is broken instead."""

REMEMBERED_SENTENCES = 128
"""About 3 MB of drawn lines."""


class TicketDrawer:
    """Draws tickets in one layout. Keeps the fonts it has opened: make one and use it again, from one thread."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._typefaces: dict[tuple[str, int], Typeface] = {}
        self._drawn: OrderedDict[tuple[object, ...], list[Image.Image]] = OrderedDict()

    @classmethod
    def from_file(cls, path: Path = STANDARD_LAYOUT) -> TicketDrawer:
        """Read the layout at `path`. Raises `LayoutError` with all its mistakes."""
        return cls(load_layout(path))

    def draw(self, ticket: TicketData, width: int) -> Image.Image:
        """Return the ticket, `width` dots across and as long as it needs; nothing is ever cut off."""
        strips = [strip for block in self._layout.blocks for strip in self._block(block, ticket, width)]
        page = Image.new("L", (width, sum(strip.height for strip in strips)), WHITE)
        top = 0
        for strip in strips:
            page.paste(strip, (0, top))
            top += strip.height
        return to_ink(page, self._layout.ink_threshold)

    def _block(self, block: Block, ticket: TicketData, width: int) -> Iterator[Image.Image]:
        content = [*self._content(block, ticket, width)]
        if not content:
            return
        scale = self._layout.scale_at(width)
        yield _blank(width, round(block.before * scale))
        yield from content
        yield _blank(width, round(block.after * scale))

    def _content(self, block: Block, ticket: TicketData, width: int) -> Iterator[Image.Image]:
        scale = self._layout.scale_at(width)
        if block.show is Show.RULE:
            yield self._rule(width, block.thickness)
            return
        if block.show is Show.NUMBER:
            yield self._number(ticket.number, block, width)
            return
        if block.show is Show.FOLLOW and ticket.tracking_url:
            yield qr_strip(ticket.tracking_url, round(block.qr_size * scale), width)
        for size, sentence in self._sentences(block, ticket):
            yield from self._remembered(sentence, block, round(size * scale), width)

    def _sentences(self, block: Block, ticket: TicketData) -> list[tuple[int, str]]:
        languages = languages_on(ticket, frozenset(self._layout.words))
        said = [
            (block.size if language == "vi" else block.second_size, sentence)
            for language in languages
            for sentence in sentences(block.show, ticket, language, self._layout.words[language])
        ]
        if block.style is Style.PLAIN or len(said) < 2:
            return said
        # One band for both languages: two stacked ones look like two different marks.
        return [(block.size, " · ".join(sentence for _, sentence in said))]

    def _remembered(self, sentence: str, block: Block, size: int, width: int) -> list[Image.Image]:
        """Most sentences stand on every ticket of the day, and shaping them takes most of the time of a drawing."""
        key = (sentence, block.font, block.style, block.fit, size, width)
        strips = self._drawn.pop(key, None) or [*self._sentence(sentence, block, size, width)]
        self._drawn[key] = strips
        if len(self._drawn) > REMEMBERED_SENTENCES:
            self._drawn.popitem(last=False)
        return strips

    def _sentence(self, sentence: str, block: Block, size: int, width: int) -> Iterator[Image.Image]:
        inset = self._layout.margin + (size if block.style is not Style.PLAIN else 0)
        room = width - 2 * inset
        floor = size * (SMALLEST_FIT if block.fit else 1) if block.style is Style.PLAIN else 0
        typeface = self._fitting(sentence, block.font, size, room, floor)
        if typeface.lacks(sentence):
            log.warning("%s has a letter that no font of the layout has: it is printed as a box", block.show)
        lines = wrap(sentence, room, typeface.width)
        match block.style:
            case Style.PLAIN:
                yield from (_line(line, typeface, width) for line in lines)
            case Style.INVERTED | Style.BOXED:
                yield _band(lines, typeface, width, inverted=block.style is Style.INVERTED)

    def _number(self, number: str, block: Block, width: int) -> Image.Image:
        room = width - 2 * self._layout.margin
        typeface = self._fitting(number, block.font, block.size, room, 0)
        above, below = typeface.ink(number)
        strip = _blank(width, above + below)
        typeface.draw(strip, (width - typeface.width(number)) / 2, above, number)
        return strip

    def _rule(self, width: int, thickness: int) -> Image.Image:
        strip = _blank(width, thickness)
        strip.paste(BLACK, (self._layout.margin, 0, width - self._layout.margin, thickness))
        return strip

    def _fitting(self, text: str, font: str, size: int, room: int, floor: float) -> Typeface:
        """The face at the largest size that keeps `text` on one line, or at `size` when that is below `floor`."""
        typeface = self._typeface(font, size)
        fitting = int(size * room / max(room, typeface.width(text)))
        return self._typeface(font, fitting) if fitting >= floor else typeface

    def _typeface(self, font: str, size: int) -> Typeface:
        key = (font, size)
        if key not in self._typefaces:
            self._typefaces[key] = Typeface(self._layout.faces[font], size)
        return self._typefaces[key]


def qr_strip(url: str, wanted: int, width: int) -> Image.Image:
    """The address as a code about `wanted` dots wide, in the middle of a strip as wide as the paper."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK)
    code.add_data(url)
    code.make(fit=True)
    modules = code.get_matrix()
    across = len(modules)
    module = max(SMALLEST_MODULE, min(wanted, width) // across)
    picture = Image.new("L", (across, across))
    picture.putdata([BLACK if dark else WHITE for row in modules for dark in row])
    side = across * module
    strip = _blank(width, side)
    strip.paste(picture.resize((side, side), Image.Resampling.NEAREST), ((width - side) // 2, 0))
    return strip


def to_ink(page: Image.Image, threshold: int) -> Image.Image:
    """Black and white, nothing between."""
    return page.point(lambda grey: WHITE if grey >= threshold else 0).convert("1", dither=Image.Dither.NONE)


def wrap(text: str, room: float, width_of: Callable[[str], float]) -> list[str]:
    """Break into as few lines as fit `room`, about equally long; a word too long for a line is broken too."""
    if width_of(text) <= room:
        return [text]
    words = [(piece, width_of(piece)) for word in text.split() for piece in _pieces(word, room, width_of)]
    space = width_of(" ")
    fewest = len(_fill(words, room, space))
    narrow, wide = room / fewest / 2, room
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(_fill(words, middle, space)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _fill(words, wide, space)


def _fill(words: list[tuple[str, float]], room: float, space: float) -> list[str]:
    lines: list[list[str]] = []
    used = room
    for word, width in words:
        if not lines or used + space + width > room:
            lines.append([])
            used = -space
        lines[-1].append(word)
        used += space + width
    return [" ".join(line) for line in lines]


def _pieces(word: str, room: float, width_of: Callable[[str], float]) -> list[str]:
    if width_of(word) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _line(text: str, typeface: Typeface, width: int, ink: int = BLACK, paper: int = WHITE) -> Image.Image:
    above, below = typeface.reach(text)
    strip = Image.new("L", (width, above + below), paper)
    typeface.draw(strip, (width - typeface.width(text)) / 2, above, text, ink)
    return strip


def _band(lines: list[str], typeface: Typeface, width: int, *, inverted: bool) -> Image.Image:
    """Lines in a box as wide as they are, white on black when `inverted`."""
    ink, paper = (WHITE, BLACK) if inverted else (BLACK, WHITE)
    across = ceil(max(map(typeface.width, lines)))
    inner = [_line(line, typeface, across, ink, paper) for line in lines]
    pad = inner[0].height // 5
    strip = _blank(width, sum(line.height for line in inner) + 2 * pad)
    left, top = (width - across) // 2, pad
    frame = (max(0, left - 3 * pad), 0, min(width, left + across + 3 * pad) - 1, strip.height - 1)
    ImageDraw.Draw(strip).rounded_rectangle(frame, radius=pad, fill=paper, outline=BLACK, width=3)
    for line in inner:
        strip.paste(line, (left, top))
        top += line.height
    return strip


def _blank(width: int, height: int) -> Image.Image:
    return Image.new("L", (width, height), WHITE)
