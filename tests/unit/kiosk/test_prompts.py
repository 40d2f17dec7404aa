"""What is said aloud: something useful on every screen, in the visitor's language, and nothing of a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.i18n import Tongues
from kiosk.prompter import in_parts
from kiosk.prompts import PROMPTS, prompt, spelled
from kiosk.samples import demo_props, samples
from kiosk.state import Screen, State

TONGUES = Tongues()


def said(state: State, language: str = "vi") -> str:
    return prompt(replace(state, language=language), TONGUES.speech(language), "Câu hỏi?")


def usual(screen: Screen) -> State:
    return samples(demo_props(), screen)[0].state


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("screen", PROMPTS)
def test_every_screen_says_what_it_is_about_in_both_languages(screen: Screen, language: str) -> None:
    text = said(usual(screen), language)
    assert len(text) > 10
    assert text != said(usual(screen), "en" if language == "vi" else "vi")


def test_the_ticket_number_is_spelled_so_that_nobody_hears_a_thousand() -> None:
    assert spelled("A027") == "A, 0, 2, 7"
    assert spelled("K12-0345") == "K, 1, 2, 0, 3, 4, 5"
    assert "A, 0, 2, 7" in said(usual(Screen.TICKET))


def test_a_list_is_read_with_what_is_closed() -> None:
    text = said(usual(Screen.SERVICES))
    assert "Khai sinh" in text
    assert "Cải chính, giám hộ, nhận con, Đang tạm ngừng" in text


def test_the_outlook_says_who_is_ahead_once_it_is_known() -> None:
    asking = next(one.state for one in samples(demo_props(), Screen.OUTLOOK) if one.name == "asking")
    assert said(asking) == ""
    assert "Có 4 người chờ trước ông/bà" in said(usual(Screen.OUTLOOK))
    assert "10–15 phút" in said(usual(Screen.OUTLOOK))


def test_a_screen_without_a_prompt_of_its_own_says_its_question() -> None:
    for screen in Screen:
        if screen not in PROMPTS:
            assert said(usual(screen)) == "Câu hỏi?"


def test_a_long_prompt_is_spoken_in_parts_that_end_with_a_sentence() -> None:
    sentences = [f"Câu số {number} dài vừa phải" for number in range(40)]
    parts = in_parts(". ".join(sentences), longest=100)
    assert ". ".join(parts) == ". ".join(sentences)
    assert all(len(part) <= 100 for part in parts)
