"""The operator's PIN, typed on large keys."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.operator.pin import Verdict
from kiosk.operator.words import pin_in_words
from kiosk.state import State
from kiosk.ui.screens.base import FlowScreen

LONGEST = 12


class PinScreen(FlowScreen):
    """Shows how many digits were typed, never which."""

    said = StringProperty()
    typed = NumericProperty(0)
    is_open = BooleanProperty(defaultvalue=True)

    def __init__(self, **options):
        self._digits = ""
        self._tries = 0
        super().__init__(**options)

    def show(self, state: State) -> None:
        self.said = pin_in_words(self.app.tr, state.corner)
        tried = state.corner.tried
        self.is_open = tried is not None and tried.verdict is Verdict.WRONG and tried.seconds == 0
        if state.corner.tries != self._tries or state.corner.tries == 0:
            self._tries = state.corner.tries
            self._clear()

    def type(self, digit: str) -> None:
        if len(self._digits) < LONGEST:
            self._digits += digit
            self.typed = len(self._digits)

    def erase(self) -> None:
        self._digits = self._digits[:-1]
        self.typed = len(self._digits)

    def enter(self) -> None:
        if self._digits:
            self.app.crew.attendant.try_pin(self._digits)
            self._clear()

    def forget(self) -> None:
        super().forget()
        self._clear()

    def _clear(self) -> None:
        self._digits, self.typed = "", 0
