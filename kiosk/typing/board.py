"""The keys of the touch keyboard: which there are, where they lie, and what one does to the board itself. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.typing.letters import Tone
from kiosk.typing.methods import Method


class Pad(StrEnum):
    """What is typed: text, or one of the pads with large figures."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PHONE = "phone"
    MOMENT = "moment"


class Layer(StrEnum):
    LETTERS = "letters"
    SIGNS = "signs"
    HIGHLAND = "highland"


class Shift(StrEnum):
    OFF = "off"
    ONCE = "once"
    LOCKED = "locked"


class Act(StrEnum):
    """What a key does; all but WRITE, BACKSPACE and DONE change the board."""

    WRITE = "write"
    BACKSPACE = "backspace"
    SHIFT = "shift"
    LETTERS = "letters"
    SIGNS = "signs"
    HIGHLAND = "highland"
    METHOD = "method"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Cap:
    """One key. `width` is its share of the row; `hint` stands small above it; `variants` come after a long press."""

    act: Act
    key: str = ""
    width: float = 1.0
    hint: str = ""
    variants: tuple[str, ...] = ()


Rows = tuple[tuple[Cap, ...], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the keyboard shows. `after` gives the board that follows a touch."""

    pad: Pad = Pad.TEXT
    method: Method = Method.TELEX
    layer: Layer = Layer.LETTERS
    shift: Shift = field(default=Shift.OFF)

    def rows(self, *, is_wide: bool) -> Rows:
        """The keys from the top; a wide glass has four rows at most, with figures and accents at their side."""
        if self.pad is not Pad.TEXT:
            return (_WIDE_FIGURES if is_wide else _FIGURES)[self.pad]
        if self.layer is Layer.SIGNS:
            return _SIGNS
        if self.layer is Layer.HIGHLAND:
            return _HIGHLAND
        if is_wide:
            return tuple((*row, *beside) for row, beside in zip(_LETTERS, _BESIDE[self.method], strict=True))
        return (*_ABOVE[self.method], *_LETTERS)

    def written(self, key: str) -> str:
        """The key as shift makes it."""
        return key.upper() if self.shift is not Shift.OFF else key

    def after(self, cap: Cap) -> Board:
        """Shift falls back after one letter; a second touch of shift locks it, a third lets go."""
        match cap.act:
            case Act.WRITE if self.shift is Shift.ONCE:
                return replace(self, shift=Shift.OFF)
            case Act.SHIFT:
                return replace(self, shift=_NEXT_SHIFT[self.shift])
            case Act.LETTERS | Act.SIGNS | Act.HIGHLAND:
                return replace(self, layer=Layer(cap.act.value), shift=Shift.OFF)
            case Act.METHOD:
                return replace(self, method=_NEXT_METHOD[self.method], layer=Layer.LETTERS)
            case _:
                return self

    def capital(self, *, is_wanted: bool) -> Board:
        """With shift on for one letter where a name or a sentence begins; a locked shift stays."""
        if self.shift is Shift.LOCKED or self.pad is not Pad.TEXT:
            return self
        return replace(self, shift=Shift.ONCE if is_wanted else Shift.OFF)


_NEXT_SHIFT = {Shift.OFF: Shift.ONCE, Shift.ONCE: Shift.LOCKED, Shift.LOCKED: Shift.OFF}
_NEXT_METHOD = {Method.TELEX: Method.VNI, Method.VNI: Method.ACCENTS, Method.ACCENTS: Method.TELEX}

_VARIANTS = {
    "a": "ăâáàảãạ",
    "b": "ƀ",
    "c": "č",
    "d": "đ",
    "e": "êĕéèẻẽẹ",
    "i": "ĭíìỉĩị",
    "n": "ñ",
    "o": "ôơŏóòỏõọ",
    "u": "ưŭúùủũụ",
    "y": "ýỳỷỹỵ",
}
_ABOVE_BREVE = {"e": ("ê̆",), "o": ("ô̆", "ơ̆"), "u": ("ư̆",)}
"""Letters of Jrai and Bahnar that no single character stands for."""

_VNI_HINTS = dict(zip("1234567890", "áàảãạâơăđa", strict=True))


def _letters(keys: str) -> tuple[Cap, ...]:
    return tuple(Cap(Act.WRITE, key, variants=(*_VARIANTS.get(key, ""), *_ABOVE_BREVE.get(key, ()))) for key in keys)


def _signs(keys: str) -> tuple[Cap, ...]:
    return tuple(Cap(Act.WRITE, key) for key in keys)


_VNI_FIGURES = tuple(Cap(Act.WRITE, key, hint=_VNI_HINTS[key]) for key in "1234567890")
_ACCENTED, _TONES = _signs("ăâđêôơư"), tuple(Cap(Act.WRITE, tone.value) for tone in Tone if tone)
_ABOVE: dict[Method, Rows] = {
    Method.TELEX: (),
    Method.VNI: (_VNI_FIGURES,),
    Method.ACCENTS: (_ACCENTED, _TONES),
}
"""What a way of typing needs beside the letters: rows above them, or three more keys at the end of each row."""

_BESIDE: dict[Method, Rows] = {
    Method.TELEX: ((), (), (), ()),
    Method.VNI: (_VNI_FIGURES[:3], _VNI_FIGURES[3:6], _VNI_FIGURES[6:9], _VNI_FIGURES[9:]),
    Method.ACCENTS: (
        (*_ACCENTED[:2], _TONES[0]),
        (*_ACCENTED[2:4], _TONES[1]),
        (*_ACCENTED[4:6], _TONES[2]),
        (_ACCENTED[6], *_TONES[3:]),
    ),
}

_BACKSPACE = Cap(Act.BACKSPACE, width=1.5)
_SHIFT = Cap(Act.SHIFT, width=1.5)
_SPACE = Cap(Act.WRITE, " ", width=3.2)
_DONE = Cap(Act.DONE, width=1.8)


def _bottom(switch: Act) -> tuple[Cap, ...]:
    apostrophe = Cap(Act.WRITE, "’", variants=("'",))
    return Cap(switch, width=1.3), Cap(Act.METHOD, width=1.7), apostrophe, _SPACE, Cap(Act.WRITE, "-"), _DONE


_LETTERS: Rows = (
    _letters("qwertyuiop"),
    _letters("asdfghjkl"),
    (_SHIFT, *_letters("zxcvbnm"), _BACKSPACE),
    _bottom(Act.SIGNS),
)
_SIGNS: Rows = (
    _signs("1234567890"),
    _signs(".,:;?!/()"),
    (Cap(Act.HIGHLAND, width=1.5), *_signs('@&+"=%_'), _BACKSPACE),
    _bottom(Act.LETTERS),
)
_HIGHLAND: Rows = (
    _signs("ƀčñĕĭŏŭ"),
    _signs("ăâđêôơư"),
    (_SHIFT, *(Cap(Act.WRITE, key) for key in ("ê̆", "ô̆", "ơ̆", "ư̆")), _BACKSPACE),
    _bottom(Act.LETTERS),
)


def _figures(sign: str) -> Rows:
    """`sign` stands beside the 0; without one there is a wider 0."""
    beside = _signs(sign)
    zero = Cap(Act.WRITE, "0", width=1.0 if sign else 2.0)
    backspace = Cap(Act.BACKSPACE)
    return _signs("123"), _signs("456"), _signs("789"), (*beside, zero, backspace), (Cap(Act.DONE, width=3.0),)


def _wide_figures(sign: str) -> Rows:
    """The last key of all in the last row, which saves a row."""
    last = (*_signs(sign), Cap(Act.WRITE, "0"), Cap(Act.BACKSPACE), Cap(Act.DONE))
    return _signs("123"), _signs("456"), _signs("789"), last


_SIGN_OF_PAD = {Pad.NUMBER: "", Pad.DATE: "/", Pad.MOMENT: "", Pad.PHONE: "+"}
_FIGURES = {pad: _figures(sign) for pad, sign in _SIGN_OF_PAD.items()}
_WIDE_FIGURES = {pad: _wide_figures(sign) for pad, sign in _SIGN_OF_PAD.items()}
