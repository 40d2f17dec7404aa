"""Spoken announcements as WAV files: `open_voice().speak("Mời công dân có số…", "vi")`."""

from __future__ import annotations

from pathlib import Path

from hardware.ports import Voice
from hardware.voice.clips import ClipVoice
from hardware.voice.espeak import EspeakVoice
from hardware.voice.remembering import RememberingVoice

SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"
CHIME = SOUNDS / "chime.wav"


def open_voice(recordings: Path = SOUNDS) -> Voice:
    """The voice of the hall: recordings where there are any, espeak-ng for the rest, remembered once said."""
    return RememberingVoice(ClipVoice(recordings, EspeakVoice()))
