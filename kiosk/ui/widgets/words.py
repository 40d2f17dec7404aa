"""Text that always fits its box: as large as wished, smaller when it must, never cut."""

from __future__ import annotations

from functools import lru_cache

from kivy.clock import Clock
from kivy.core.text import Label as TextMeasure
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.label import Label

from kiosk.ui.fonts import BODY, font_for

SHRINK = 0.94
LEAST = 0.4
"""How small text may become against its wished size. A box that needs less is laid out wrongly; a test looks for it."""


class Words(Label):
    """A label whose box is given by its layout; `largest` is the type size it would like, in pixels."""

    largest = NumericProperty(20)
    face = StringProperty(BODY)

    def __init__(self, **options):
        super().__init__(**options)
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        for name in ("text", "size", "largest", "face", "bold", "line_height", "padding"):
            self.fbind(name, self._fit_soon)
        self._fit_soon()

    def _fit(self, _delta):
        width, height = max(1, int(self.width)), max(1, int(self.height))
        self.text_size = (width, height)
        self.font_name = font_for(self.text, self.face)
        self.font_size = fitting_size(
            self.text, (width, height), self.largest, (self.font_name, self.bold, self.line_height)
        )


@lru_cache(maxsize=2048)
def fitting_size(text: str, box: tuple[int, int], largest: float, face: tuple[str, bool, float]) -> float:
    """The largest type size, stepping down from `largest`, at which the text fits the box without breaking a word."""
    size = largest
    while size > largest * LEAST and not fits(text, box, size, face):
        size *= SHRINK
    return size


def fits(text: str, box: tuple[int, int], size: float, face: tuple[str, bool, float]) -> bool:
    width, height = box
    if measure(text, size, face, width)[1] > height:
        return False
    longest = max(text.split(), key=len, default="")
    return measure(longest, size, face, None)[0] <= width


def measure(text: str, size: float, face: tuple[str, bool, float], width: int | None) -> tuple[int, int]:
    """Width and height of the text in pixels, wrapped at `width`."""
    font_name, bold, line_height = face
    ruler = TextMeasure(
        text=text, font_size=size, font_name=font_name, bold=bold, line_height=line_height, text_size=(width, None)
    )
    return ruler.render()


def needed_height(words: Words, size: float, width: int) -> int:
    """How high the text would be at this type size, wrapped at `width`."""
    return measure(words.text, size, (font_for(words.text, words.face), words.bold, words.line_height), width)[1]
