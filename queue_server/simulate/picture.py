"""The waits of each policy as curves: which share of people had been called after so many minutes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from queue_server.simulate.figures import Figures

FONT = Path(__file__).parents[2] / "assets" / "vendor" / "fonts" / "be-vietnam-pro"
WIDTH, HEIGHT = 1280, 800
LEFT, TOP, RIGHT, BOTTOM = 110, 120, 980, 700
MINUTES, TARGET, LOWEST = 60, 15, 40
INK, SOFT, PAPER = "#1f2933", "#d3dae2", "#ffffff"
# Told apart without colours too: each curve is named at its own row of the legend, in the order of the table.
COLOURS = ("#005ea8", "#c2410c", "#15803d", "#7e22ce", "#374151")


def draw(found: Mapping[str, Figures], name: str) -> Image.Image:
    """A picture of 1280 x 800. The share axis begins at 40 %, where the policies differ."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((LEFT, 28), f"Thời gian chờ: {name}", fill=INK, font=_font(34, "Bold"))
    pen.text((LEFT, 74), "Tỷ lệ người được gọi trong vòng … phút", fill=INK, font=_font(22))
    _grid(pen)
    for at, (policy, figures) in enumerate(found.items()):
        colour = COLOURS[at % len(COLOURS)]
        pen.line(_curve(figures), fill=colour, width=4, joint="curve")
        _legend(pen, at, f"{policy}  {figures.share15:.1%}", colour)
    return image


def _grid(pen: ImageDraw.ImageDraw) -> None:
    for percent in range(LOWEST, 101, 10):
        y = _y(percent / 100)
        pen.line([(LEFT, y), (RIGHT, y)], fill=SOFT, width=1)
        pen.text((LEFT - 14, y), f"{percent} %", fill=INK, font=_font(20), anchor="rm")
    for minute in range(0, MINUTES + 1, TARGET):
        x = _x(minute)
        pen.line([(x, TOP), (x, BOTTOM)], fill=INK if minute == TARGET else SOFT, width=2 if minute == TARGET else 1)
        pen.text((x, BOTTOM + 16), str(minute), fill=INK, font=_font(20), anchor="mt")
    pen.text(((LEFT + RIGHT) / 2, BOTTOM + 50), "phút chờ", fill=INK, font=_font(22), anchor="mt")


def _curve(figures: Figures) -> list[tuple[float, float]]:
    people = max(figures.visits, 1)
    called = [0, *accumulate(figures.by_minute)]
    points = [(minute, count / people) for minute, count in enumerate(called) if minute <= MINUTES]
    if points[-1][0] < MINUTES:
        points.append((MINUTES, points[-1][1]))
    return [(_x(minute), _y(share)) for minute, share in points if share >= LOWEST / 100]


def _legend(pen: ImageDraw.ImageDraw, at: int, text: str, colour: str) -> None:
    y = TOP + 60 + at * 44
    pen.line([(RIGHT + 24, y), (RIGHT + 60, y)], fill=colour, width=6)
    pen.text((RIGHT + 70, y), text, fill=INK, font=_font(20), anchor="lm")
    if at == 0:
        pen.text((RIGHT + 24, y - 50), f"trong {TARGET} phút", fill=INK, font=_font(20, "Bold"), anchor="lm")


def _x(minute: float) -> float:
    return LEFT + (RIGHT - LEFT) * minute / MINUTES


def _y(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * (share - LOWEST / 100) / (1 - LOWEST / 100)


def _font(size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT / f"BeVietnamPro-{weight}.ttf", size)
