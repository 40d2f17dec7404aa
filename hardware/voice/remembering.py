"""A voice that remembers what it has said: a hall says the same few sentences all day."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from hardware.ports import Voice


class RememberingVoice:
    """Keeps the last `keep` sentences in memory, about 150 kB each. May be used from several threads."""

    def __init__(self, voice: Voice, keep: int = 64) -> None:
        self._voice = voice
        self._keep = keep
        self._said: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def speak(self, text: str, language: str) -> bytes:
        with self._lock:
            known = self._said.get((text, language))
            if known is not None:
                self._said.move_to_end((text, language))
                return known
        spoken = self._voice.speak(text, language)
        with self._lock:
            self._said[text, language] = spoken
            while len(self._said) > self._keep:
                self._said.popitem(last=False)
        return spoken
