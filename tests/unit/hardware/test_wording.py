"""What a ticket says."""

from datetime import timedelta
from typing import Any

import pytest

from hardware.document.layout import Show, load_layout
from hardware.document.wording import languages_on, rounded_wait, sentences
from tests.unit.hardware.tickets import ticket


def said(show: Show, language: str = "vi", *, reprint: bool = False, **changes: Any) -> tuple[str, ...]:
    return sentences(show, ticket(reprint=reprint, **changes), language, load_layout().words[language])


@pytest.mark.parametrize(
    ("low", "high", "rounded"),
    [(540, 960, (10, 15)), (60, 200, (1, 3)), (200, 400, (3, 7)), (0, 700, (0, 10)), (3000, 5000, (50, 80))],
)
def test_a_wait_is_rounded_to_minutes_that_people_use(low: int, high: int, rounded: tuple[int, int]) -> None:
    assert rounded_wait(timedelta(seconds=low), timedelta(seconds=high)) == rounded


def wait(low: int, high: int) -> dict[str, Any]:
    return {"forecast": {"median_seconds": low, "low_seconds": low * 60, "high_seconds": high * 60}}


def test_the_wait_is_told_as_a_range_a_point_a_bound_or_not_at_all() -> None:
    assert said(Show.WAIT, **wait(9, 16)) == ("Chờ khoảng 10–15 phút",)
    assert said(Show.WAIT, **wait(19, 21)) == ("Chờ khoảng 20 phút",)
    assert said(Show.WAIT, **wait(0, 2)) == ("Chờ dưới 5 phút",)
    assert said(Show.WAIT, "en", **wait(0, 12)) == ("Less than 10 minutes to wait",)
    assert said(Show.WAIT, forecast=None) == ("Thời gian chờ: chưa đủ dữ liệu",)


def test_people_ahead_are_counted_in_words_that_fit_the_number() -> None:
    assert said(Show.AHEAD) == ("Còn 4 người trước ông/bà",)
    assert said(Show.AHEAD, ahead=0) == ("Không có ai chờ trước ông/bà",)
    assert said(Show.AHEAD, "en", ahead=1) == ("1 person is ahead of you",)
    assert said(Show.AHEAD, ahead=None) == ()


def test_priority_is_told_without_its_reason_and_only_when_it_holds() -> None:
    assert said(Show.PRIORITY, priority=True) == ("ƯU TIÊN",)
    assert said(Show.PRIORITY) == ()


def test_a_ticket_without_an_address_to_scan_points_to_the_board() -> None:
    assert said(Show.FOLLOW) == ("Xin theo dõi bảng gọi số",)
    assert said(Show.FOLLOW, tracking_url="https://example.vn/a") == ("Quét mã để theo dõi số",)


def test_only_a_reprint_says_that_it_is_one() -> None:
    assert said(Show.REPRINT) == ()
    assert said(Show.REPRINT, reprint=True) == ("IN LẠI",)


def test_the_notes_the_hall_relies_on_are_always_there() -> None:
    assert said(Show.DAY_ONLY) == ("Phiếu chỉ có giá trị trong ngày",)
    assert said(Show.NOT_A_RECEIPT) == ("Phiếu này không phải Giấy tiếp nhận hồ sơ",)
    assert said(Show.TIME) == ("Lấy số lúc 08:05 ngày 21/11/2026",)
    assert said(Show.TIME, "en") == ("Taken at 08:05 on 21 November 2026",)


def test_counters_are_named_when_they_are_known() -> None:
    assert said(Show.COUNTERS) == ("Quầy phục vụ: 1, 3",)
    assert said(Show.COUNTERS, "en", counters=["2"]) == ("Counter 2",)
    assert said(Show.COUNTERS, counters=[]) == ()


def test_a_foreign_ticket_is_vietnamese_first_and_its_own_language_second() -> None:
    written = frozenset({"vi", "en"})
    assert languages_on(ticket(), written) == ("vi",)
    assert languages_on(ticket(language="en"), written) == ("vi", "en")
    assert languages_on(ticket(language="jra"), written) == ("vi",)


def test_a_name_without_a_translation_is_given_in_vietnamese() -> None:
    assert said(Show.SERVICE, "en", service={"id": "x", "name": {"vi": "Đất đai"}}) == ("Đất đai",)


def test_an_appointment_and_the_code_to_rate_with_are_told_where_there_are_any() -> None:
    assert said(Show.APPOINTMENT, appointment_at="2026-11-21T03:00:00Z") == ("Lịch hẹn lúc 10:00",)
    assert said(Show.RATING, "en", rating_code="12345678") == ("Code to rate this visit: 1234 5678",)
    assert said(Show.APPOINTMENT) == said(Show.RATING) == ()
    assert said(Show.APPOINTMENT, appointment_at=None) == said(Show.RATING, rating_code=None) == ()
