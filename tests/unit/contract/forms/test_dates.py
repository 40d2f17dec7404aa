"""Days as citizens write them, and in words."""

from __future__ import annotations

from datetime import date

import pytest

from queue_server.contract.forms.dates import (
    Moment,
    When,
    in_words,
    number_in_words,
    read_moment,
    read_when,
    years_between,
)


@pytest.mark.parametrize(
    "text", ["05/03/1990", "5/3/1990", "05-03-1990", "05.03.1990", "05031990", "1990-03-05", " 5 / 3 / 1990 "]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_when(text, year_alone=False) == When(1990, 3, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2020", "29/02/2023", "00/01/2020", "32/01/2020", "1/13/2020", "1990", "hôm qua", "", "5/3/90"]
)
def test_a_day_that_never_was_is_none(text: str) -> None:
    assert read_when(text, year_alone=False) is None


def test_a_year_alone_stands_for_all_its_days() -> None:
    when = read_when("1948", year_alone=True)
    assert when is not None
    assert (when.earliest, when.latest, str(when)) == (date(1948, 1, 1), date(1948, 12, 31), "1948")


@pytest.mark.parametrize(
    "text",
    ["08:30 12/11/2026", "12/11/2026 8:30", "8 giờ 30 phút, ngày 12/11/2026", "8h30 12-11-2026", "2026-11-12T08:30"],
)
def test_a_moment_is_read_in_either_order(text: str) -> None:
    assert read_moment(text) == Moment(date(2026, 11, 12), 8, 30)


@pytest.mark.parametrize("text", ["24:00 12/11/2026", "12/11/2026", "08:61 12/11/2026", "08:30 31/02/2026", "08:30"])
def test_half_a_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (30, "ba mươi"),
        (101, "một trăm linh một"),
        (1900, "một nghìn chín trăm"),
        (1990, "một nghìn chín trăm chín mươi"),
        (2000, "hai nghìn"),
        (2005, "hai nghìn không trăm linh năm"),
        (2021, "hai nghìn không trăm hai mươi mốt"),
    ],
)
def test_numbers_are_said_as_papers_write_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_date_in_words_has_day_month_and_year() -> None:
    assert in_words(When(1990, 4, 15)) == "Ngày mười lăm, tháng tư, năm một nghìn chín trăm chín mươi"
    assert in_words(When(1948)) == "Năm một nghìn chín trăm bốn mươi tám"


def test_a_number_of_five_figures_has_no_words_here() -> None:
    with pytest.raises(ValueError, match="four digits"):
        number_in_words(10_000)


def test_a_year_of_age_is_full_on_the_birthday() -> None:
    born = date(2008, 11, 21)
    assert years_between(born, date(2026, 11, 20)) == 17
    assert years_between(born, date(2026, 11, 21)) == 18
    assert years_between(date(2004, 2, 29), date(2022, 2, 28)) == 17
