"""What a citizen gets wrong at the kiosk: a sentence at its question, what was typed still there, no more lost."""

from __future__ import annotations

import pytest

from kiosk.cards.actions import CardScanned
from kiosk.cards.reading import read_card
from kiosk.declaring_actions import (
    BeginDeclaring,
    ChangeAnswer,
    ChooseAnswer,
    CorrectAnswer,
    SkipQuestion,
    SubmitAnswer,
)
from kiosk.flow import step
from kiosk.forms.questions import Ask, Step
from kiosk.state import Screen, State
from tests.support_citizen import Citizen
from tests.support_scenes import SCENES, code_of, ticket_for
from tests.unit.contract.forms.made import DAY, MAN, TODAY, WOMAN
from tests.unit.kiosk.forms.test_declaring import declaring

DATE = "Ngày không có thật. Ghi ngày, tháng, năm, ví dụ 05/03/1990."
DATE_OR_YEAR = "Ngày không có thật. Ghi như 05/03/1990, hoặc chỉ ghi năm."
FUTURE = "Ngày này chưa đến. Xem lại."
NAME = "Họ tên chỉ gồm chữ, khoảng trắng, dấu ’ và dấu -."
NUMBER = "Số định danh có đúng 12 chữ số."
STRANGE = "Có ký tự mà giấy tờ không in được (hình vẽ, dấu ẩn). Hãy xóa và gõ lại."
PHONE = "Số điện thoại có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09."

TYPED = [
    ("tre_ngay_sinh", "31/02/2026", DATE),
    ("tre_ngay_sinh", "29/02/2025", DATE),
    ("tre_ngay_sinh", "00/00/0000", DATE),
    ("tre_ngay_sinh", "2026", DATE),
    ("tre_ngay_sinh", "25/12/2026", FUTURE),
    ("cha_ngay_sinh", "2031", FUTURE),
    ("cha_ngay_sinh", "1899", "Ngày này xa quá, trước năm 1900. Xem lại."),
    ("cha_ngay_sinh", "31131990", DATE_OR_YEAR),
    ("tre_ho_ten", "Nguyễn Văn 2", NAME),
    ("tre_ho_ten", "…", NAME),
    ("tre_ho_ten", "Mẫu 🏮", STRANGE),
    ("tre_ho_ten", "\u202eMẫu", STRANGE),
    ("tre_ho_ten", "\u200fMẫu", STRANGE),
    ("tre_ho_ten", "Ma\u200bu", STRANGE),
    ("tre_ho_ten", "Công Tằng Tôn Nữ Nguyễn Phúc", "Dài quá: nhiều nhất 25 chữ."),
    ("tre_noi_sinh", "a" * 10_000, "Dài quá: nhiều nhất 200 chữ."),
    ("tre_noi_sinh", "Ắ" * 10_000, "Dài quá: nhiều nhất 200 chữ."),
    ("tre_noi_sinh", "a\x00b", STRANGE),
    ("cha_so_dinh_danh", "06409901234", NUMBER),
    ("cha_so_dinh_danh", "0640990123456", NUMBER),
    ("cha_so_dinh_danh", "٠٦٤٠٩٩٠١٢٣٤٥", STRANGE),
    ("nyc_dien_thoai", "0212345678", PHONE),
    ("nyc_dien_thoai", "không có", PHONE),
    ("so_ban_sao", "0", "Ít nhất là 1."),
    ("so_ban_sao", "999", "Nhiều nhất là 20."),
    ("so_ban_sao", "ba", "Hãy ghi một số."),
]


def at_review() -> State:
    """A birth, all of it declared, ready to be handed in."""
    citizen = Citizen(SCENES[0].answers, SCENES[0].codes)
    return citizen.to_review(ticket_for("khai_sinh"), TODAY)


REVIEW = at_review()


@pytest.mark.parametrize(("field", "typed", "sentence"), TYPED, ids=[f"{one[0]}={one[1][:12]!r}" for one in TYPED])
def test_what_is_typed_wrong_stays_with_a_sentence_at_its_question(field: str, typed: str, sentence: str) -> None:
    asked = step(REVIEW, CorrectAnswer(Step(Ask.FIELD, field)))
    wrong = step(step(asked, ChangeAnswer(typed)), SubmitAnswer())
    assert (wrong.screen, declaring(wrong).text) == (Screen.DECLARE_WRITE, typed)
    assert [one.message["vi"] for one in declaring(wrong).interview.findings] == [sentence]
    others = {key: value for key, value in declaring(REVIEW).interview.typed.items() if key != field}
    assert {key: value for key, value in declaring(wrong).interview.typed.items() if key != field} == others


def test_after_a_mistake_the_right_answer_leads_back_to_the_review() -> None:
    asked = step(REVIEW, CorrectAnswer(Step(Ask.FIELD, "tre_ngay_sinh")))
    wrong = step(step(asked, ChangeAnswer("31/02/2026")), SubmitAnswer())
    right = step(step(wrong, ChangeAnswer("05/11/2026")), SubmitAnswer())
    assert right.screen is Screen.DECLARE_REVIEW
    assert declaring(right).interview.typed == declaring(REVIEW).interview.typed


def test_a_choice_that_is_not_offered_is_not_taken() -> None:
    asked = step(REVIEW, CorrectAnswer(Step(Ask.FIELD, "quan_he")))
    wrong = step(asked, ChooseAnswer("Hàng xóm"))
    assert [one.message["vi"] for one in declaring(wrong).interview.findings] == ["Hãy chọn một trong các mục có sẵn."]


def test_a_question_that_must_be_answered_cannot_be_left_out() -> None:
    asked = step(REVIEW, CorrectAnswer(Step(Ask.FIELD, "tre_ho_ten")))
    left = step(step(asked, ChangeAnswer("   ")), SubmitAnswer())
    assert [one.message["vi"] for one in declaring(left).interview.findings] == ["Mục này cần được điền."]


SCANS = [
    "064304012346||Rơ Châm H’Mẫu",
    "064304012346||Rơ Châm H’Mẫu|02092004|Nữ|Buôn Giả Định",
    "6430401234||Rơ Châm H’Mẫu|02092004|Nữ|Buôn Giả Định|20082023",
    "https://dichvucong.gov.vn",
    "00020101021238570010A000000727",
    "🏮" * 50,
    "x" * 10_000,
    "",
]


@pytest.mark.parametrize("payload", SCANS, ids=[one[:16] for one in SCANS])
def test_half_a_scan_is_told_and_the_card_is_still_asked_for(payload: str) -> None:
    asked = step(ticket_for("khai_sinh"), BeginDeclaring(TODAY))
    told = step(asked, CardScanned(read_card(payload, DAY), 100.0, DAY))
    assert told.screen is Screen.DECLARE_CARD
    assert declaring(told).said
    assert declaring(told).interview == declaring(asked).interview


def at_fathers_card() -> State:
    state = step(ticket_for("khai_sinh"), BeginDeclaring(TODAY))
    citizen = Citizen(SCENES[0].answers, SCENES[0].codes)
    return citizen.until(state, lambda now: now.interview.step == Step(Ask.CARD, "cha"))


def test_the_same_card_twice_is_told_and_nothing_is_lost() -> None:
    asked = at_fathers_card()
    twice = step(asked, CardScanned(read_card(code_of(WOMAN), DAY), 9999.0, DAY))
    assert twice.screen is Screen.DECLARE_CARD
    assert "đã được quét cho người khác" in declaring(twice).interview.findings[0].message["vi"]
    assert declaring(twice).interview.cards == declaring(asked).interview.cards


def test_another_womans_card_in_the_fathers_place_is_doubted_before_it_counts() -> None:
    other = {**WOMAN, "so_dinh_danh": "064195012346", "ho_ten": "Siu H’Khác", "ngay_sinh": "02/09/1995"}
    doubted = step(at_fathers_card(), CardScanned(read_card(code_of(other), DAY), 9999.0, DAY))
    assert doubted.screen is Screen.DECLARE_CARD
    assert declaring(doubted).interview.findings[0].message["vi"]
    assert "cha" not in declaring(doubted).interview.cards
    own = step(doubted, CardScanned(read_card(code_of(MAN), DAY), 19999.0, DAY))
    assert declaring(own).interview.cards["cha"]["ho_ten"] == MAN["ho_ten"]


def test_without_a_card_the_questions_go_on() -> None:
    assert step(at_fathers_card(), SkipQuestion()).screen is Screen.DECLARE_WRITE
