"""What a visitor sets for comfort: how it is set, and that it ends with the visit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.actions import Action, Begin, CatalogArrived, ChooseLanguage, GoBack, GoHome, OutOfOrder
from kiosk.comfort import LOUDEST, MOST_PATIENCE, QUIETEST, Comfort, Look
from kiosk.comfort_actions import (
    AskForTime,
    CloseComfort,
    OpenComfort,
    SayAgain,
    SetLook,
    SetReach,
    SetTextSize,
    SetVoice,
    SetVolume,
)
from kiosk.comfort_rows import Row, comfort_rows
from kiosk.i18n import Words
from kiosk.state import Screen, State, Trouble
from tests.unit.kiosk.made import a_catalog, after

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
CHOSEN = (OpenComfort(), SetTextSize(200), SetLook(Look.DARK), SetReach(on=True), SetVoice(on=True), SetVolume(80))


class Vietnamese:
    def _(self, sentence: str) -> str:
        return sentence

    def count(self, sentence: str, number: int) -> str:
        return Words().count(sentence, number)


def at_first_screen(*actions: Action) -> State:
    return after(CatalogArrived(a_catalog()), *actions)


def rows(comfort: Comfort) -> tuple[Row, ...]:
    return comfort_rows(comfort, Vietnamese(), LANGUAGES, "vi")


def test_everything_can_be_set_on_the_first_screen_and_goes_on_into_the_visit() -> None:
    state = at_first_screen(*CHOSEN, CloseComfort(), Begin())
    comfort = state.comfort
    assert state.screen is Screen.GROUPS
    assert comfort == Comfort(200, Look.DARK, reach=True, voice=True, volume=80, repeats=1)


@pytest.mark.parametrize("end", [GoHome(), GoBack(), OutOfOrder(Trouble.SCREEN_FAULT)])
def test_comfort_ends_with_the_visit(end: Action) -> None:
    assert at_first_screen(*CHOSEN, Begin(), end).comfort == Comfort()


def test_a_machine_out_of_order_forgets_it_too_when_nobody_is_there() -> None:
    state = after(OutOfOrder(Trouble.SERVER_AWAY), ChooseLanguage("en"), SetLook(Look.DARK), GoHome())
    assert (state.language, state.comfort) == ("vi", Comfort())


def test_a_new_catalog_does_not_take_away_what_was_just_set() -> None:
    assert at_first_screen(SetTextSize(150), CatalogArrived(a_catalog())).comfort.text == 150


def test_an_odd_size_and_the_setting_that_is_there_already_change_nothing() -> None:
    state = at_first_screen()
    assert after(SetTextSize(300), start=state) is state
    assert after(SetTextSize(100), SetReach(on=False), CloseComfort(), start=state) is state


def test_the_volume_stops_at_both_ends_and_is_heard_when_it_changes() -> None:
    loud = at_first_screen(SetVolume(400))
    assert (loud.comfort.volume, loud.comfort.repeats) == (LOUDEST, 1)
    assert at_first_screen(SetVolume(-5)).comfort.volume == QUIETEST
    assert after(SetVolume(400), start=loud) is loud


def test_asking_to_hear_it_again_turns_the_voice_on() -> None:
    comfort = at_first_screen(SayAgain(), SayAgain()).comfort
    assert (comfort.voice, comfort.repeats) == (True, 2)


def test_more_time_can_be_asked_for_as_often_as_one_likes() -> None:
    comfort = at_first_screen(*[AskForTime()] * 12).comfort
    assert comfort.patience == MOST_PATIENCE
    assert comfort.time_factor == MOST_PATIENCE


def test_the_sheet_marks_what_is_set_with_more_than_a_colour() -> None:
    offered = [option for row in rows(Comfort(text=150, look=Look.CONTRAST)) for option in row.options]
    chosen = [option.key for option in offered if option.chosen]
    assert chosen == ["text:150", "look:contrast", "reach:off", "voice:off"]


def test_repeat_and_volume_are_offered_once_the_voice_is_on() -> None:
    keys = {option.key: option.usable for row in rows(Comfort(voice=True, volume=LOUDEST)) for option in row.options}
    assert (keys["volume:up"], keys["volume:down"], keys["voice:again"]) == (False, True, True)
    assert "voice:again" not in {option.key for row in rows(Comfort()) for option in row.options}


def test_within_reach_the_sheet_offers_the_languages_too() -> None:
    keys = [option.key for option in rows(Comfort(reach=True))[0].options]
    assert keys == ["language:vi", "language:en"]
    assert replace(Comfort(), reach=True).time_factor > Comfort().time_factor
