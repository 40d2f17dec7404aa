"""Sounds joined, and the chime."""

import io
import wave
from array import array

import pytest

from hardware.voice import CHIME
from hardware.voice.chime import SECONDS, chime
from hardware.voice.wave_files import RATE, Sound, join, read_wav, silence, write_wav


def wav(samples: list[int], rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((channels, width, rate, 0, "NONE", ""))
        writer.writeframes(array("h", samples).tobytes())
    return file.getvalue()


def test_what_is_written_is_read_back() -> None:
    assert [*read_wav(write_wav(Sound(array("h", [1, -2, 32767])))).samples] == [1, -2, 32767]


def test_sounds_follow_one_another_with_the_silence_between_them() -> None:
    joined = join([Sound(array("h", [5])), silence(0.1), Sound(array("h", [6]))])
    assert len(joined.samples) == 2 + int(0.1 * RATE)
    assert (joined.samples[0], joined.samples[-1]) == (5, 6)


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000])
def test_a_recording_at_another_rate_keeps_its_length(rate: int) -> None:
    sound = read_wav(wav([1000] * rate, rate))
    assert abs(len(sound.samples) - RATE) <= 1
    assert set(sound.samples) == {1000}


def test_of_a_stereo_recording_one_side_is_used() -> None:
    assert [*read_wav(wav([1, 100, 2, 200], channels=2)).samples] == [1, 2]


@pytest.mark.parametrize("data", [b"", b"RIFF", b"an mp3 file"])
def test_what_is_no_wav_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a WAV"):
        read_wav(data)


def test_the_chime_that_ships_is_the_one_this_code_makes() -> None:
    assert CHIME.read_bytes() == chime()


def test_the_chime_lasts_about_a_second_begins_and_ends_softly_and_does_not_clip() -> None:
    samples = read_wav(chime()).samples
    assert len(samples) == int(SECONDS * RATE)
    assert abs(samples[0]) < 400
    assert abs(samples[-1]) < 400
    assert 12_000 < max(map(abs, samples)) < 30_000
