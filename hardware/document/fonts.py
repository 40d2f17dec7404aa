"""Text in two fonts at once: the product's face, and another one for the letters it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from hardware.document.layout import Face

NOWHERE = "\U0010ffff"
"""A code point no font draws: what it shows instead is the sign for a missing letter."""

BLACK = 0


class Typeface:
    """One face at one size. Measures and draws a line, taking each letter from a font that has it."""

    def __init__(self, face: Face, size: int) -> None:
        # Only the complex layout engine puts a breve on ê or ô, which Jrai and Bahnar write; the basic one is
        # what Pillow falls back to by itself where fribidi is missing.
        self._main = ImageFont.truetype(face.file, size)
        self._fallback = ImageFont.truetype(face.fallback, size)
        self._missing = _shape(self._main, NOWHERE)
        self._has: dict[str, bool] = {}
        self._ascent, self._descent = self._main.getmetrics()

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def ink(self, text: str) -> tuple[int, int]:
        """Rows that carry ink: (above the baseline, below it)."""
        boxes = [font.getbbox(run, anchor="ls") for font, run in self._runs(text)]
        return ceil(-min(box[1] for box in boxes)), ceil(max(box[3] for box in boxes))

    def reach(self, text: str) -> tuple[int, int]:
        """Rows a line of text needs, (above the baseline, below it): at least the font's own, and more for Ế or Ẫ,
        whose second mark stands above what the font calls its ascent."""
        above, below = self.ink(text)
        return max(above, self._ascent), max(below, self._descent)

    def draw(self, canvas: Image.Image, left: float, baseline: int, text: str, ink: int = BLACK) -> None:
        """Draw one line that starts at `left` and stands on `baseline`."""
        pen = ImageDraw.Draw(canvas)
        for font, run in self._runs(text):
            pen.text((left, baseline), run, font=font, fill=ink, anchor="ls")
            left += font.getlength(run)

    def lacks(self, text: str) -> bool:
        """Whether some letter is in neither font."""
        borrowed = "".join(run for font, run in self._runs(text) if font is self._fallback)
        return any(_shape(self._fallback, letter) == _shape(self._fallback, NOWHERE) for letter in borrowed)

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for has, clusters in groupby(_clusters(text), key=self._main_has):
            yield (self._main if has else self._fallback), "".join(clusters)

    def _main_has(self, cluster: str) -> bool:
        known = self._has.get(cluster)
        if known is None:
            known = self._has[cluster] = all(_shape(self._main, letter) != self._missing for letter in cluster)
        return known


def _clusters(text: str) -> Iterator[str]:
    """Split into letters, each with the marks that stand on it."""
    cluster = ""
    for letter in text:
        if cluster and unicodedata.combining(letter) == 0:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _shape(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
