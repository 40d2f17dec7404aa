"""What an old person's eyes and fingers would complain of on the present screen."""

from __future__ import annotations

from typing import Any

from kivy.uix.widget import Widget

from kiosk.ui.keyboard.key import KeyPlate
from kiosk.ui.screen_map import visible
from kiosk.ui.theme import READING_MM, TOUCH_MM
from kiosk.ui.widgets.touchable import Touchable
from kiosk.ui.widgets.words import Words

SLACK = 1.5
KEYS_ABREAST = 10


def complaints(app: Any) -> list[str]:
    found: list[str] = []
    for widget in visible(app.root):
        if isinstance(widget, Touchable):
            found += _of_plate(app, widget)
        if isinstance(widget, Words) and widget.text:
            found += _of_text(app, widget)
    return found


def undrawn(app: Any) -> list[Words]:
    """Words on the screen that are still to be drawn."""
    return [one for one in visible(app.root) if isinstance(one, Words) and one.text and one.texture is None]


def _of_plate(app: Any, plate: Touchable) -> list[str]:
    found = []
    least = app.theme.mm(TOUCH_MM) - 0.5
    wide = plate.width
    if isinstance(plate, KeyPlate):
        # Ten keys have to share the width of any glass; the gap around a key belongs to it.
        least, wide = min(least, app.root.width / KEYS_ABREAST - SLACK), wide + plate.gap
    if wide < least or plate.height < least:
        found.append(f"{plate.key} is {plate.width:.0f}x{plate.height:.0f}, less than {least:.0f}")
    if not is_inside(app, plate):
        found.append(f"{plate.key} is off the screen")
    if not plate.key or not plate.said:
        found.append(f"a plate at {plate.x:.0f},{plate.y:.0f} has no name or says nothing")
    return found


def _of_text(app: Any, label: Words) -> list[str]:
    if label.texture is None:
        return [f"{label.text!r} is never drawn"]
    found = []
    wide, high = label.texture.size
    if wide > label.width + SLACK or high > label.height + SLACK:
        found.append(f"{label.text!r} needs {wide}x{high}, has {label.width:.0f}x{label.height:.0f}")
    if " ".join(label.setting.lines) != " ".join(label.text.split()):
        found.append(f"{label.text!r} shows {label.setting.lines}")
    if label.setting.size < smallest_type(app):
        found.append(f"{label.text!r} is set in {label.setting.size / app.theme.pixels_per_mm:.1f} mm")
    if not is_inside(app, label):
        found.append(f"{label.text!r} is off the screen")
    return found


def smallest_type(app: Any) -> float:
    """In pixels: the least type of the theme, or what a long name may shrink to when its card is full."""
    return max(app.theme.mm(READING_MM), app.theme.unit * 2.7) * 0.7


def is_inside(app: Any, widget: Widget) -> bool:
    x, y = widget.to_window(widget.x, widget.y)
    fits_across = x >= -SLACK and x + widget.width <= app.root.width + SLACK
    return fits_across and y >= -SLACK and y + widget.height <= app.root.height + SLACK
