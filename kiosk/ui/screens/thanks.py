"""What somebody said has arrived: thanks, and for a petition what to keep."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.actions import GoHome
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen


class ThanksScreen(FlowScreen):
    title = StringProperty()
    reference = StringProperty()
    words = StringProperty()

    def show(self, state: State) -> None:
        _ = self.app.tr._
        received = state.petition.received if state.petition else None
        self.title = _("Cảm ơn ông/bà")
        if received is None:
            self.reference, self.words = "", _("Đánh giá đã được ghi nhận, không kèm tên hay số phiếu.")
            return
        self.reference = f"{received.reference[:4]} {received.reference[4:]}"
        due, place = _("Hãy ghi lại mã này. Trả lời chậm nhất ngày"), _("Nơi tiếp nhận chính thức")
        address = name_in(received.address, state.language)
        self.words = f"{due} {received.due_date:%d/%m/%Y}.\n{place}: {address}"

    def done(self) -> None:
        self.do(GoHome())
