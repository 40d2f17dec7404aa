"""What stands on a key, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.phrases import Speech, mark
from kiosk.typing.board import Act, Board, Cap, Shift
from kiosk.typing.letters import Tone
from kiosk.typing.methods import Method


@dataclass(frozen=True, slots=True)
class Face:
    """`key` names the plate, `said` is what it says to whoever cannot see it."""

    key: str
    said: str
    label: str = ""
    icon: str = ""
    hint: str = ""


TONES = {
    Tone.ACUTE: (mark("sắc"), "á"),
    Tone.GRAVE: (mark("huyền"), "à"),
    Tone.HOOK: (mark("hỏi"), "ả"),
    Tone.TILDE: (mark("ngã"), "ã"),
    Tone.DOT: (mark("nặng"), "ạ"),
}
METHODS = {Method.TELEX: "Telex", Method.VNI: "VNI", Method.ACCENTS: mark("Phím dấu")}


SIGNS = {
    Act.BACKSPACE: (mark("Xóa một chữ"), "", "erase"),
    Act.SHIFT: (mark("Chữ hoa"), "", "shift"),
    Act.LETTERS: (mark("Chữ cái"), "abc", ""),
    Act.SIGNS: (mark("Số và dấu câu"), "123?", ""),
    Act.HIGHLAND: (mark("Chữ Jrai, Bahnar"), "ƀ č ŏ", ""),
}
"""What the keys say that look the same in every language, their label or their icon."""


def face_of(cap: Cap, board: Board, speech: Speech) -> Face:
    """The face of this key on this board."""
    if cap.act is Act.WRITE:
        return _letter(cap, board, speech)
    if cap.act is Act.DONE:
        return Face("key:done", speech._("Xong"), label=speech._("Xong"))
    if cap.act is Act.METHOD:
        name = speech._(METHODS[board.method])
        return Face("key:method", f"{speech._('Kiểu gõ')}: {name}", label=name, hint=speech._("Kiểu gõ"))
    said, label, icon = SIGNS[cap.act]
    is_locked = cap.act is Act.SHIFT and board.shift is Shift.LOCKED
    return Face(f"key:{cap.act}", speech._(said), label=label, icon="shift_locked" if is_locked else icon)


def _letter(cap: Cap, board: Board, speech: Speech) -> Face:
    if cap.key == " ":
        return Face("key:space", speech._("Dấu cách"), label=speech._("Dấu cách"))
    if cap.key in TONES:
        name, sample = TONES[Tone(cap.key)]
        return Face(f"key:{name}", speech._(name), label=speech._(name), hint=sample)
    letter = board.written(cap.key)
    return Face(f"key:{cap.key}", letter, label=letter, hint=cap.hint)
