"""A code from paper, keyed in on large keys."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from kiosk.issue import new_request_id
from kiosk.path_actions import ChangeCode, SubmitCode
from kiosk.phrases import MISHAPS
from kiosk.state import State
from kiosk.ui.screens.base import FlowScreen
from kiosk.voices import CODE_LENGTH, CodeKind

HALF = CODE_LENGTH // 2


class CodeScreen(FlowScreen):
    """What was keyed in stands in the state alone."""

    question = StringProperty()
    under = StringProperty()
    digits = StringProperty()
    ready = BooleanProperty(defaultvalue=False)
    is_wrong = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        if state.keyed is None:
            return
        _, keyed = self.app.tr._, state.keyed
        by_appointment = keyed.kind is CodeKind.APPOINTMENT
        self.question = _("Nhập mã trên giấy hẹn") if by_appointment else _("Nhập mã đánh giá trên phiếu")
        self.is_wrong = keyed.mishap is not None
        self.under = _(MISHAPS[keyed.mishap]) if keyed.mishap else _("Mã có 8 chữ số")
        shown = keyed.digits.ljust(CODE_LENGTH, "_")
        self.digits = f"{shown[:HALF]} {shown[HALF:]}"
        self.ready = keyed.is_whole and not keyed.checking
        self._typed = keyed.digits

    def type(self, digit: str) -> None:
        self.do(ChangeCode(self._typed + digit))

    def erase(self) -> None:
        self.do(ChangeCode(self._typed[:-1]))

    def submit(self) -> None:
        self.do(SubmitCode(new_request_id()))
