"""A scanner that types like a keyboard: its keys come through the window and are told from a person's by their pace."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock

from kiosk.cards.wedge import Wedge
from kiosk.ui.keyboard.physical import ENDS


class ScanKeys:
    """Calls `scanned` with each code that is typed into `window` too fast for a person."""

    def __init__(self, window, wedge: Wedge, scanned: Callable[[str], None]) -> None:
        self._wedge = wedge
        self._scanned = scanned
        window.bind(on_textinput=self._typed, on_key_down=self._pressed)

    def _typed(self, _window, text: str) -> None:
        self._wedge.key(text, Clock.get_boottime())

    def _pressed(self, _window, key: int, *_more) -> bool:
        code = self._wedge.end(Clock.get_boottime()) if key in ENDS else None
        if code is not None:
            self._scanned(code)
        return False
