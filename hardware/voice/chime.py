"""The chime before a call: two soft bell tones, a falling third, made by arithmetic so that nobody owns it."""

from __future__ import annotations

from array import array
from math import exp, pi, sin

from hardware.voice.wave_files import RATE, Sound, write_wav

SECONDS = 1.2
TONES = ((659.26, 0.0), (523.25, 0.42))
"""(pitch in Hz: E5 then C5, start in seconds)"""

PARTIALS = ((1.0, 1.0, 3.2), (2.0, 0.32, 5.0), (3.01, 0.12, 8.0), (4.2, 0.05, 14.0))
"""(multiple of the pitch, loudness, decay a second): the uneven ones sound like metal."""

ATTACK_SECONDS = 0.006
FADE_SECONDS = 0.08
LOUDNESS = 0.55


def chime() -> bytes:
    """The chime as a WAV file."""
    samples = [_at(index / RATE) for index in range(int(SECONDS * RATE))]
    loudest = max(abs(sample) for sample in samples)
    return write_wav(Sound(array("h", (round(sample / loudest * LOUDNESS * 32767) for sample in samples))))


def _at(second: float) -> float:
    fade = min(1.0, (SECONDS - second) / FADE_SECONDS)
    return fade * sum(_tone(pitch, second - start) for pitch, start in TONES if second >= start)


def _tone(pitch: float, age: float) -> float:
    attack = min(1.0, age / ATTACK_SECONDS)
    ring = (
        loudness * exp(-decay * age) * sin(2 * pi * pitch * multiple * age) for multiple, loudness, decay in PARTIALS
    )
    return attack * sum(ring)
