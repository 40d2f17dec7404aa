"""Sizes, worked out from the glass and from what the visitor asked for. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

MM_PER_INCH = 25.4
TOUCH_MM = 20.0
"""The least width and height of anything that is touched."""

READING_MM = 4.5
"""The least type size (the em): half a metre away, without glasses."""

LEAD = 4.4
"""In units: type above this is display type, which need not grow while it stays larger than enlarged reading type."""

ROOMY = 1.5
"""From this enlargement on, screens are laid out for few words at a time."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Sizes in pixels for one glass. A `unit` is a hundredth of the short side, so both orientations look alike.

    `text` enlarges the type, 1.0 to 2.0; `reach` keeps everything that is touched in the lower third.
    """

    width: int
    height: int
    diagonal_inches: float
    text: float = 1.0
    reach: bool = False

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def roomy(self) -> bool:
        return self.text >= ROOMY

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
        """A length that can be touched: so many units, never under 20 mm; larger type gets a quarter as much more room.

        Where the controls have to share the lower third, only the 20 mm are sure (rounded up to whole pixels); on a
        standing glass large type gets a little more.
        """
        least = float(-(-self.mm(TOUCH_MM) // 1))
        if self.reach:
            if units and self.portrait:
                least *= 1 + (self.text - 1) * 0.15
            return max(least, min(units, 8.0 + 1.2 * (self.text - 1)) * self.unit)
        return max(units * self.unit * (1 + (self.text - 1) / 4), least)

    def type_size(self, units: float) -> float:
        """A size of type: so many units, never too small to read, enlarged as the visitor asked."""
        enlarged = max(min(units, LEAD) * self.unit, self.mm(READING_MM)) * self.text
        return max(enlarged, units * self.unit)

    @property
    def small(self) -> float:
        return self.type_size(2.7)

    @property
    def body(self) -> float:
        return self.type_size(3.4)

    @property
    def lead(self) -> float:
        return self.type_size(LEAD)

    @property
    def title(self) -> float:
        return self.type_size(5.6)

    @property
    def gap(self) -> float:
        return self.unit * (0.4 if self.close else 1 if self.reach and self.cramped else 2)

    @property
    def pads(self) -> tuple[float, float]:
        """Above and below what a stage holds."""
        return (self.unit * 0.2, self.unit * 0.2) if self.close else (self.unit * 2, self.unit * 1.6)

    @property
    def close(self) -> bool:
        """A third of a small lying glass holds two rows of 20 mm over the foot, and nothing between them."""
        return self.reach and self.cramped and not self.portrait

    @property
    def margin(self) -> float:
        return self.units(5, 6)

    @property
    def radius(self) -> float:
        return self.unit * 2

    @property
    def reach_height(self) -> float:
        """The lower third, where somebody reaches from a wheelchair."""
        return self.height / 3

    @property
    def tight(self) -> bool:
        """Cards are as high as their words need, fewer to a page."""
        return self.text > 1 or self.reach

    @property
    def columns(self) -> int:
        """Cards side by side."""
        if self.roomy:
            return 1
        if self.reach:
            return 2 if self.text <= 1 else 1
        return 1 if self.portrait else 2

    @property
    def stacked_head(self) -> bool:
        """The languages under office and time rather than beside them."""
        return self.portrait and not self.reach

    @property
    def beside(self) -> bool:
        """What is told stands beside what is touched rather than above it."""
        return self.roomy and not self.portrait and not self.reach

    @property
    def cramped(self) -> bool:
        """A small glass: what a finger needs is much of it."""
        return self.mm(TOUCH_MM) > self.unit * 8

    @property
    def short_of_room(self) -> bool:
        """Neither standing nor large."""
        return self.cramped or not self.portrait

    @property
    def short(self) -> bool:
        """A keyboard leaves little room to read: type beside it is enlarged from its usual size, not from a title's."""
        return not self.portrait and (self.tight or self.cramped)

    @property
    def header_height(self) -> float:
        names = self.units(15, 14) * (1 + (self.text - 1) * (0.6 if self.portrait else 0.4))
        if self.stacked_head:
            return names + self.touch(9)
        return names if self.reach else max(names, self.touch() + self.gap)

    @property
    def footer_height(self) -> float:
        if self.reach:
            return max(self.touch(), self.unit * 8) * (1 + (self.text - 1) * (0.3 if self.portrait else 0)) + self.gap
        return self.touch(11 if self.portrait else 10 - 3 * (self.text - 1)) + self.gap * 1.5
