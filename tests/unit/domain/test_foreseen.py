"""The last answer: how long it may be used, and what is done to it in the meantime."""

from datetime import UTC, datetime, timedelta

import pytest

from queue_server.domain.advice import Advice, Prospect
from queue_server.domain.forecast import Forecast
from queue_server.domain.foreseen import Foreseen, Newcomer, widened
from queue_server.worker.messages import read_answer, write_answer

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def minutes(*three: float) -> Forecast:
    return Forecast(*(timedelta(minutes=one) for one in three))


def answer() -> Foreseen:
    newcomers = {
        ("births", False): Newcomer(minutes(20, 10, 30), timedelta(minutes=18)),
        ("births", True): Newcomer(minutes(4, 1, 9), timedelta(minutes=3)),
        ("land", False): Newcomer(None, None),
    }
    prospect = Prospect(31.5, 0.8, 620.0, Advice(("2", "4"), 1000.5, 4600.0, 0.97, 200.5))
    return Foreseen(7, AT, {"one": minutes(5, 2, 9), "two": None}, newcomers, 1.2, prospect)


def test_an_answer_survives_the_pipe():
    assert read_answer(write_answer(answer())) == answer()


@pytest.mark.parametrize("line", [b"", b'{"seq": 1', b"[]", b"{}"])
def test_half_an_answer_is_none(line: bytes):
    with pytest.raises(ValueError, match=r"no answer|Expecting"):
        read_answer(line)


@pytest.mark.parametrize(("seconds", "stale"), [(0, False), (5, False), (5.1, True), (-5.1, True)])
def test_an_answer_older_than_five_seconds_is_stale(seconds: float, stale: bool):
    assert answer().is_stale(AT + timedelta(seconds=seconds)) is stale


def test_a_visit_has_less_to_wait_as_time_goes_by_but_never_less_than_nothing():
    assert answer().of_visit("one", AT + timedelta(seconds=60)) == minutes(4, 1, 8)
    assert answer().of_visit("two", AT) is None
    assert answer().of_visit("who came just now", AT) is None
    assert Foreseen(1, AT, {"one": minutes(1, 0, 2)}, {}).of_visit("one", AT + timedelta(seconds=59)) == Forecast(
        timedelta(seconds=1), timedelta(0), timedelta(seconds=61)
    )


def test_after_a_minute_nothing_is_shown():
    assert answer().of_visit("one", AT + timedelta(seconds=61)) is None
    assert answer().of_service("births", AT + timedelta(seconds=61)) is None


def test_a_newcomer_is_told_the_answer_moved_by_who_came_since():
    quick = minutes(22, 10, 30)
    assert answer().of_newcomer("births", "ordinary", quick) == minutes(24, 14, 34)
    assert answer().of_newcomer("births", "elderly_75", minutes(0, 0, 0)) == minutes(1, 0, 6)


def test_where_the_answer_cannot_tell_the_quick_estimate_must_do():
    assert answer().of_newcomer("land", "ordinary", minutes(3, 1, 5)) is None
    assert answer().of_newcomer("births", "ordinary", None) is None
    assert answer().of_newcomer("unheard of", "ordinary", minutes(3, 1, 5)) is None


def test_an_interval_is_widened_around_its_median():
    assert widened(minutes(10, 6, 16), 1.5) == minutes(10, 4, 19)
    assert widened(minutes(2, 0, 5), 3) == minutes(2, 0, 11)
