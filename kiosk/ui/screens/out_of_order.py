"""The machine cannot give numbers now; it says where else to go, and comes back by itself."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from kiosk.phrases import OUT_OF_ORDER
from kiosk.state import State, Trouble
from kiosk.ui.screens.base import FlowScreen


class OutOfOrderScreen(FlowScreen):
    headline = StringProperty()
    advice = StringProperty()
    starting = BooleanProperty(defaultvalue=True)

    def show(self, state: State) -> None:
        trouble = state.trouble or Trouble.SCREEN_FAULT
        headline, advice = OUT_OF_ORDER[trouble]
        self.headline, self.advice = self.app.tr._(headline), self.app.tr._(advice)
        self.starting = trouble is Trouble.STARTING
