"""A card at the question about priority: it suggests, is veiled, and is gone with the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.actions import ChoosePriority, GoHome
from kiosk.cards.actions import CardScanned, DropCard, ScannerSeen, ShowCard
from kiosk.cards.desk import CardDesk
from kiosk.cards.reading import read_card
from kiosk.cards.words import about_card, title_of_card, under_the_question
from kiosk.flow import step
from kiosk.samples import demo_props
from kiosk.state import Screen, State
from tests.unit.kiosk.test_phrases import Speaker

TODAY = date(2026, 11, 21)
OLD = "064048012345||Nguyễn Văn Mẫu|15031948|Nam|Thôn Ví Dụ, Gia Lai|12052021"
YOUNG = "064190012346||Rơ Châm H’Mẫu|15031990|Nữ|Buôn Giả Định, Gia Lai|12052021"
VIETNAMESE = Speaker("vi")


def asked() -> State:
    return step(demo_props().at(Screen.PRIORITY), ScannerSeen(is_there=True))


def scanned(state: State, payload: str, at: float = 100.0) -> State:
    return step(state, CardScanned(read_card(payload, TODAY), at, TODAY))


def test_a_card_tells_the_age_and_nothing_more_than_it_must() -> None:
    desk = scanned(asked(), OLD).cards
    assert desk.age == 78
    assert under_the_question(VIETNAMESE, desk, is_suggested=True) == "Theo thẻ, ông/bà 78 tuổi: được ưu tiên."
    assert title_of_card(desk) == "Nguyễn V** M**"
    assert about_card(VIETNAMESE, desk).startswith("0640******45")


def test_the_name_is_shown_only_when_the_citizen_asks() -> None:
    state = step(scanned(asked(), OLD), ShowCard(is_bare=True))
    assert title_of_card(state.cards) == "Nguyễn Văn Mẫu"
    assert "064048012345" in about_card(VIETNAMESE, state.cards)
    assert title_of_card(step(state, ShowCard(is_bare=False)).cards) == "Nguyễn V** M**"
    assert step(asked(), ShowCard(is_bare=True)) == asked()


def test_a_young_persons_card_suggests_nothing() -> None:
    desk = scanned(asked(), YOUNG).cards
    assert under_the_question(VIETNAMESE, desk, is_suggested=False).startswith("Theo thẻ, ông/bà 36 tuổi: chưa thuộc")


def test_a_bad_scan_says_what_to_do_and_leaves_the_card_before_it() -> None:
    state = scanned(scanned(asked(), OLD), "https://example.vn", at=110.0)
    assert state.cards.card is not None
    assert "trang mạng" in under_the_question(VIETNAMESE, state.cards, is_suggested=True)


def test_another_persons_card_and_the_same_one_get_a_sentence() -> None:
    first = scanned(asked(), OLD)
    assert scanned(first, OLD, at=101.0).cards.said == first.cards.said
    assert scanned(first, OLD, at=110.0).cards.said.startswith("Thẻ này đã được quét rồi")
    other = scanned(first, YOUNG, at=110.0)
    assert other.cards.is_refused
    assert other.cards.card == first.cards.card
    assert scanned(step(other, DropCard()), YOUNG, at=111.0).cards.age == 36


def test_nothing_of_a_card_outlives_the_visit() -> None:
    state = step(scanned(asked(), OLD), ChoosePriority("elderly_75"))
    over = step(state, GoHome())
    assert over.cards == CardDesk(has_scanner=True)
    assert "Mẫu" not in repr(over.cards)


def test_a_card_shown_at_another_screen_is_not_kept() -> None:
    for screen in set(Screen) - {Screen.PRIORITY, Screen.CARD}:
        state = replace(asked(), screen=screen)
        assert "Mẫu" not in repr(scanned(state, OLD).cards)


def test_without_a_scanner_nobody_is_asked_to_scan() -> None:
    state = demo_props().at(Screen.PRIORITY)
    assert under_the_question(VIETNAMESE, state.cards, is_suggested=False) == "Không cần đưa giấy tờ tại máy này."
    assert "quét thẻ" in under_the_question(VIETNAMESE, asked().cards, is_suggested=False)
