"""Every tone on every rhyme behind every onset, typed in each way there is, held against the table of `spelled`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kiosk.typing.entry import Way, type_line
from kiosk.typing.methods import Method
from kiosk.typing.syllables import ToneStyle
from tests.unit.kiosk.typing.spelled import (
    TELEX,
    TELEX_TONES,
    VNI,
    VNI_TONES,
    Syllable,
    in_place,
    marks_last,
    syllables,
)

FEW_ONSETS = ["đ"]
"""Besides those that only fit some rhymes, and none: c and k, g and gh, ng and ngh, qu, gi."""

STYLES = [ToneStyle.OLD, ToneStyle.NEW]


def mistyped(tried: Iterable[Syllable], style: ToneStyle) -> list[tuple[str, str, str]]:
    """Keys, what came, what should have come."""
    wrong = []
    for syllable in tried:
        wanted = syllable.old if style is ToneStyle.OLD else syllable.new
        for keys, method in ways_to_type(syllable):
            came = type_line(keys, Way(method, style))
            if came != wanted:
                wrong.append((keys, came, wanted))
    return wrong


def ways_to_type(syllable: Syllable) -> list[tuple[str, Method]]:
    return [
        (in_place(syllable, TELEX, TELEX_TONES), Method.TELEX),
        (marks_last(syllable, TELEX, TELEX_TONES), Method.TELEX),
        (in_place(syllable, VNI, VNI_TONES), Method.VNI),
        (marks_last(syllable, VNI, VNI_TONES), Method.VNI),
    ]


@pytest.mark.parametrize("style", STYLES)
def test_every_rhyme_takes_every_tone_behind_some_onsets(style: ToneStyle) -> None:
    tried = list(syllables(FEW_ONSETS))
    assert len({one.old for one in tried}) > 1800
    assert mistyped(tried, style) == []


def test_capitals_stay_capitals_in_every_syllable() -> None:
    for syllable in syllables([]):
        keys = in_place(syllable, TELEX, TELEX_TONES)
        assert type_line(keys.upper(), Way()) == syllable.old.upper()
        assert type_line(keys.capitalize(), Way()) == syllable.old.capitalize()


@pytest.mark.long
@pytest.mark.parametrize("style", STYLES)
def test_every_rhyme_takes_every_tone_behind_every_onset(style: ToneStyle) -> None:
    tried = list(syllables())
    assert len({one.old for one in tried}) > 15_000
    assert mistyped(tried, style) == []


@pytest.mark.parametrize("method", list(Method))
def test_a_written_syllable_goes_through_unchanged(method: Method) -> None:
    """As when a scanner or another program types it; oo aside, which is a key of its own in Telex."""
    for syllable in syllables([]):
        if "oo" in syllable.bare and method is Method.TELEX:
            continue
        for written in {syllable.old, syllable.new}:
            assert type_line(written, Way(method)) == written
            assert type_line(written, Way(method, ToneStyle.NEW)) == written
