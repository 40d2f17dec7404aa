from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.announcement import LANGUAGES, announcement, clip_words


def test_a_first_call_is_spelt_digit_by_digit_in_vietnamese() -> None:
    assert announcement("A001", "Quầy 1", 1, "vi") == "Mời công dân có số A, không, không, một, đến quầy số một."


def test_a_first_call_is_spelt_digit_by_digit_in_english() -> None:
    assert announcement("A001", "Counter 1", 1, "en") == "Number A, zero, zero, one, please go to counter one."


@pytest.mark.parametrize(
    ("call_count", "opening"),
    [
        (2, "Mời lần thứ hai, công dân có số A"),
        (3, "Mời lần thứ ba, công dân có số A"),
        (4, "Mời lần thứ tư, công dân có số A"),
        (10, "Mời lần thứ mười, công dân có số A"),
        (11, "Mời thêm một lần nữa, công dân có số A"),
    ],
)
def test_a_recall_says_which_time_it_is(call_count: int, opening: str) -> None:
    assert announcement("A001", "Quầy 1", call_count, "vi").startswith(opening)


@pytest.mark.parametrize(
    ("call_count", "opening"), [(2, "Second call for number A"), (3, "Third call for"), (11, "Once more, number A")]
)
def test_a_recall_in_english_says_which_time_it_is(call_count: int, opening: str) -> None:
    assert announcement("A001", "Counter 1", call_count, "en").startswith(opening)


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        ("A1000", "A, một, không, không, không"),
        ("1021", "một, không, hai, một"),
        ("1055", "một, không, năm, năm"),
        ("K1-004", "ca, một, không, không, bốn"),
        ("b010", "bê, không, một, không"),
        ("C9999", "xê, chín, chín, chín, chín"),
        ("Đ007", "đờ, không, không, bảy"),
    ],
)
def test_numbers_of_every_length_and_series_are_spelt(number: str, spelt: str) -> None:
    assert announcement(number, "Quầy 1", 1, "vi") == f"Mời công dân có số {spelt}, đến quầy số một."


@pytest.mark.parametrize(
    ("counter", "way"),
    [
        ("Quầy 5", "đến quầy số năm."),
        ("Quầy 10", "đến quầy số mười."),
        ("Quầy 11", "đến quầy số một, một."),
        ("Quầy 15", "đến quầy số một, năm."),
        ("Quầy 21", "đến quầy số hai, một."),
        ("Quầy số 3", "đến quầy số ba."),
        ("Quầy số 03", "đến quầy số ba."),
        ("Quầy 2B", "đến quầy số hai, bê."),
        ("Bàn hướng dẫn 2", "đến bàn hướng dẫn số hai."),
        ("Quầy ưu tiên", "đến quầy ưu tiên."),
        ("Quầy 8 – Ưu tiên", "đến quầy số tám, ưu tiên."),
        ("Quầy 12 (tầng trệt)", "đến quầy số một, hai, tầng trệt."),
        ("Tầng 2, quầy 5", "đến tầng 2, quầy số năm."),
        ("  Quầy   7 ", "đến quầy số bảy."),
    ],
)
def test_the_way_to_the_counter_is_said_as_its_name_reads(counter: str, way: str) -> None:
    assert announcement("A001", counter, 1, "vi").endswith(f"một, {way}")


@pytest.mark.parametrize(
    ("counter", "way"),
    [
        ("Counter 10", "please go to counter ten."),
        ("Counter 12", "please go to counter one, two."),
        ("Counter number 4", "please go to counter four."),
        ("Priority counter", "please go to priority counter."),
        ("Counter 8 – Priority", "please go to counter eight, priority."),
    ],
)
def test_the_way_is_said_in_english_too(counter: str, way: str) -> None:
    assert announcement("A001", counter, 1, "en").endswith(f"one, {way}")


def test_a_name_written_with_loose_accents_is_read_the_same() -> None:
    loose = "Qu\u0061\u0302\u0300y 1"

    assert announcement("A001", loose, 1, "vi") == announcement("A001", "Quầy 1", 1, "vi")


def test_the_clips_of_a_call_come_in_speaking_order() -> None:
    assert clip_words("A01", "Quầy 12", 1, "vi") == (
        "Mời công dân có số", "A", "không", "một", "đến quầy số", "một", "hai",
    )  # fmt: skip


def test_a_counter_without_a_number_is_one_clip() -> None:
    assert clip_words("A1", "Quầy ưu tiên", 2, "vi") == (
        "Mời lần thứ hai, công dân có số", "A", "một", "đến quầy ưu tiên",
    )  # fmt: skip


def test_what_a_counter_is_for_is_the_last_clip() -> None:
    assert clip_words("A1", "Quầy 8 – Ưu tiên", 1, "vi")[-3:] == ("đến quầy số", "tám", "ưu tiên")


def test_a_language_without_a_voice_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        announcement("A001", "Quầy 1", 1, "fr")


def test_a_call_that_was_never_made_is_refused() -> None:
    with pytest.raises(ValueError, match="at least the first"):
        clip_words("A001", "Quầy 1", 0, "vi")


ticket_numbers = st.from_regex(r"[A-ZĐ]{0,2}[0-9]{1,5}(-[0-9]{1,4})?", fullmatch=True)


@given(
    number=ticket_numbers, counter=st.integers(0, 9999), count=st.integers(1, 20), language=st.sampled_from(LANGUAGES)
)
def test_the_clips_and_the_sentence_say_the_same(number: str, counter: int, count: int, language: str) -> None:
    sentence = announcement(number, f"Quầy {counter}", count, language)
    clips = " ".join(clip_words(number, f"Quầy {counter}", count, language))

    assert re.findall(r"\w+", sentence) == re.findall(r"\w+", clips)


@given(number=ticket_numbers, counter=st.integers(0, 9999))
def test_no_number_is_ever_joined_to_a_form_that_can_be_misheard(number: str, counter: int) -> None:
    words = re.findall(r"\w+", announcement(number, f"Quầy {counter}", 1, "vi"))

    assert not {"mốt", "lăm", "nhăm", "mươi", "trăm", "linh", "lẻ"} & set(words)


@given(number=ticket_numbers)
def test_every_sign_of_the_number_is_said_once_and_in_order(number: str) -> None:
    clips = clip_words(number, "Quầy 1", 1, "vi")[1:-2]

    assert len(clips) == sum(sign.isalnum() for sign in number)
