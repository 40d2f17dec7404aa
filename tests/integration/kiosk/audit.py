"""What an old person's eyes and fingers would complain of on the present screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from kivy.uix.widget import Widget

from kiosk.ui.keyboard.field import TypingField
from kiosk.ui.keyboard.key import KeyPlate
from kiosk.ui.screen_map import visible
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.theme import READING_MM, TOUCH_MM
from kiosk.ui.widgets.icon import Icon
from kiosk.ui.widgets.stage import View
from kiosk.ui.widgets.touchable import Touchable
from kiosk.ui.widgets.words import Words

SLACK = 1.5
KEYS_ABREAST = 10
CAP_HEIGHT = 0.7
"""The height of a capital letter against the type size, of both our faces."""

CLOSED_DEGREES_MM = 6.1 * 0.45 / 0.5
"""A capital H of 0.7 degrees at 45 cm (EN 301 549, 5.1.4), in enlarged type."""


class Box(NamedTuple):
    name: str
    left: float
    low: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > SLACK and min(self.top, other.top) - max(self.low, other.low) > SLACK


def complaints(app: Any, top: Widget | None = None) -> list[str]:
    """About what lies on top, or about `top`, which covers what is under it."""
    shown = list(visible(top or app.root.top))
    plates = [one for one in shown if isinstance(one, Touchable)]
    texts = [one for one in shown if isinstance(one, Words) and one.text]
    fields = [one for one in shown if isinstance(one, TypingField)]
    found = [complaint for plate in plates for complaint in _of_plate(app, plate)]
    found += [complaint for text in texts for complaint in _of_text(app, text)]
    found += [complaint for field in fields for complaint in _of_field(app, field)]
    found += _overlaps(texts, _ink) + _overlaps(plates, _whole) + _covered(texts, [*plates, *fields])
    return found + _under_the_edges(app, shown) + _out_of_reach(app, plates)


def undrawn(app: Any) -> list[Words]:
    """Words on the screen that are still to be drawn, or drawn anew."""
    return [one for one in visible(app.root) if isinstance(one, Words) and one.text and not is_set(one)]


def is_set(label: Words) -> bool:
    return label.texture is not None and " ".join(label.setting.lines) == " ".join(label.text.split())


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
    if any(not _holds(plate, one) for one in visible(plate) if isinstance(one, Icon)):
        found.append(f"the sign of {plate.key} is larger than its plate")
    if not plate.key or not plate.said:
        found.append(f"a plate at {plate.x:.0f},{plate.y:.0f} has no name or says nothing")
    if not plate.disabled and not any(_is_sign(one) for one in visible(plate)):
        found.append(f"{plate.key} shows neither a word nor a sign")
    return found


def _holds(plate: Touchable, sign: Icon) -> bool:
    across, down = abs(sign.center_x - plate.center_x), abs(sign.center_y - plate.center_y)
    return across + sign.side / 2 <= plate.width / 2 + SLACK and down + sign.side / 2 <= plate.height / 2 + SLACK


def _is_sign(widget: Widget) -> bool:
    """A word or a sign that stands on its plate."""
    return isinstance(widget, (Words, Icon)) and widget.texture is not None


def _of_field(app: Any, field: TypingField) -> list[str]:
    """What is typed may move along in its lines; they themselves, and a hint, are seen whole."""
    pane, found = field.ids.pane, []
    rows = min(int(field.rows), len(pane.lines))
    if pane.line_height * rows > field.height + SLACK:
        found.append(f"{field.key}: {rows} lines of {pane.line_height:.0f} in {field.height:.0f}")
    if not field.text and len(pane.lines) > field.rows:
        found.append(f"{field.key}: the hint shows only {pane.lines[: int(field.rows)]}")
    if pane.size_of_type < smallest_type(app):
        found.append(f"{field.key} is set in {pane.size_of_type / app.theme.pixels_per_mm:.1f} mm")
    return found if is_inside(app, field) else [*found, f"{field.key} is off the screen"]


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
    if _is_cut_off(label):
        found.append(f"{label.text!r} is cut off by its pane")
    return found


def _is_cut_off(label: Words) -> bool:
    """In a pane that is not moved nothing may stand out of it."""
    view = next((one for one in _above(label) if isinstance(one, View)), None)
    if view is None or view.parent.is_moved:
        return False
    ink, y = _ink(label), view.to_window(view.x, view.y)[1]
    return ink.low < y - SLACK or ink.top > y + view.height + SLACK


def smallest_type(app: Any) -> float:
    """In pixels: what a long name may shrink to when its card is full; enlarged, what EN 301 549 asks for."""
    usual = max(app.theme.mm(READING_MM), app.theme.unit * 2.7) * 0.7
    closed = app.theme.mm(CLOSED_DEGREES_MM / CAP_HEIGHT) if app.theme.text >= 2 else 0
    return max(usual * (1 + (app.theme.text - 1) * 0.5), closed)


def is_inside(app: Any, widget: Widget) -> bool:
    """On the screen; what can be moved into sight counts as there as long as it is not too wide."""
    x, y = widget.to_window(widget.x, widget.y)
    fits_across = x >= -SLACK and x + widget.width <= app.root.width + SLACK
    if view_of(widget) is not None:
        return fits_across
    return fits_across and y >= -SLACK and y + widget.height <= app.root.height + SLACK


def view_of(widget: Widget) -> View | None:
    """The view that shows a part of what it holds, if the widget stands in one that is moved."""
    return next((one for one in _above(widget) if isinstance(one, View) and one.parent.is_moved), None)


def _above(widget: Widget) -> Iterator[Widget]:
    while widget.parent is not None and widget.parent is not widget:
        widget = widget.parent
        yield widget


def _covered(texts: list[Words], plates: list[Any]) -> list[str]:
    """Words that stand on no plate but reach into one."""
    free = [(text, _ink(text)) for text in texts if not any(one in plates for one in _above(text))]
    boxes = [(one, _whole(one)) for one in plates]
    return [
        f"{ink.name!r} and {box.name!r} overlap"
        for text, ink in free
        for plate, box in boxes
        if view_of(text) is view_of(plate) and ink.overlaps(box)
    ]


def _under_the_edges(app: Any, shown: list[Widget]) -> list[str]:
    """What belongs to the screen keeps clear of the head and the foot of the page."""
    screen = next((one for one in shown if isinstance(one, FlowScreen)), None)
    if screen is None:
        return []
    own = [one for one in visible(screen) if isinstance(one, (Touchable, Words)) and view_of(one) is None]
    boxes = [_whole(one) if isinstance(one, Touchable) else _ink(one) for one in own]
    low, top = screen.y - SLACK, screen.top + SLACK
    return [
        f"{box.name!r} stands out of its screen" for box in boxes if box.name and not low <= box.low <= box.top <= top
    ]


def _overlaps(widgets: list[Any], box: Any) -> list[str]:
    groups: dict[View | None, list[Box]] = {}
    for one in widgets:
        groups.setdefault(view_of(one), []).append(box(one))
    pairs = [pair for boxes in groups.values() for pair in combinations(boxes, 2)]
    return [f"{one.name!r} and {other.name!r} overlap" for one, other in pairs if one.overlaps(other)]


def _ink(label: Words) -> Box:
    x, y = label.to_window(label.x, label.y)
    wide, high = label.texture.size if label.texture else (0, 0)
    left = x + (label.width - wide) * {"left": 0, "center": 0.5, "right": 1}[label.halign]
    low = y + (label.height - high) * {"bottom": 0, "middle": 0.5, "top": 1}[label.valign]
    return Box(label.text, left, low, left + wide, low + high)


def _whole(plate: Touchable) -> Box:
    x, y = plate.to_window(plate.x, plate.y)
    return Box(plate.key, x, y, x + plate.width, y + plate.height)


def _out_of_reach(app: Any, plates: list[Any]) -> list[str]:
    """Within reach everything that is touched ends at the lower third of the glass.

    But for keys of a keyboard on a small glass, where all rows of 20 mm over the foot are more than a third: they stand
    as low as they can.
    """
    if not app.theme.reach:
        return []
    rows = {one.parent for one in plates if isinstance(one, KeyPlate)}
    keys = app.theme.footer_height + len(rows) * (app.theme.touch() + app.theme.gap)
    highest = {True: max(app.theme.reach_height, keys), False: app.theme.reach_height}
    return [
        f"{one.key} is above the lower third"
        for one in plates
        if view_of(one) is None and _whole(one).top > highest[isinstance(one, KeyPlate)] + SLACK
    ]
