"""The keys of the touch keyboard, and the pads with figures."""

from __future__ import annotations

import unicodedata

import pytest

from kiosk.actions import ChooseTypingMethod, GoHome
from kiosk.flow import step
from kiosk.state import State
from kiosk.typing.board import Act, Board, Cap, Layer, Pad, Shift
from kiosk.typing.entry import Entry, Way
from kiosk.typing.methods import Method
from kiosk.typing.pads import press_on

HIGHLAND = {"ƀ", "č", "ĕ", "ĭ", "ŏ", "ŭ", "ơ̆", "ư̆", "ê̆", "ô̆"}


def caps(board: Board) -> list[Cap]:
    return [cap for row in board.rows(is_wide=False) for cap in row]


def cap(board: Board, act: Act, key: str = "") -> Cap:
    return next(one for one in caps(board) if one.act is act and one.key == key)


def on_pad(pad: Pad, keys: str) -> str:
    entry = Entry(way=Way(None), limit=30)
    for key in keys:
        entry = press_on(pad, entry, key)
    return entry.text


def test_every_letter_of_vietnamese_and_the_highlands_can_be_reached() -> None:
    for method in Method:
        board = Board(method=method)
        highland = board.after(cap(board.after(cap(board, Act.SIGNS)), Act.HIGHLAND))
        held = {variant for one in caps(board) for variant in one.variants}
        keys = {one.key for one in caps(board)}
        assert set("ăâđêôơư") <= held | keys
        assert held >= {unicodedata.normalize("NFC", letter) for letter in HIGHLAND}
        assert {one.key for one in caps(highland)} >= HIGHLAND


def test_letters_beyond_one_character_are_whole_in_any_form() -> None:
    letters = [*HIGHLAND, *(v for one in caps(Board()) for v in one.variants)]
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)


def test_a_name_can_be_typed_without_leaving_the_letters() -> None:
    assert {"’", "-", " "} <= {one.key for one in caps(Board())}
    assert "'" in cap(Board(), Act.WRITE, "’").variants


def test_shift_falls_back_after_one_letter_unless_it_is_locked() -> None:
    board = Board().after(cap(Board(), Act.SHIFT))
    assert board.written("ơ̆") == "Ơ̆"
    assert board.after(cap(board, Act.WRITE, "a")).shift is Shift.OFF
    locked = board.after(cap(board, Act.SHIFT))
    assert locked.after(cap(locked, Act.WRITE, "a")).shift is Shift.LOCKED
    assert locked.after(cap(locked, Act.SHIFT)).shift is Shift.OFF


def test_a_capital_comes_by_itself_where_one_is_wanted() -> None:
    assert Board().capital(is_wanted=True).written("a") == "A"
    assert Board(shift=Shift.ONCE).capital(is_wanted=False).written("a") == "a"
    assert Board(shift=Shift.LOCKED).capital(is_wanted=False).written("a") == "A"


def test_the_methods_follow_one_another_and_show_their_keys() -> None:
    board, seen = Board(), []
    for _ in Method:
        seen.append(board.method)
        board = board.after(cap(board, Act.METHOD))
    assert seen == list(Method)
    assert board == Board()
    assert any(one.key == "1" for one in caps(Board(method=Method.VNI)))


def test_a_wide_glass_shows_every_key_in_four_rows() -> None:
    boards = [*(Board(method=method) for method in Method), *(Board(pad=pad) for pad in Pad)]
    for board in boards:
        wide = board.rows(is_wide=True)
        assert len(wide) == 4
        assert {(cap.act, cap.key) for row in wide for cap in row} == {
            (cap.act, cap.key) for row in board.rows(is_wide=False) for cap in row
        }


def test_no_row_has_more_keys_than_a_glass_has_room_for() -> None:
    for method in Method:
        for layer in Layer:
            rows = Board(method=method, layer=layer).rows(is_wide=False)
            assert max(len(row) for row in rows) <= 10
            assert min(cap.width * 10 / sum(one.width for one in row) for row in rows for cap in row) >= 1


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("15031990", "15/03/1990"),
        ("1/3/1990", "01/03/1990"),
        ("15/03/1990", "15/03/1990"),
        ("150319901", "15/03/1990"),
        ("//1//", "01/"),
        ("1a5b", "15"),
    ],
)
def test_a_date_gets_its_slashes_by_itself(keys: str, text: str) -> None:
    assert on_pad(Pad.DATE, keys) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [("083012112026", "08:30 12/11/2026"), ("0830a121120261", "08:30 12/11/2026"), ("0/8:3", "08:3")],
)
def test_a_moment_gets_what_stands_between_its_figures(keys: str, text: str) -> None:
    assert on_pad(Pad.MOMENT, keys) == text


def test_the_pads_take_only_what_belongs_there() -> None:
    assert on_pad(Pad.NUMBER, "12a.+3") == "123"
    assert on_pad(Pad.PHONE, "+84+912 345") == "+84912345"
    assert on_pad(Pad.PHONE, "0912345678") == "0912345678"


def test_the_method_is_kept_for_the_visit_and_no_longer() -> None:
    chosen = step(State(), ChooseTypingMethod(Method.VNI))
    assert chosen.typing_method is Method.VNI
    assert step(State(typing_method=Method.VNI, screen=State().screen.ATTRACT), GoHome()).typing_method is Method.TELEX
