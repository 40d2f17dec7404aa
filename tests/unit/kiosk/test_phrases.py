"""Sentences with figures in them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.i18n import load_words
from kiosk.phrases import (
    OUT_OF_ORDER,
    REFUSED,
    ahead_in_words,
    date_in_words,
    queue_in_words,
    quieter_in_words,
    wait_in_words,
)
from kiosk.state import Trouble
from queue_server.contract.answers import Forecast
from queue_server.contract.planning import Basis, Quieter


class Speaker:
    def __init__(self, language: str) -> None:
        self._words = load_words(language)

    def _(self, sentence: str) -> str:
        return self._words.say(sentence)

    def count(self, sentence: str, number: int) -> str:
        return self._words.count(sentence, number)


VI, EN = Speaker("vi"), Speaker("en")


@pytest.mark.parametrize(
    ("low", "high", "vi", "en"),
    [
        (540, 960, "10–15 phút", "10–15 minutes"),
        (120, 300, "2–5 phút", "2–5 minutes"),
        (0, 240, "dưới 4 phút", "under 4 minutes"),
        (0, 20, "dưới 1 phút", "under 1 minute"),
        (310, 320, "khoảng 5 phút", "about 5 minutes"),
        (3000, 5400, "50–90 phút", "50–90 minutes"),
    ],
)
def test_a_wait_is_said_in_minutes_people_use(low: float, high: float, vi: str, en: str) -> None:
    forecast = Forecast(median_seconds=(low + high) / 2, low_seconds=low, high_seconds=high)
    assert (wait_in_words(VI, forecast), wait_in_words(EN, forecast)) == (vi, en)


def test_nothing_is_said_of_an_unknown_wait() -> None:
    assert wait_in_words(VI, None) == ""


def test_people_ahead_are_counted() -> None:
    assert [ahead_in_words(EN, ahead) for ahead in (0, 1, 4)] == [
        "Nobody is waiting ahead of you",
        "1 person is waiting ahead of you",
        "4 people are waiting ahead of you",
    ]
    assert queue_in_words(VI, 12) == "12 người đang chờ"


def test_the_date_names_its_day() -> None:
    moment = datetime(2026, 11, 22, 8, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (date_in_words(VI, moment), date_in_words(EN, moment)) == ("Chủ Nhật, 22/11/2026", "Sunday, 22/11/2026")


def test_every_trouble_has_words_on_one_of_the_two_screens() -> None:
    assert set(OUT_OF_ORDER) | set(REFUSED) == set(Trouble)


@pytest.mark.parametrize(
    ("language", "basis", "said"),
    [
        ("vi", Basis.HISTORY, "Thường vắng hơn lúc 15:30"),
        ("vi", Basis.USUAL_WEEK, "Theo ngày thường ở xã, lúc 15:30"),
        ("en", Basis.HISTORY, "usually quieter at 15:30"),
        ("en", Basis.USUAL_WEEK, "On a commune's usual day it is quieter at 15:30"),
    ],
)
def test_a_quieter_hour_is_told_with_what_it_is_known_from(language: str, basis: Basis, said: str) -> None:
    later = Quieter(at=datetime(2026, 3, 2, 8, 30, tzinfo=UTC), time="15:30", basis=basis)
    assert said in quieter_in_words(Speaker(language), later)


def test_without_a_quieter_hour_nothing_is_said() -> None:
    assert quieter_in_words(Speaker("vi"), None) == ""
