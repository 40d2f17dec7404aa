"""A loudspeaker without sound: what would be heard becomes files to listen to."""

from __future__ import annotations

import threading
from pathlib import Path

from hardware.faults import SpeakerFault
from hardware.voice.wave_files import at_volume, seconds_of

KEEP = 50
TROUBLE = "trouble"


class VirtualSpeaker:
    """Writes `heard-0001.wav`, … into `folder`, each as loud as asked, and keeps the last fifty.

    A file `trouble` in the folder makes it fail until the file is gone. With `patient` it takes as long as a real one.
    """

    def __init__(self, folder: Path, *, patient: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._patient = patient
        self._hushed = threading.Event()
        self._count = len(list(folder.glob("heard-*.wav")))

    def play(self, sound: bytes, volume: int) -> None:
        if (self._folder / TROUBLE).exists():
            raise SpeakerFault("trouble on purpose")
        self._hushed.clear()
        self._count += 1
        fresh = self._folder / ".fresh"
        fresh.write_bytes(at_volume(sound, volume))
        fresh.replace(self._folder / f"heard-{self._count:04}.wav")
        (self._folder / f"heard-{self._count - KEEP:04}.wav").unlink(missing_ok=True)
        if self._patient:
            self._hushed.wait(seconds_of(sound))

    def hush(self) -> None:
        self._hushed.set()
