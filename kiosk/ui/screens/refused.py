"""No number this time: why, and what can be done."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from kiosk.actions import GoBack, TryAgain
from kiosk.phrases import REFUSED, WORTH_ANOTHER_TRY
from kiosk.state import State, Trouble
from kiosk.ui.screens.base import FlowScreen


class RefusedScreen(FlowScreen):
    reason = StringProperty()
    worth_another_try = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        trouble = state.trouble or Trouble.REFUSED
        self.reason = self.app.tr._(REFUSED.get(trouble, REFUSED[Trouble.REFUSED]))
        self.worth_another_try = trouble in WORTH_ANOTHER_TRY

    def go_on(self) -> None:
        self.do(TryAgain() if self.worth_another_try else GoBack())
