"""Sizes that follow from the glass, and colours that can be read."""

from __future__ import annotations

import pytest

from kiosk.comfort import TEXT_SIZES, Look
from kiosk.ui.palettes import PALETTES, STANDARD, colour, contrast
from kiosk.ui.theme import READING_MM, TOUCH_MM, Theme

GLASSES = [
    (width, height, diagonal)
    for diagonal in (15.6, 21.5, 32.0, 43.0, 55.0)
    for width, height in ((1080, 1920), (1920, 1080), (2160, 3840))
]


def test_a_millimetre_is_worked_out_from_the_diagonal() -> None:
    assert Theme(1080, 1920, 32).mm(100) == pytest.approx(271.0, abs=0.2)
    assert Theme(1920, 1080, 15.6).mm(20) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize("glass", GLASSES)
def test_nothing_that_is_touched_is_smaller_than_twenty_millimetres(glass: tuple[int, int, float]) -> None:
    theme = Theme(*glass)
    lengths = [theme.touch(), theme.touch(9), theme.touch(15)]
    assert all(length / theme.pixels_per_mm >= TOUCH_MM for length in lengths)


@pytest.mark.parametrize("glass", GLASSES)
def test_type_is_never_too_small_to_read(glass: tuple[int, int, float]) -> None:
    theme = Theme(*glass)
    assert all(size / theme.pixels_per_mm >= READING_MM for size in (theme.small, theme.body, theme.lead, theme.title))


def test_a_unit_is_the_same_standing_and_lying() -> None:
    assert Theme(1080, 1920, 32).unit == Theme(1920, 1080, 32).unit == 10.8


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast(colour("#000000"), colour("#FFFFFF")) == pytest.approx(21)
    assert contrast(STANDARD.ink, STANDARD.paper) == contrast(STANDARD.paper, STANDARD.ink)


@pytest.mark.parametrize("look", Look)
def test_every_text_stands_out_from_its_ground_in_every_look(look: Look) -> None:
    poor = [pair for pair in PALETTES[look].read_together if contrast(*pair) < 7]
    assert not poor


def test_high_contrast_is_as_strong_as_the_standard_allows_for_what_is_read() -> None:
    palette = PALETTES[Look.CONTRAST]
    assert contrast(palette.ink, palette.paper) == pytest.approx(21)
    assert contrast(palette.card_edge, palette.paper) == pytest.approx(21)


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_reading_type_grows_as_much_as_was_asked_for(percent: int) -> None:
    usual, enlarged = Theme(1080, 1920, 32), Theme(1080, 1920, 32, percent / 100)
    for name in ("small", "body", "lead"):
        assert getattr(enlarged, name) == pytest.approx(getattr(usual, name) * percent / 100)
    assert enlarged.title >= enlarged.lead


@pytest.mark.parametrize("glass", GLASSES)
def test_low_controls_are_still_as_large_as_a_finger(glass: tuple[int, int, float]) -> None:
    theme = Theme(*glass, 2.0, reach=True)
    assert theme.touch() / theme.pixels_per_mm >= TOUCH_MM
    assert theme.touch(15) + theme.footer_height <= theme.reach_height
