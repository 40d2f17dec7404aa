"""Sentences spoken one after the other."""

import wave
from io import BytesIO

from queue_server.api.sound import PAUSE_SECONDS, join_wavs

RATE = 8000


def sentence(sample: bytes, seconds: int) -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(sample * RATE * seconds)
    return file.getvalue()


def test_two_languages_are_heard_in_turn_with_a_pause_between() -> None:
    joined = join_wavs([sentence(b"\x01\x00", 1), sentence(b"\x02\x00", 2)])
    with wave.open(BytesIO(joined)) as sound:
        frames = sound.readframes(sound.getnframes())
        seconds = sound.getnframes() / sound.getframerate()
    assert seconds == 3 + PAUSE_SECONDS
    assert frames.startswith(b"\x01\x00" * RATE + b"\x00\x00")
    assert frames.endswith(b"\x00\x00" + b"\x02\x00" * 2 * RATE)


def test_one_language_is_left_as_it_is() -> None:
    assert join_wavs([b"untouched"]) == b"untouched"
