"""A scanner that types, told from a person."""

from __future__ import annotations

import pytest

from kiosk.cards.wedge import LONGEST, Wedge

CODE = "064090012345||Nguyen Van Mau|15031990|Nam|Gia Lai|12052021"


def typed(wedge: Wedge, text: str, gap: float, at: float = 0.0) -> float:
    """The time of the last key."""
    for number, key in enumerate(text):
        wedge.key(key, at + number * gap)
    return at + (len(text) - 1) * gap


def test_keys_faster_than_a_person_are_a_scan() -> None:
    wedge = Wedge()
    end = typed(wedge, CODE, 0.005)
    assert wedge.is_scan(end + 0.005)
    assert wedge.end(end + 0.005) == CODE
    assert wedge.end(end + 0.006) is None


@pytest.mark.parametrize(("text", "gap"), [(CODE, 0.12), ("abc", 0.005)])
def test_a_person_who_types_is_no_scan(text: str, gap: float) -> None:
    wedge = Wedge()
    assert wedge.end(typed(wedge, text, gap) + 0.01) is None


def test_what_was_typed_before_a_scan_is_no_part_of_it() -> None:
    wedge = Wedge()
    end = typed(wedge, "mau", 0.2)
    assert wedge.begins_at(end + 1.0)
    end = typed(wedge, CODE, 0.005, at=end + 1.0)
    assert wedge.end(end + 0.01) == CODE


def test_garbage_without_an_end_fills_no_memory() -> None:
    wedge = Wedge()
    end = typed(wedge, "x" * 20_000, 0.0001)
    assert len(wedge.end(end) or "") == LONGEST + 1
