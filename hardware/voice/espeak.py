"""A synthetic voice: espeak-ng, which speaks every word at once but sounds like a machine."""

from __future__ import annotations

import subprocess

from hardware.faults import VoiceFault
from hardware.voice.wave_files import read_wav, write_wav

PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = 135
"""Slower than its usual 175: a hall echoes, and many who listen are old."""

SECONDS_TO_SPEAK = 10.0
LONGEST_TEXT = 1000


class EspeakVoice:
    """Needs the system package espeak-ng. Knows the languages that it knows, `vi` and `en` among them."""

    def __init__(self, program: str = PROGRAM, words_per_minute: int = WORDS_PER_MINUTE) -> None:
        self._program = program
        self._words_per_minute = words_per_minute

    def speak(self, text: str, language: str) -> bytes:
        if not text.strip() or len(text) > LONGEST_TEXT or not language.isalpha():
            raise VoiceFault(f"cannot speak {len(text)} characters in {language!r}")
        command = [self._program, "-v", language, "-s", str(self._words_per_minute), "--stdin", "--stdout"]
        try:
            spoken = subprocess.run(
                command, input=text.encode(), capture_output=True, timeout=SECONDS_TO_SPEAK, check=True
            )
        except FileNotFoundError as error:
            raise VoiceFault(f"{self._program} is not installed (apt install espeak-ng)") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()
            raise VoiceFault(f"{self._program} cannot speak {language!r}: {said}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoiceFault(f"{self._program}: {error}") from error
        try:
            # Written to a pipe, its header names a length that it could not know yet: players would wait for more.
            return write_wav(read_wav(spoken.stdout))
        except ValueError as error:
            raise VoiceFault(f"{self._program}: {error}") from error
