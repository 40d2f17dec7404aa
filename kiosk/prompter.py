"""Speaks the prompts: the newest wins, and the screen never waits for a word."""

from __future__ import annotations

from collections.abc import Callable

from hardware.faults import DeviceFault
from hardware.ports import Speaker, Voice
from kiosk.i18n import Tongues
from kiosk.jobs import JobRunner
from kiosk.prompts import STOP, prompt
from kiosk.state import State

LONGEST_PART = 160
LONGEST_SENTENCE = 900

Spoken = tuple[str, str, int]


class Prompter:
    """`follow` is called on the screen's thread after each change; voice and speaker work on `runner`'s thread.

    `fault` is the code of what kept the last prompt from being heard, None while all is well or nothing was asked for.
    """

    def __init__(self, voice: Voice, speaker: Speaker, runner: JobRunner) -> None:
        self._voice = voice
        self._speaker = speaker
        self._runner = runner
        self._tongues = Tongues()
        self._newest: Spoken | None = None
        self.fault: str | None = None

    def follow(self, state: State, question: Callable[[], str]) -> None:
        """Say what this state says, unless it was just said. `question` is what stands at the head of the screen."""
        if not state.comfort.voice:
            self.hush()
            return
        text = prompt(state, self._tongues.speech(state.language), question())
        wanted = (text, state.language, state.comfort.repeats)
        if not text or wanted == self._newest:
            return
        self.hush()
        self._newest = wanted
        self._runner.submit("prompt", lambda: self._say(wanted, state.comfort.volume), self._heard, self._unheard)

    def hush(self) -> None:
        """Be silent at once."""
        if self._newest is not None:
            self._newest = None
            self._speaker.hush()

    def _say(self, wanted: Spoken, volume: int) -> None:
        """Nothing, when something newer was asked for meanwhile."""
        if wanted != self._newest:
            return
        text, language, _ = wanted
        for part in in_parts(text):
            sound = self._voice.speak(part, self._tongues.spoken(language))
            if wanted != self._newest:
                return
            self._speaker.play(sound, volume)

    def _heard(self, _: None) -> None:
        self.fault = None

    def _unheard(self, error: Exception) -> None:
        self.fault = error.code if isinstance(error, DeviceFault) else DeviceFault.code


def in_parts(text: str, longest: int = LONGEST_PART) -> list[str]:
    """Whole sentences, as many to a part as it holds: the first is heard while the rest is still to be spoken."""
    parts: list[str] = []
    for sentence in text.split(STOP):
        if parts and len(parts[-1]) + len(STOP) + len(sentence) <= longest:
            parts[-1] += STOP + sentence
        else:
            parts.append(sentence[:LONGEST_SENTENCE])
    return parts


class Silence:
    """No prompts, for a screen that nobody listens to."""

    fault = None

    def follow(self, state: State, question: Callable[[], str]) -> None:
        """Say nothing."""
