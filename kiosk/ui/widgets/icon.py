"""Simple signs, drawn here: each is a few strokes on a square of 24 by 24, smoothed by drawing large."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import cos, pi, sin

from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, ColorProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget
from PIL import Image, ImageDraw

GRID = 24
STROKE = 2.4
OVERSAMPLING = 4

Points = tuple[tuple[float, float], ...]


class Icon(Widget):
    """One sign in one colour; with no `shape` it takes no room."""

    shape = StringProperty()
    tint = ColorProperty()
    side = NumericProperty(24)
    texture = ObjectProperty(None, allownone=True)

    def __init__(self, **options):
        super().__init__(size_hint=(None, None), pos_hint={"center_x": 0.5, "center_y": 0.5}, **options)
        self.fbind("shape", self._redraw)
        self.fbind("side", self._redraw)
        self._redraw()

    def _redraw(self, *_):
        self.size = (self.side, self.side) if self.shape else (0, 0)
        self.texture = sign(self.shape, max(1, round(self.side))) if self.shape else None


class ScanPicture(Icon):
    """How a card is shown to the scanner, for who reads little; low on a screen, where there is `room`."""

    room = BooleanProperty(defaultvalue=False)


@lru_cache(maxsize=128)
def sign(shape: str, side: int) -> Texture:
    """The sign as a white texture, to be tinted."""
    large = side * OVERSAMPLING
    mask = Image.new("L", (large, large))
    SHAPES[shape](_Pen(ImageDraw.Draw(mask), large / GRID))
    return texture_of(mask.resize((side, side), Image.Resampling.LANCZOS))


def texture_of(mask: Image.Image) -> Texture:
    """White with the mask as its opacity, right way up for Kivy."""
    white = Image.new("L", mask.size, 255)
    picture = Image.merge("LA", (white, mask)).convert("RGBA")
    texture = Texture.create(size=mask.size, colorfmt="rgba")
    texture.blit_buffer(picture.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    return texture


class _Pen:
    """Draws in the units of the grid, y downwards, with round ends."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        self._draw = draw
        self._scale = scale

    def line(self, *points: tuple[float, float], width: float = STROKE) -> None:
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(scaled, fill=255, width=round(width * self._scale), joint="curve")
        for x, y in points:
            self.dot(x, y, width / 2)

    def dot(self, x: float, y: float, radius: float) -> None:
        self._draw.ellipse(self._box(x, y, radius), fill=255)

    def ring(self, x: float, y: float, radius: float, width: float = STROKE) -> None:
        self._draw.ellipse(self._box(x, y, radius), outline=255, width=round(width * self._scale))

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> None:
        self._draw.arc(self._box(x, y, radius), start, end, fill=255, width=round(STROKE * self._scale))

    def fill(self, *points: tuple[float, float]) -> None:
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in points], fill=255)

    def _box(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        scale = self._scale
        return (x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale


def star_points(x: float, y: float, outer: float, inner: float, rays: int) -> Points:
    """The corners of a star that stands on two of its rays."""
    radii = (outer, inner) * rays
    turns = [-pi / 2 + pi * i / rays for i in range(2 * rays)]
    return tuple((x + radius * cos(turn), y + radius * sin(turn)) for radius, turn in zip(radii, turns, strict=True))


def _star(pen: _Pen) -> None:
    pen.fill(*star_points(12, 12.9, 11.6, 4.45, 5))


def _back(pen: _Pen) -> None:
    pen.line((20, 12), (4, 12))
    pen.line((11, 5), (4, 12), (11, 19))


def _onward(pen: _Pen) -> None:
    pen.line((9, 4), (17, 12), (9, 20))


def _earlier(pen: _Pen) -> None:
    pen.line((15, 4), (7, 12), (15, 20))


def _home(pen: _Pen) -> None:
    pen.line((2.5, 12), (12, 3), (21.5, 12))
    pen.line((5.5, 11), (5.5, 21), (18.5, 21), (18.5, 11))


def _check(pen: _Pen) -> None:
    pen.line((3.5, 12.5), (9.5, 18.5), (20.5, 6), width=3)


def _clock(pen: _Pen) -> None:
    pen.ring(12, 12, 10)
    pen.line((12, 6.5), (12, 12), (15.8, 14.4))


def _people(pen: _Pen) -> None:
    pen.dot(8.5, 7.5, 3.6)
    pen.fill((2, 20), (2, 18), (4.4, 14.2), (8.5, 12.6), (12.6, 14.2), (15, 18), (15, 20))
    pen.dot(17.2, 8.6, 2.8)
    pen.fill((14.4, 13.6), (17.2, 12.9), (20.4, 14.3), (22.4, 17.6), (22.4, 20), (17, 20), (17, 17.4))


def _warning(pen: _Pen) -> None:
    pen.line((12, 3), (22, 20.5), (2, 20.5), (12, 3))
    pen.line((12, 9.5), (12, 14))
    pen.dot(12, 17.3, 1.4)


def _closed(pen: _Pen) -> None:
    pen.ring(12, 12, 10)
    pen.line((7, 12), (17, 12))


def _paper(pen: _Pen) -> None:
    pen.line((5, 2.5), (19, 2.5), (19, 21), (15.5, 18.4), (12, 21), (8.5, 18.4), (5, 21), (5, 2.5))
    pen.line((9, 8), (15, 8), width=2)
    pen.line((9, 12.5), (15, 12.5), width=2)


def _touch(pen: _Pen) -> None:
    """A finger on a plate, and the ring it makes."""
    pen.arc(10.5, 8.5, 6.6, 150, 390)
    pen.line((10.5, 8.5), (10.5, 19), width=3.4)
    pen.line((10.5, 14), (16.6, 15.4), (16.6, 19.5), width=3.4)
    pen.fill((9, 14), (17.8, 15.4), (17.8, 20), (15.6, 23), (10.4, 23), (5.4, 17.6), (6.8, 16.2), (9, 17.6))


def _card(pen: _Pen) -> None:
    pen.line((2, 4.5), (22, 4.5), (22, 19.5), (2, 19.5), (2, 4.5), width=2)
    pen.dot(7.5, 10, 2.4)
    pen.line((4.8, 16), (10.2, 16), width=2)
    pen.line((13.5, 9), (19, 9), width=1.8)
    pen.line((13.5, 13), (19, 13), width=1.8)


def _show_card(pen: _Pen) -> None:
    """A card with its square code, the code towards a scanner below."""
    pen.line((2, 1.5), (22, 1.5), (22, 13.5), (2, 13.5), (2, 1.5), width=0.9)
    pen.dot(6.3, 5.3, 1.6)
    pen.fill((3.8, 11.2), (3.8, 9.9), (5, 8.4), (7.6, 8.4), (8.8, 9.9), (8.8, 11.2))
    pen.line((11, 10.8), (13.6, 10.8), width=0.7)
    for x, y in ((15.4, 4.4), (19.2, 4.4), (15.4, 8.2)):
        pen.line((x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1), (x - 1, y - 1), width=0.6)
        pen.dot(x, y, 0.4)
    for x, y in ((18.5, 7.5), (20, 7.5), (19.2, 8.4), (18.5, 9.2), (20, 9.2)):
        pen.dot(x, y, 0.35)
    pen.line((17.4, 14.8), (17.4, 18.2), width=0.9)
    pen.line((16, 16.9), (17.4, 18.4), (18.8, 16.9), width=0.9)
    pen.line((12.5, 20.2), (22, 20.2), (22, 23.2), (12.5, 23.2), (12.5, 20.2), width=0.9)
    pen.line((14.6, 21.7), (19.9, 21.7), width=0.8)


def _erase(pen: _Pen) -> None:
    pen.line((8, 4.5), (21.5, 4.5), (21.5, 19.5), (8, 19.5), (1.8, 12), (8, 4.5), width=2)
    pen.line((11, 9), (17, 15), width=2)
    pen.line((17, 9), (11, 15), width=2)


def _clear(pen: _Pen) -> None:
    pen.line((5, 5), (19, 19))
    pen.line((19, 5), (5, 19))


def _shift(pen: _Pen) -> None:
    pen.line((12, 3), (21, 12.5), (16, 12.5), (16, 20.5), (8, 20.5), (8, 12.5), (3, 12.5), (12, 3), width=2)


def _shift_locked(pen: _Pen) -> None:
    pen.fill((12, 2), (22, 12.5), (16.5, 12.5), (16.5, 18), (7.5, 18), (7.5, 12.5), (2, 12.5))
    pen.line((8.5, 21.5), (15.5, 21.5), width=2.4)


def _up(pen: _Pen) -> None:
    pen.line((4, 16), (12, 8), (20, 16))


def _down(pen: _Pen) -> None:
    pen.line((4, 8), (12, 16), (20, 8))


def _comfort(pen: _Pen) -> None:
    """A person with open arms in a ring: the sign of accessibility."""
    pen.ring(12, 12, 11, width=1.8)
    pen.dot(12, 6.2, 1.9)
    pen.line((6.3, 9.6), (12, 10.9), (17.7, 9.6), width=2)
    pen.line((12, 10.9), (12, 13.6), width=3)
    pen.line((8.8, 19), (12, 13.6), (15.2, 19), width=2)


def _speaker(pen: _Pen) -> None:
    pen.fill((2.5, 9), (6.5, 9), (12, 4), (12, 20), (6.5, 15), (2.5, 15))
    pen.arc(12, 12, 5, -50, 50)
    pen.arc(12, 12, 9.5, -50, 50)


def _mute(pen: _Pen) -> None:
    pen.fill((2.5, 9), (6.5, 9), (12, 4), (12, 20), (6.5, 15), (2.5, 15))
    pen.line((15.5, 9), (21.5, 15))
    pen.line((21.5, 9), (15.5, 15))


def _again(pen: _Pen) -> None:
    pen.arc(12, 12, 8.5, -60, 230)
    pen.fill((12.6, 1), (12.6, 9), (18.6, 5))


def _search(pen: _Pen) -> None:
    pen.ring(10, 10, 7.5)
    pen.line((15.6, 15.6), (21, 21), width=3)


def _box(pen: _Pen) -> None:
    pen.line((4, 4), (20, 4), (20, 20), (4, 20), (4, 4))


def _box_checked(pen: _Pen) -> None:
    _box(pen)
    pen.line((7.5, 12), (11, 15.8), (17, 8), width=3)


def _coin(pen: _Pen) -> None:
    pen.ring(12, 12, 10)
    pen.ring(12, 12, 5.5, width=2)


def _net(pen: _Pen) -> None:
    """The globe, for what goes over the net."""
    pen.ring(12, 12, 10, width=2)
    pen.line((2, 12), (22, 12), width=2)
    pen.line((12, 2), (12, 22), width=2)
    pen.arc(3, 12, 11, -50, 50)
    pen.arc(21, 12, 11, 130, 230)


def _plus(pen: _Pen) -> None:
    pen.line((12, 3), (12, 21))
    pen.line((3, 12), (21, 12))


def _calendar(pen: _Pen) -> None:
    pen.line((3.5, 5.5), (20.5, 5.5), (20.5, 20.5), (3.5, 20.5), (3.5, 5.5))
    pen.line((3.5, 10.5), (20.5, 10.5))
    pen.line((8, 2.5), (8, 7))
    pen.line((16, 2.5), (16, 7))


def _letter(pen: _Pen) -> None:
    pen.line((2.5, 5), (21.5, 5), (21.5, 19), (2.5, 19), (2.5, 5))
    pen.line((2.5, 5), (12, 13), (21.5, 5))


def _face(mood: int) -> Callable[[_Pen], None]:
    """From 1, mouth down, to 5, mouth up."""

    def draw(pen: _Pen) -> None:
        pen.ring(12, 12, 11)
        pen.dot(8, 9.3, 1.5)
        pen.dot(16, 9.3, 1.5)
        bend = (mood - 3) * 1.7
        points = [(7 + at, 15.5 + bend * (1 - ((at - 5) / 5) ** 2) - bend / 2) for at in range(11)]
        pen.line(*points, width=1.8)

    return draw


SHAPES: dict[str, Callable[[_Pen], None]] = {
    "star": _star,
    "plus": _plus,
    "calendar": _calendar,
    "letter": _letter,
    **{f"face{mood}": _face(mood) for mood in range(1, 6)},
    "back": _back,
    "onward": _onward,
    "earlier": _earlier,
    "home": _home,
    "check": _check,
    "clock": _clock,
    "people": _people,
    "warning": _warning,
    "closed": _closed,
    "paper": _paper,
    "touch": _touch,
    "card": _card,
    "show_card": _show_card,
    "erase": _erase,
    "clear": _clear,
    "shift": _shift,
    "shift_locked": _shift_locked,
    "up": _up,
    "down": _down,
    "comfort": _comfort,
    "speaker": _speaker,
    "mute": _mute,
    "again": _again,
    "search": _search,
    "box": _box,
    "box_checked": _box_checked,
    "coin": _coin,
    "net": _net,
}
