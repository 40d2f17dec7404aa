"""Puts spoken sentences one after the other."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from io import BytesIO

PAUSE_SECONDS = 0.4


def join_wavs(files: Sequence[bytes]) -> bytes:
    """One WAV file of several that were made alike, with a short pause between them."""
    if len(files) == 1:
        return files[0]
    joined = BytesIO()
    with wave.open(joined, "wb") as whole:
        for at, file in enumerate(files):
            with wave.open(BytesIO(file)) as part:
                if at == 0:
                    whole.setparams(part.getparams())
                else:
                    frame = bytes(part.getsampwidth() * part.getnchannels())
                    whole.writeframes(frame * int(part.getframerate() * PAUSE_SECONDS))
                whole.writeframes(part.readframes(part.getnframes()))
    return joined.getvalue()
