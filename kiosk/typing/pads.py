"""What the pads with figures make of a key: a date with its slashes, a minute of a day, numbers. Pure."""

from __future__ import annotations

from dataclasses import replace

from kiosk.typing.board import Pad
from kiosk.typing.entry import Entry

DATE_LENGTH = len("31/12/1999")
MOMENT_LENGTH = len("23:59 31/12/1999")
SEPARATORS = {2: ":", 5: " ", 8: "/", 11: "/"}
"""What stands before a figure of a moment, by how long the entry is by then."""

SLASH = "/"


def press_on(pad: Pad, entry: Entry, key: str) -> Entry:
    """The entry after one key of this pad; a key that has no place there changes nothing."""
    match pad:
        case Pad.DATE:
            return _press_on_date(entry, key)
        case Pad.MOMENT:
            return _press_on_moment(entry, key)
        case Pad.NUMBER:
            return entry.press(key) if _is_figure(key) else entry
        case Pad.PHONE:
            is_plus_first = key == "+" and entry.caret == 0 and not entry.text.startswith("+")
            return entry.press(key) if _is_figure(key) or is_plus_first else entry
        case Pad.TEXT:
            return entry.press(key)


def _is_figure(key: str) -> bool:
    return len(key) == 1 and key in "0123456789"


def _press_on_date(entry: Entry, key: str) -> Entry:
    """dd/MM/yyyy at the end of the entry: slashes come by themselves, `1/` becomes `01/`."""
    if entry.after:
        return entry.press(key) if _is_figure(key) and len(entry.text) < DATE_LENGTH else entry
    parts = entry.before.split(SLASH)
    if key == SLASH:
        is_short = len(parts) < 3 and parts[-1] != ""
        return replace(entry, before=SLASH.join([*parts[:-1], parts[-1].zfill(2), ""])) if is_short else entry
    if not _is_figure(key) or len(entry.before) >= DATE_LENGTH:
        return entry
    is_full = len(parts) < 3 and len(parts[-1]) == 2
    return replace(entry, before=entry.before + (SLASH if is_full else "") + key)


def _press_on_moment(entry: Entry, key: str) -> Entry:
    """hh:mm dd/MM/yyyy at the end of the entry, with what stands between the figures coming by itself."""
    if not _is_figure(key) or len(entry.text) >= MOMENT_LENGTH:
        return entry
    if entry.after:
        return entry.press(key)
    return replace(entry, before=entry.before + SEPARATORS.get(len(entry.before), "") + key)
