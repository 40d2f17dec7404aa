"""Recorded words: each recording that an office has made replaces the synthetic voice for its word or phrase."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.ports import Voice
from hardware.voice.wave_files import Sound, join, read_wav, silence, write_wav

LONGEST_PHRASE = 10
SECONDS_AT_A_COMMA = 0.2
PUNCTUATION = ".,;:!?…"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Part:
    """Words spoken in one go: by the recording, or by the other voice when there is none."""

    words: tuple[str, ...]
    clip: Path | None

    @property
    def ends_with_pause(self) -> bool:
        return self.words[-1][-1] in PUNCTUATION


class ClipVoice:
    """Looks in FOLDER/LANGUAGE for `không.wav`, or `mời_công_dân_có_số.wav` for a whole phrase, longest first.

    Words without a recording, and recordings that cannot be read, are left to `otherwise`. A file put into the folder
    is used from the next sentence on.
    """

    def __init__(self, folder: Path, otherwise: Voice) -> None:
        self._folder = folder
        self._otherwise = otherwise

    def speak(self, text: str, language: str) -> bytes:
        clips = self._clips(language)
        parts = [*_merged(_parts(text.split(), clips))]
        if all(part.clip is None for part in parts):
            return self._otherwise.speak(text, language)
        return write_wav(join([sound for part in parts for sound in self._sounds(part, language)]))

    def _clips(self, language: str) -> dict[str, Path]:
        if not language.isalpha():
            return {}
        folder = self._folder / language
        return {_folded(path.stem): path for path in folder.glob("*.wav")} if folder.is_dir() else {}

    def _sounds(self, part: _Part, language: str) -> Iterator[Sound]:
        yield self._recorded(part) or read_wav(self._otherwise.speak(" ".join(part.words), language))
        if part.ends_with_pause:
            yield silence(SECONDS_AT_A_COMMA)

    def _recorded(self, part: _Part) -> Sound | None:
        if part.clip is None:
            return None
        try:
            return read_wav(part.clip.read_bytes())
        except (OSError, ValueError) as error:
            log.warning("recording %s is not used: %s", part.clip.name, error)
            return None


def _parts(words: list[str], clips: dict[str, Path]) -> Iterator[_Part]:
    start = 0
    while start < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - start), 0, -1):
            clip = clips.get("_".join(_folded(word) for word in words[start : start + length]))
            if clip is not None or length == 1:
                yield _Part(tuple(words[start : start + length]), clip)
                start += length
                break


def _merged(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Join neighbours without a recording: the synthetic voice speaks a phrase better than single words."""
    waiting: tuple[str, ...] = ()
    for part in parts:
        if part.clip is None:
            waiting += part.words
            continue
        if waiting:
            yield _Part(waiting, None)
            waiting = ()
        yield part
    if waiting:
        yield _Part(waiting, None)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).strip(PUNCTUATION).lower()
