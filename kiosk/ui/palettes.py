"""The colours of the three looks, by what they are for. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.comfort import Look

Colour = tuple[float, float, float, float]


def colour(code: str) -> Colour:
    """`#RRGGBB` as Kivy wants it."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, 1.0


@dataclass(frozen=True, slots=True)
class Palette:
    """`accent` is a ground (head, strong buttons) with `on_accent` on it; `heading` is a text and a sign on `paper` and
    `card`. `edge` is how many times the usual width lines have.
    """

    paper: Colour
    band: Colour
    card: Colour
    card_pressed: Colour
    card_edge: Colour
    ink: Colour
    ink_soft: Colour
    heading: Colour
    accent: Colour
    accent_deep: Colour
    on_accent: Colour
    gold: Colour
    gold_pale: Colour
    closed: Colour
    closed_ink: Colour
    notice: Colour
    dim: Colour
    edge: float = 1.0

    @property
    def read_together(self) -> tuple[tuple[Colour, Colour], ...]:
        """Every pair of text and ground that a screen uses; a test holds each to its contrast."""
        return (
            *((self.ink, ground) for ground in (self.paper, self.band, self.card, self.card_pressed, self.notice)),
            *((self.ink_soft, ground) for ground in (self.paper, self.band, self.card, self.card_pressed)),
            *((self.heading, ground) for ground in (self.paper, self.card)),
            *((self.on_accent, ground) for ground in (self.accent, self.accent_deep)),
            (self.accent_deep, self.on_accent),
            (self.closed_ink, self.closed),
        )


STANDARD = Palette(
    paper=colour("#FBF6EA"),
    band=colour("#F2E8D2"),
    card=colour("#FFFFFF"),
    card_pressed=colour("#F3DFB6"),
    card_edge=colour("#D8C7A6"),
    ink=colour("#2A1A14"),
    ink_soft=colour("#54423A"),
    heading=colour("#8C1A1A"),
    accent=colour("#8C1A1A"),
    accent_deep=colour("#641010"),
    on_accent=colour("#FFF6E3"),
    gold=colour("#DDA83F"),
    gold_pale=colour("#F1E3C3"),
    closed=colour("#EAE3D5"),
    closed_ink=colour("#4D443D"),
    notice=colour("#FFE6AC"),
    dim=(0.10, 0.05, 0.03, 0.72),
)
CONTRAST = Palette(
    paper=colour("#FFFFFF"),
    band=colour("#FFFFFF"),
    card=colour("#FFFFFF"),
    card_pressed=colour("#FFE600"),
    card_edge=colour("#000000"),
    ink=colour("#000000"),
    ink_soft=colour("#000000"),
    heading=colour("#000000"),
    accent=colour("#000000"),
    accent_deep=colour("#262626"),
    on_accent=colour("#FFFFFF"),
    gold=colour("#FFE600"),
    gold_pale=colour("#EFEFEF"),
    closed=colour("#E6E6E6"),
    closed_ink=colour("#262626"),
    notice=colour("#FFF27A"),
    dim=(0.0, 0.0, 0.0, 0.85),
    edge=2.5,
)
DARK = Palette(
    paper=colour("#14110F"),
    band=colour("#1E1916"),
    card=colour("#241E1A"),
    card_pressed=colour("#4A3526"),
    card_edge=colour("#9A8874"),
    ink=colour("#FBF3E4"),
    ink_soft=colour("#E0D4C2"),
    heading=colour("#FFC3A8"),
    accent=colour("#6E1414"),
    accent_deep=colour("#8A1C1C"),
    on_accent=colour("#FFF6E3"),
    gold=colour("#DDA83F"),
    gold_pale=colour("#2A221B"),
    closed=colour("#2A2622"),
    closed_ink=colour("#CFC4B4"),
    notice=colour("#4A3A10"),
    dim=(0.0, 0.0, 0.0, 0.8),
    edge=1.5,
)
PALETTES = {Look.STANDARD: STANDARD, Look.CONTRAST: CONTRAST, Look.DARK: DARK}


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2 contrast of two opaque colours, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(shade: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
