"""The typefaces of the screens, from the folder of vendored fonts."""

from __future__ import annotations

from pathlib import Path

from kivy.core.text import LabelBase

FOLDER = Path(__file__).resolve().parent.parent.parent / "assets" / "vendor" / "fonts"
BODY = "Body"
HEAVY = "Heavy"
FALLBACK = "Fallback"

LACKING = frozenset("ƀɃ")
"""Letters of Jrai and Bahnar that Be Vietnam Pro does not have and would leave out without a word."""


def register_fonts() -> None:
    vietnam, noto = FOLDER / "be-vietnam-pro", FOLDER / "noto-sans"
    LabelBase.register(BODY, str(vietnam / "BeVietnamPro-Medium.ttf"), fn_bold=str(vietnam / "BeVietnamPro-Bold.ttf"))
    LabelBase.register(HEAVY, str(vietnam / "BeVietnamPro-ExtraBold.ttf"))
    LabelBase.register(FALLBACK, str(noto / "NotoSans-Regular.ttf"), fn_bold=str(noto / "NotoSans-Bold.ttf"))


def font_for(text: str, wanted: str) -> str:
    return FALLBACK if LACKING.intersection(text) else wanted
