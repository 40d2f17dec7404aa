"""Tells other programs what is on the screen and where: for tests, and for somebody who looks from afar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kivy.uix.widget import Widget

from kiosk.ui.widgets.touchable import Touchable
from kiosk.ui.widgets.words import Words

SETTLE_SECONDS = 0.05


def screen_map(root: Widget, screen: str, language: str) -> dict:
    """Screen, language and the plates that answer a touch; x, y from the top left corner, in pixels of the window."""
    plates = [plate for plate in visible(root) if isinstance(plate, Touchable)]
    return {
        "screen": screen,
        "language": language,
        "size": [round(root.width), round(root.height)],
        "widgets": [_place(plate, root) for plate in plates],
        "texts": [words.text for words in visible(root) if isinstance(words, Words) and words.text],
    }


def write_map(path: Path, content: dict) -> None:
    """Write it whole or not at all: a reader never sees half a map."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)


def visible(widget: Widget) -> Iterator[Widget]:
    """The widget and all below it that can be seen."""
    if widget.opacity <= 0 or widget.width <= 0 or widget.height <= 0:
        return
    yield widget
    for child in reversed(widget.children):
        yield from visible(child)


def _place(plate: Touchable, root: Widget) -> dict:
    x, y = plate.to_window(plate.x, plate.y)
    return {
        "name": plate.key,
        "text": plate.said,
        "enabled": not plate.disabled,
        "x": round(x),
        "y": round(root.height - y - plate.height),
        "w": round(plate.width),
        "h": round(plate.height),
    }
