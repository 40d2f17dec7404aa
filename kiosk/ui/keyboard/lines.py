"""Where the lines of a typed text break. Every character keeps its place, since the caret stands between them."""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.typing.letters import split_letters

PIECE = re.compile(r"\S*\s*")


def wrap(text: str, width_of: Callable[[str], float], width: float) -> list[str]:
    """Lines no wider than `width` that joined are the text; a word too long for one is broken between letters."""
    lines = [""]
    for piece in PIECE.findall(text):
        if width_of((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        elif width_of(piece.rstrip()) <= width:
            lines.append(piece)
        else:
            _break(piece, lines, width_of, width)
    return lines


def line_of_caret(lines: list[str], caret: int) -> tuple[int, int]:
    """The line the caret stands in and the characters before it there; at a break it stands at the earlier end."""
    for number, line in enumerate(lines):
        if caret <= len(line):
            return number, caret
        caret -= len(line)
    return len(lines) - 1, len(lines[-1])


def _break(piece: str, lines: list[str], width_of: Callable[[str], float], width: float) -> None:
    for letter in split_letters(piece):
        if lines[-1] and width_of(lines[-1] + letter) > width:
            lines.append("")
        lines[-1] += letter
