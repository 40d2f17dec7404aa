"""Loudspeakers: how they are named, how loud they are, and what goes wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.faults import SetupError, SpeakerFault
from hardware.speaker import open_speaker
from hardware.speaker.command import CommandSpeaker
from hardware.voice import CHIME
from hardware.voice.wave_files import at_volume, read_wav, seconds_of


def loudest(wav: bytes) -> int:
    return max(abs(sample) for sample in read_wav(wav).samples)


def test_half_the_volume_is_half_as_loud_and_just_as_long() -> None:
    chime = CHIME.read_bytes()
    softer = at_volume(chime, 50)
    assert loudest(softer) == pytest.approx(loudest(chime) / 2, abs=1)
    assert seconds_of(softer) == seconds_of(chime)
    assert at_volume(chime, 100) == chime


def test_the_virtual_speaker_keeps_what_would_be_heard(tmp_path: Path) -> None:
    speaker = open_speaker(f"virtual:{tmp_path}")
    speaker.play(CHIME.read_bytes(), 20)
    speaker.play(CHIME.read_bytes(), 80)
    soft, loud = sorted(tmp_path.glob("heard-*.wav"))
    assert loudest(soft.read_bytes()) < loudest(loud.read_bytes())


def test_the_virtual_speaker_fails_on_demand(tmp_path: Path) -> None:
    speaker = open_speaker(f"virtual:{tmp_path}")
    (tmp_path / "trouble").touch()
    with pytest.raises(SpeakerFault):
        speaker.play(CHIME.read_bytes(), 60)
    assert not list(tmp_path.glob("heard-*"))


def test_a_kiosk_without_a_speaker_is_silent_and_well() -> None:
    speaker = open_speaker("none")
    speaker.play(CHIME.read_bytes(), 60)
    speaker.hush()


def test_an_odd_name_of_a_speaker_is_told_with_what_to_write() -> None:
    with pytest.raises(SetupError, match="alsa:DEVICE"):
        open_speaker("gramophone")


def test_a_player_that_is_missing_or_fails_is_a_fault_in_words() -> None:
    with pytest.raises(SpeakerFault, match="alsa-utils"):
        CommandSpeaker(("no-such-player",)).play(CHIME.read_bytes(), 60)
    with pytest.raises(SpeakerFault):
        CommandSpeaker(("false",)).play(CHIME.read_bytes(), 60)
    CommandSpeaker(("true",)).play(CHIME.read_bytes(), 60)
