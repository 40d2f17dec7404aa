"""WAV files as they are joined here: 16-bit, mono, one rate."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

RATE = 22_050
"""Samples a second: what espeak-ng makes, and enough for a voice in a hall."""

BYTES_PER_SAMPLE = 2
LOUDEST = 100


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of 16 bit at `RATE`, one channel."""

    samples: array[int]


def read_wav(data: bytes) -> Sound:
    """Read a WAV of 16 bits, mono or stereo, at any rate. Raises `ValueError` when it is something else."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != BYTES_PER_SAMPLE:
                raise ValueError(f"{8 * file.getsampwidth()} bits a sample, not 16")
            channels, rate = file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"not a WAV file: {error}") from error
    samples = array("h")
    samples.frombytes(frames[: len(frames) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE])
    if sys.byteorder == "big":
        samples.byteswap()
    return Sound(_at_our_rate(samples[::channels], rate))


def write_wav(sound: Sound) -> bytes:
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(BYTES_PER_SAMPLE)
        writer.setframerate(RATE)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def at_volume(wav: bytes, percent: int) -> bytes:
    """The same WAV, softer: 100 leaves it as it is. Raises `ValueError` as `read_wav` does."""
    if percent >= LOUDEST:
        return wav
    share = max(0, percent) / LOUDEST
    return write_wav(Sound(array("h", (round(sample * share) for sample in read_wav(wav).samples))))


def seconds_of(wav: bytes) -> float:
    """How long a WAV lasts. Raises `ValueError` as `read_wav` does."""
    return len(read_wav(wav).samples) / RATE


def silence(seconds: float) -> Sound:
    return Sound(array("h", bytes(int(seconds * RATE) * BYTES_PER_SAMPLE)))


def join(sounds: Sequence[Sound]) -> Sound:
    samples = array("h")
    for sound in sounds:
        samples.extend(sound.samples)
    return Sound(samples)


def _at_our_rate(samples: array[int], rate: int) -> array[int]:
    if rate == RATE or not samples:
        return samples
    last = len(samples) - 1
    resampled = array("h")
    for index in range(len(samples) * RATE // rate):
        position = index * rate / RATE
        left = min(int(position), last)
        right = min(left + 1, last)
        share = position - left
        resampled.append(round(samples[left] * (1 - share) + samples[right] * share))
    return resampled
