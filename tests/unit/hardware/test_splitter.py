"""Bytes of a scanner become codes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.scanner.splitter import LONGEST, CodeSplitter

CODE = "064090012345||Rơ Châm H’Mẫu|15031990|Nữ|Gia Lai|12052021"


def test_a_code_ends_with_cr_or_lf_or_both() -> None:
    splitter = CodeSplitter()
    assert splitter.feed(f"{CODE}\r\n{CODE}\r{CODE}\n\n".encode()) == [CODE] * 3
    assert not splitter.is_within_code


def test_a_code_without_an_end_is_kept_until_it_is_asked_for() -> None:
    splitter = CodeSplitter()
    assert splitter.feed(CODE.encode()) == []
    assert splitter.is_within_code
    assert splitter.flush() == [CODE]
    assert splitter.flush() == []


def test_five_megabytes_without_an_end_become_one_code_that_is_too_long() -> None:
    splitter = CodeSplitter()
    for _ in range(5000):
        assert splitter.feed(b"\xff" * 1000) == []
    (garbage,) = splitter.feed(b"\r")
    assert len(garbage) == LONGEST + 1
    assert splitter.feed(CODE.encode() + b"\n") == [CODE]


@given(st.lists(st.integers(0, 60), max_size=8))
def test_a_pause_may_fall_inside_a_letter(cuts: list[int]) -> None:
    data, splitter, codes = CODE.encode() + b"\r\n", CodeSplitter(), []
    edges = [0, *sorted(cuts), len(data)]
    for start, end in pairwise(edges):
        codes += splitter.feed(data[start:end])
    assert codes == [CODE]


@given(st.binary(max_size=2000))
def test_any_bytes_become_codes_without_line_ends(data: bytes) -> None:
    splitter = CodeSplitter()
    for code in [*splitter.feed(data), *splitter.flush()]:
        assert code
        assert not {"\r", "\n"} & set(code)
