"""Colours and sizes, worked out from the glass: pixels alone say nothing about fingers and eyes. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

MM_PER_INCH = 25.4
TOUCH_MM = 20.0
"""The least width and height of anything that is touched."""

READING_MM = 4.5
"""The least type size (the em): half a metre away, without glasses."""

Colour = tuple[float, float, float, float]


def colour(code: str) -> Colour:
    """`#RRGGBB` as Kivy wants it."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, 1.0


PAPER = colour("#FBF6EA")
BAND = colour("#F2E8D2")
CARD = colour("#FFFFFF")
CARD_PRESSED = colour("#F3DFB6")
CARD_EDGE = colour("#D8C7A6")
INK = colour("#2A1A14")
INK_SOFT = colour("#54423A")
RED = colour("#8C1A1A")
RED_DEEP = colour("#641010")
ON_RED = colour("#FFF6E3")
GOLD = colour("#DDA83F")
GOLD_PALE = colour("#F1E3C3")
CLOSED = colour("#EAE3D5")
CLOSED_INK = colour("#4D443D")
NOTICE = colour("#FFE6AC")
DIM = (0.10, 0.05, 0.03, 0.72)

READ_TOGETHER = (
    *((INK, ground) for ground in (PAPER, CARD, CARD_PRESSED, NOTICE)),
    *((INK_SOFT, ground) for ground in (PAPER, BAND, CARD, CARD_PRESSED)),
    *((RED, ground) for ground in (PAPER, CARD)),
    *((ON_RED, ground) for ground in (RED, RED_DEEP)),
    (CLOSED_INK, CLOSED),
)
"""Every pair of text and ground that a screen uses; a test holds each to a contrast of 7:1."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Sizes in pixels for one glass. A `unit` is a hundredth of the short side, so both orientations look alike."""

    width: int
    height: int
    diagonal_inches: float

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def unit(self) -> float:
        return min(self.width, self.height) / 100

    @property
    def pixels_per_mm(self) -> float:
        return hypot(self.width, self.height) / (self.diagonal_inches * MM_PER_INCH)

    def mm(self, millimetres: float) -> float:
        return millimetres * self.pixels_per_mm

    def units(self, portrait: float, landscape: float | None = None) -> float:
        """A length in units, another one lying down."""
        return self.unit * (portrait if self.portrait or landscape is None else landscape)

    def touch(self, units: float = 0.0) -> float:
        """A length that can be touched: so many units, never under 20 mm (rounded up to whole pixels)."""
        return max(units * self.unit, float(-(-self.mm(TOUCH_MM) // 1)))

    def type_size(self, units: float) -> float:
        """A size of type: so many units, never too small to read."""
        return max(units * self.unit, self.mm(READING_MM))

    @property
    def small(self) -> float:
        return self.type_size(2.7)

    @property
    def body(self) -> float:
        return self.type_size(3.4)

    @property
    def lead(self) -> float:
        return self.type_size(4.4)

    @property
    def title(self) -> float:
        return self.type_size(5.6)

    @property
    def gap(self) -> float:
        return self.unit * 2

    @property
    def margin(self) -> float:
        return self.units(5, 6)

    @property
    def radius(self) -> float:
        return self.unit * 2

    @property
    def header_height(self) -> float:
        return self.units(15) + self.touch(9) if self.portrait else max(self.units(14), self.touch() + self.gap)

    @property
    def footer_height(self) -> float:
        return self.touch(11 if self.portrait else 10) + self.gap * 1.5


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2 contrast of two opaque colours, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(shade: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
