"""What a key means in Telex, in VNI, and with keys of their own for the tones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.typing.letters import Mark, Tone


class Method(StrEnum):
    TELEX = "telex"
    VNI = "vni"
    ACCENTS = "accents"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A key that changes what stands there: it sets `tone`, or puts a mark on one of the `bases` that marks names.

    `alone` is the base that gets the mark when there is nothing to put it on.
    """

    tone: Tone | None = None
    marks: Mapping[str, Mark] | None = None
    alone: str = ""


def _tones(keys: str) -> dict[str, Meaning]:
    order = (Tone.ACUTE, Tone.GRAVE, Tone.HOOK, Tone.TILDE, Tone.DOT, Tone.LEVEL)
    return {key: Meaning(tone=tone) for key, tone in zip(keys, order, strict=True)}


_HORN = {"o": Mark.HORN, "u": Mark.HORN}
_CIRCUMFLEX = dict.fromkeys("aeo", Mark.CIRCUMFLEX)
_STROKE = Meaning(marks={"d": Mark.STROKE})
_TONE_KEYS = {tone.value: Meaning(tone=tone) for tone in Tone if tone}

MEANINGS: dict[Method, dict[str, Meaning]] = {
    Method.TELEX: _TONE_KEYS
    | _tones("sfrxjz")
    | {base: Meaning(marks={base: Mark.CIRCUMFLEX}) for base in "aeo"}
    | {
        "w": Meaning(marks=_HORN | {"a": Mark.BREVE}, alone="u"),
        "d": _STROKE,
        "[": Meaning(marks={}, alone="o"),
        "]": Meaning(marks={}, alone="u"),
        "{": Meaning(marks={}, alone="o"),
        "}": Meaning(marks={}, alone="u"),
    },
    Method.VNI: _TONE_KEYS
    | _tones("123450")
    | {
        "6": Meaning(marks=_CIRCUMFLEX),
        "7": Meaning(marks=_HORN),
        "8": Meaning(marks={"a": Mark.BREVE}),
        "9": _STROKE,
    },
    Method.ACCENTS: _TONE_KEYS,
}
"""By the lower case key. The combining characters are the tone keys of the screen and are known to every method."""


def meaning_of(key: str, method: Method) -> Meaning | None:
    """None for a key that only writes itself."""
    return MEANINGS[method].get(key.lower())
