"""The layout of one declaration: a list of pieces, from the top of the page to its end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardware.faults import SetupError

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "forms" / "papers"
VALUE = re.compile(r"\{(\w+)(?::(\d+))?\}")
BOX = re.compile(r"\[(\w+)=([^\]]+)\]")
KINDS: dict[str, type | tuple[type, ...]] = {
    "nation": bool,
    "form_number": str,
    "title": str,
    "to": str,
    "line": str,
    "say": str,
    "cells": dict,
    "grid": dict,
    "rows": dict,
    "signatures": list,
    "note": str,
}
KEYS = {
    "cells": {"label", "field", "count"},
    "grid": {"head", "rows"},
    "rows": {"of", "columns", "sum"},
    "signature": {"role", "hint", "name"},
    "column": {"head", "field", "width"},
}


class PaperError(SetupError):
    """The layout cannot be used; the message names the file and the piece that is wrong."""


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    what: Any


@dataclass(frozen=True, slots=True)
class Paper:
    pieces: tuple[Piece, ...]

    @property
    def fields(self) -> set[str]:
        """Every field that the paper shows, and every table."""
        found = {name for text in _texts([piece.what for piece in self.pieces]) for name in _names(text)}
        for piece in self.pieces:
            if piece.kind == "cells":
                found.add(piece.what["field"])
            if piece.kind == "rows":  # the sum is worked out from the rows
                found |= {piece.what["of"], *(column["field"] for column in piece.what["columns"])}
        return found


def load_paper(path: Path) -> Paper:
    """Raises PaperError with every mistake in one message."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PaperError(f"{path.name}: (the whole file): cannot be read: {error}") from error
    if not isinstance(found, list):
        raise PaperError(f"{path.name}: (the whole file): must be a list of pieces")
    mistakes = [
        f"{path.name}: piece {number}: {line}" for number, piece in enumerate(found, 1) for line in _wrong(piece)
    ]
    if mistakes:
        raise PaperError("\n".join(mistakes))
    return Paper(tuple(Piece(*next(iter(piece.items()))) for piece in found))


def _wrong(piece: Any) -> Iterator[str]:
    if not isinstance(piece, dict) or len(piece) != 1:
        yield "must be an object with one key"
        return
    yield from _wrong_in(*next(iter(piece.items())))


def _wrong_in(kind: str, what: Any) -> Iterator[str]:
    if kind not in KINDS:
        yield f"there is no piece {kind!r}; there are {', '.join(KINDS)}"
        return
    fits: bool = isinstance(what, KINDS[kind])
    if not fits:
        yield f"{kind}: holds something else than it should"
    elif kind in ("cells", "grid", "rows"):
        yield from _keys(kind, what)
        for column in what.get("columns", []) if kind == "rows" else []:
            yield from _keys("column", column)
    elif kind == "signatures":
        for one in what:
            yield from _keys("signature", one)


def _keys(kind: str, what: Any) -> Iterator[str]:
    if not isinstance(what, dict) or set(what) != KEYS[kind]:
        yield f"{kind}: needs just {', '.join(sorted(KEYS[kind]))}"


def _texts(what: Any) -> Iterator[str]:
    if isinstance(what, str):
        yield what
    elif isinstance(what, dict):
        yield from _texts(list(what.values()))
    elif isinstance(what, list):
        for one in what:
            yield from _texts(one)


def _names(text: str) -> set[str]:
    return {found[1] for found in (*VALUE.finditer(text), *BOX.finditer(text))}
