"""Printer models as data: a new make of printer is a line in `assets/tickets/printers.json`, not code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from hardware.faults import SetupError

MODELS_FILE = Path(__file__).resolve().parents[2] / "assets" / "tickets" / "printers.json"


class Cut(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    FEED_AND_PARTIAL = "feed_and_partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PrinterModel:
    """What differs between printers. `width` is in dots; `feed_lines` bring the last line past the cutter."""

    name: str
    width: int = 576
    answers_status: bool = True
    cut: Cut = Cut.PARTIAL
    feed_lines: int = 5
    title: str = ""


def load_model(name: str, path: Path = MODELS_FILE) -> PrinterModel:
    """Return the model called `name`. Raises `SetupError` naming the known ones, or what is wrong in the file."""
    models = _read(path)
    if name not in models:
        raise SetupError(f"printer model {name!r} is not known; {path} has: {', '.join(sorted(models))}")
    entry = models[name]
    mistakes = [*_mistakes(entry)] if isinstance(entry, dict) else ["must be an object"]
    if mistakes:
        raise SetupError("\n".join(f"{path}: {name}: {mistake}" for mistake in mistakes))
    return PrinterModel(name=name, **{**entry, "cut": Cut(entry.get("cut", Cut.PARTIAL))})


def _read(path: Path) -> dict[str, Any]:
    try:
        models = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SetupError(f"{path}: is not JSON: {error}") from error
    if not isinstance(models, dict):
        raise SetupError(f"{path}: must be an object of models by name")
    return models


def _mistakes(entry: dict[str, Any]) -> list[str]:
    mistakes = [
        f"{key} is not known" for key in entry.keys() - {"title", "width", "answers_status", "cut", "feed_lines"}
    ]
    width = entry.get("width", 576)
    if not isinstance(width, int) or width % 8 or not 256 <= width <= 1024:
        mistakes.append(f"width must be dots from 256 to 1024, a multiple of 8: {width!r}")
    if entry.get("cut", Cut.PARTIAL) not in [*Cut]:
        mistakes.append(f"cut must be one of {', '.join(Cut)}: {entry['cut']!r}")
    lines = entry.get("feed_lines", 5)
    if not isinstance(lines, int) or not 0 <= lines <= 30:
        mistakes.append(f"feed_lines must be a number from 0 to 30: {lines!r}")
    if not isinstance(entry.get("answers_status", True), bool):
        mistakes.append("answers_status must be true or false")
    return mistakes
