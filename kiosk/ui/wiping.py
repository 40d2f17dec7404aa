"""The visit is over: nothing of one citizen stays for the next: on screen, in memory, on the clipboard or on disk."""

from __future__ import annotations

import gc
import logging
import shutil
from pathlib import Path

from kiosk.state import Screen
from kiosk.typing.syllables import forget_typed
from kiosk.ui.root import Root
from kiosk.ui.widgets.words import forget_words


def wipe(root: Root, shown: Screen, scratch: Path) -> None:
    """Empty every screen but the one shown, the clipboard and the scratch folder.

    What the state held is gone already (`flow.moves.fresh`); this is what was drawn, measured, copied or written of it.
    """
    # The measures first: emptying the screens measures anew what is always on them, ready for the next first touch.
    forget_words()
    forget_typed()
    root.forget(keep=shown)
    _clear_clipboard()
    empty(scratch)
    gc.collect()


def empty(scratch: Path) -> None:
    """Make it a folder without anything in it."""
    for path in scratch.iterdir() if scratch.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    scratch.mkdir(parents=True, exist_ok=True)


def _clear_clipboard() -> None:
    # At its first import Kivy complains, as CRITICAL, of X tools that a kiosk does not need.
    kivy_log = logging.getLogger("kivy")
    level = kivy_log.level
    kivy_log.setLevel(logging.CRITICAL + 1)
    try:
        from kivy.core.clipboard import Clipboard
    finally:
        kivy_log.setLevel(level)
    # `copy` would pass over an empty text.
    Clipboard.put(b"")
