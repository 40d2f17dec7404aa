"""What the .kv files say, each read once, and those of later screens after the first frame."""

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

FOLDER = Path(__file__).parent
BASICS = ("words.kv", "icon.kv", "touchable.kv")
"""Loaded first: of two rules for one widget Kivy lets the later one win."""

LATER = ("keyboard", "screens")


def load_first_rules() -> None:
    """Those of the first frame."""
    widgets = FOLDER / "widgets"
    _load(*(widgets / name for name in BASICS), *sorted(widgets.glob("*.kv")))
    _load(FOLDER / "root.kv", FOLDER / "screens" / "out_of_order.kv")


def load_other_rules() -> None:
    """Those of every other screen and of the keyboard."""
    _load(*(path for folder in LATER for path in sorted((FOLDER / folder).glob("*.kv"))))


def _load(*paths: Path) -> None:
    for path in dict.fromkeys(map(str, paths)):
        if path not in Builder.files:
            Builder.load_file(path)
