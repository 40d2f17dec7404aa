"""Sound through a program that the system has for it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from hardware.faults import SpeakerFault
from hardware.voice.wave_files import at_volume, seconds_of

PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
"""PipeWire, PulseAudio, ALSA: whichever is there."""

SECONDS_OVER = 5.0
"""How much longer than the sound itself a player may take before it counts as stuck."""


class CommandSpeaker:
    """`command` plays the WAV file whose name is added to it; None looks for one of `PLAYERS` at each sound."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, sound: bytes, volume: int) -> None:
        command = self._command or _found()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "sound.wav"
            file.write_bytes(at_volume(sound, volume))
            self._run([*command, str(file)], seconds_of(sound) + SECONDS_OVER)

    def hush(self) -> None:
        with self._lock:
            if self._playing is not None:
                self._playing.terminate()

    def _run(self, command: list[str], patience: float) -> None:
        try:
            playing = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise SpeakerFault(f"{command[0]} cannot be started (apt install alsa-utils)") from error
        with self._lock:
            self._playing = playing
        try:
            _, errors = playing.communicate(timeout=patience)
        except subprocess.TimeoutExpired as error:
            playing.kill()
            playing.communicate()
            raise SpeakerFault(f"{command[0]} does not end") from error
        # Below zero: it was hushed.
        if playing.returncode > 0:
            raise SpeakerFault(f"{command[0]}: {errors.decode(errors='replace').strip()[:200]}")


def _found() -> tuple[str, ...]:
    for command in PLAYERS:
        if shutil.which(command[0]):
            return command
    raise SpeakerFault("no player of sound is installed (apt install alsa-utils)")
