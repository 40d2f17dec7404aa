"""No number this time: why, and what can be done."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.actions import GoBack, GoHome, TryAgain
from kiosk.phrases import NOT_FOR_THIS_MACHINE, REFUSED, WORTH_ANOTHER_TRY, mark
from kiosk.state import State, Trouble
from kiosk.ui.screens.base import FlowScreen

WAYS = {"again": mark("Thử lại"), "end": mark("Về màn hình đầu"), "other": mark("Chọn thủ tục khác")}
"""What can be done here, by the name of the plate."""


class RefusedScreen(FlowScreen):
    reason = StringProperty()
    way = StringProperty("other")
    way_said = StringProperty()

    def show(self, state: State) -> None:
        trouble = state.trouble or Trouble.REFUSED
        self.reason = self.app.tr._(REFUSED.get(trouble, REFUSED[Trouble.REFUSED]))
        self.way = "again" if trouble in WORTH_ANOTHER_TRY else "end" if trouble in NOT_FOR_THIS_MACHINE else "other"
        self.way_said = self.app.tr._(WAYS[self.way])

    def go_on(self) -> None:
        self.do({"again": TryAgain, "end": GoHome, "other": GoBack}[self.way]())
