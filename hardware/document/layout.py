"""The layout of a ticket as an office edits it: which blocks, in which order, how large, in which words.

All lengths are dots at the full width of 576 (8 dots are 1 mm); a narrower paper scales them down to `smallest_scale`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

from hardware.faults import SetupError

FULL_WIDTH = 576
ASSETS = Path(__file__).resolve().parents[2] / "assets"
STANDARD_LAYOUT = ASSETS / "tickets" / "standard.json"
FONTS = ASSETS / "vendor" / "fonts"


class LayoutError(SetupError):
    """The layout cannot be used; the message names the file and every key that is wrong."""


class Show(StrEnum):
    """What a block shows. A block with nothing to say on this ticket takes no paper."""

    OFFICE = "office"
    TITLE = "title"
    REPRINT = "reprint"
    NUMBER = "number"
    PRIORITY = "priority"
    SERVICE = "service"
    AHEAD = "ahead"
    WAIT = "wait"
    COUNTERS = "counters"
    OFFLINE = "offline"
    APPOINTMENT = "appointment"
    RATING = "rating"
    FOLLOW = "follow"
    TIME = "time"
    DAY_ONLY = "day_only"
    NOT_A_RECEIPT = "not_a_receipt"
    RULE = "rule"


class Style(StrEnum):
    PLAIN = "plain"
    INVERTED = "inverted"
    BOXED = "boxed"


LABELS: Mapping[str, frozenset[str]] = {
    "title": frozenset(),
    "reprint": frozenset(),
    "priority": frozenset(),
    "service_of_many": frozenset({"position", "service"}),
    "ahead_none": frozenset(),
    "ahead_one": frozenset(),
    "ahead": frozenset({"ahead"}),
    "wait_short": frozenset({"high"}),
    "wait_about": frozenset({"high"}),
    "wait_range": frozenset({"low", "high"}),
    "wait_unknown": frozenset(),
    "offline": frozenset(),
    "offline_wait": frozenset(),
    "counter": frozenset({"counters"}),
    "counters": frozenset({"counters"}),
    "appointment": frozenset({"time"}),
    "rating": frozenset({"code"}),
    "scan": frozenset(),
    "watch": frozenset(),
    "time": frozenset({"time", "day", "month", "month_name", "year"}),
    "day_only": frozenset(),
    "not_a_receipt": frozenset(),
}
"""Every label, with the words in braces it may use."""


@dataclass(frozen=True, slots=True)
class Face:
    file: Path
    fallback: Path


@dataclass(frozen=True, slots=True)
class Block:
    show: Show
    font: str = ""
    size: int = 30
    second_size: int = 24
    style: Style = Style.PLAIN
    fit: bool = False
    before: int = 0
    after: int = 8
    thickness: int = 2
    qr_size: int = 220


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one language. `months` has twelve names, or none when the labels never name a month."""

    labels: Mapping[str, str]
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    margin: int
    smallest_scale: float
    ink_threshold: int
    faces: Mapping[str, Face]
    blocks: tuple[Block, ...]
    words: Mapping[str, Words] = field(default_factory=dict)

    def scale_at(self, width: int) -> float:
        return max(self.smallest_scale, min(1.0, width / FULL_WIDTH))


def load_layout(path: Path = STANDARD_LAYOUT, fonts: Path = FONTS) -> Layout:
    """Read a layout. Raises `LayoutError` with all its mistakes at once."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LayoutError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise LayoutError(f"{path}: is not JSON: {error}") from error
    check = _Check()
    if not isinstance(document, dict):
        raise LayoutError(f"{path}: must be an object")
    layout = _read(document, fonts, check)
    if check.mistakes:
        raise LayoutError("\n".join(f"{path}: {mistake}" for mistake in check.mistakes))
    return layout


def _read(document: dict[str, Any], fonts: Path, check: _Check) -> Layout:
    check.known("", document, {"margin", "smallest_scale", "ink_threshold", "fonts", "blocks", "words"})
    faces = {
        name: _face(f"fonts.{name}", entry, fonts, check) for name, entry in check.mapping(document, "fonts").items()
    }
    blocks = document.get("blocks")
    if not isinstance(blocks, list) or not blocks:
        check.complain("blocks", "must be a list of at least one block")
        blocks = []
    return Layout(
        margin=int(check.number("margin", document.get("margin", 12), 0, 80)),
        smallest_scale=check.number("smallest_scale", document.get("smallest_scale", 0.8), 0.5, 1),
        ink_threshold=int(check.number("ink_threshold", document.get("ink_threshold", 150), 1, 254)),
        faces=faces,
        blocks=tuple(_block(f"blocks[{index}]", entry, faces, check) for index, entry in enumerate(blocks)),
        words=_words(check.mapping(document, "words"), check),
    )


def _face(key: str, entry: object, fonts: Path, check: _Check) -> Face:
    if not isinstance(entry, dict):
        check.complain(key, 'must be {"file": …, "fallback": …}')
        return Face(fonts, fonts)
    check.known(key, entry, {"file", "fallback"})
    return Face(*(_font_file(f"{key}.{part}", entry.get(part), fonts, check) for part in ("file", "fallback")))


def _font_file(key: str, name: object, fonts: Path, check: _Check) -> Path:
    if not isinstance(name, str) or not (fonts / name).is_file():
        check.complain(key, f"no such font file under {fonts}: {name!r}")
        return fonts
    return fonts / name


_NUMBERS = {"size": (12, 400), "second_size": (12, 400), "before": (0, 200), "after": (0, 200), "thickness": (1, 40)}
_QR_SIZES = (120, 520)


def _block(key: str, entry: object, faces: Mapping[str, Face], check: _Check) -> Block:
    if not isinstance(entry, dict):
        check.complain(key, "must be an object")
        return Block(Show.RULE)
    check.known(key, entry, {"show", "font", "style", "fit", "qr_size", *_NUMBERS})
    show = check.word(f"{key}.show", entry.get("show"), Show) or Show.RULE
    if show is not Show.RULE and entry.get("font") not in faces:
        check.complain(f"{key}.font", f"must be one of {', '.join(faces)}: {entry.get('font')!r}")
    numbers = {
        name: int(check.number(f"{key}.{name}", entry[name], low, high))
        for name, (low, high) in {**_NUMBERS, "qr_size": _QR_SIZES}.items()
        if name in entry
    }
    style = check.word(f"{key}.style", entry.get("style", "plain"), Style) or Style.PLAIN
    fit = check.flag(f"{key}.fit", entry.get("fit", False))
    return Block(show=show, font=str(entry.get("font", "")), style=style, fit=fit, **numbers)


def _words(section: dict[str, Any], check: _Check) -> dict[str, Words]:
    for language in ("vi", "en"):
        if language not in section:
            check.complain(f"words.{language}", "is missing")
    return {language: _language(f"words.{language}", entry, check) for language, entry in section.items()}


def _language(key: str, entry: object, check: _Check) -> Words:
    if not isinstance(entry, dict):
        check.complain(key, "must be an object")
        return Words(dict.fromkeys(LABELS, ""))
    check.known(key, entry, {*LABELS, "months"})
    labels = {name: _label(f"{key}.{name}", entry.get(name), allowed, check) for name, allowed in LABELS.items()}
    months = entry.get("months", [])
    wanted = 12 if "{month_name}" in labels["time"] else 0
    if not isinstance(months, list) or len(months) not in (wanted, 12):
        check.complain(f"{key}.months", "must be a list of twelve names")
        months = []
    return Words(labels, tuple(str(month) for month in months))


def _label(key: str, text: object, allowed: frozenset[str], check: _Check) -> str:
    if not isinstance(text, str) or not text.strip():
        check.complain(key, "must be text" if text is not None else "is missing")
        return ""
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        check.complain(key, f"braces do not match: {error}")
        return ""
    if used - allowed:
        may = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        check.complain(key, f"unknown word in braces {', '.join(sorted(used - allowed))!r}; it may use: {may}")
        return ""
    return text


Word = TypeVar("Word", bound=StrEnum)


class _Check:
    """Gathers mistakes, each with its key."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def complain(self, key: str, what: str) -> None:
        self.mistakes.append(f"{key}: {what}" if key else what)

    def known(self, key: str, entry: Mapping[str, Any], names: set[str]) -> None:
        for name in entry.keys() - names:
            self.complain(f"{key}.{name}".lstrip("."), f"is not known here; known: {', '.join(sorted(names))}")

    def mapping(self, document: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = document.get(key)
        if isinstance(value, dict) and value:
            return value
        self.complain(key, "must be an object")
        return {}

    def number(self, key: str, value: object, low: float, high: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.complain(key, f"must be a number from {low} to {high}: {value!r}")
            return low
        return value

    def flag(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.complain(key, "must be true or false")
        return value is True

    def word(self, key: str, value: object, words: type[Word]) -> Word | None:
        try:
            return words(str(value))
        except ValueError:
            self.complain(key, f"must be one of {', '.join(words)}: {value!r}")
            return None
