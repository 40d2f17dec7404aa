"""The face of a bronze drum: rings around a star of fourteen rays, the quiet ornament of the first screen."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from kivy.graphics.texture import Texture
from kivy.properties import ColorProperty, ObjectProperty
from kivy.uix.widget import Widget
from PIL import Image, ImageDraw

from kiosk.ui.widgets.icon import star_points, texture_of

SIDE = 700
OVERSAMPLING = 2
RAYS = 14
RINGS = (0.34, 0.37, 0.50, 0.53, 0.70, 0.73, 0.90, 0.94, 0.97)
TEETH = ((0.435, 44, 0.03), (0.80, 84, 0.026))


class Drum(Widget):
    """Drawn as large as fits, in one pale colour."""

    tint = ColorProperty()
    texture = ObjectProperty(None, allownone=True)

    def __init__(self, **options):
        super().__init__(**options)
        self.texture = drum_texture()


@lru_cache(maxsize=1)
def drum_texture() -> Texture:
    large = SIDE * OVERSAMPLING
    mask = Image.new("L", (large, large))
    draw, middle = ImageDraw.Draw(mask), large / 2
    draw.polygon(star_points(middle, middle, middle * 0.31, middle * 0.1, RAYS), fill=255)
    for ring in RINGS:
        _circle(draw, middle, middle, middle * ring, outline=True)
    for radius, count, size in TEETH:
        for tooth in range(count):
            turn = 2 * pi * tooth / count
            x, y = middle + middle * radius * cos(turn), middle + middle * radius * sin(turn)
            _circle(draw, x, y, middle * size, outline=True)
    return texture_of(mask.resize((SIDE, SIDE), Image.Resampling.BOX))


def _circle(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, *, outline: bool) -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, outline=255 if outline else None, width=5)
