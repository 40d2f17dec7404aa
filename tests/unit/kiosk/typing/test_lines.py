"""Where the lines of a typed text break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.keyboard.lines import line_of_caret, wrap


def wrapped(text: str, width: int) -> list[str]:
    return wrap(text, lambda line: float(len(line)), width)


def test_lines_break_between_words_and_keep_their_blanks() -> None:
    assert wrapped("cấp bản sao trích lục", 8) == ["cấp bản ", "sao ", "trích ", "lục"]
    assert wrapped("", 8) == [""]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text("ab ơ̆ ", max_size=60), st.integers(3, 20))
def test_every_character_keeps_its_place(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines) == text
    for caret in range(len(text) + 1):
        row, before = line_of_caret(lines, caret)
        assert sum(len(line) for line in lines[:row]) + before == caret
