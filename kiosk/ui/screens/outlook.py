"""How it looks: who is ahead, how long it may take, and whether the number is still wanted."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from kiosk.actions import GoHome, TakeTicket
from kiosk.choice import ORDINARY
from kiosk.issue import new_request_id
from kiosk.path_actions import AddAnother
from kiosk.phrases import listed_in_words, quieter_in_words, wait_in_words
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from queue_server.contract.answers import Outlook


class OutlookScreen(FlowScreen):
    service = StringProperty()
    ahead = StringProperty()
    wait = StringProperty()
    notice = StringProperty()
    priority = BooleanProperty(defaultvalue=False)
    may_add = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        if state.service is None:
            return
        self.service = listed_in_words([name_in(one.name, state.language) for one in state.wanted_services])
        self.may_add = state.may_add
        self.priority = state.choice.priority_class != ORDINARY
        outlook = state.choice.outlook
        self.ahead = self._ahead(outlook, is_asking=state.choice.asking)
        self.wait = self._wait(outlook, is_asking=state.choice.asking)
        is_cut_off = state.catalog is not None and state.catalog.is_cut_off
        self.notice = self._cut_off() if is_cut_off else self._notice(outlook, is_asking=state.choice.asking)

    def take(self) -> None:
        self.do(TakeTicket(new_request_id()))

    def add(self) -> None:
        self.do(AddAnother())

    def leave(self) -> None:
        self.do(GoHome())

    def _ahead(self, outlook: Outlook | None, *, is_asking: bool) -> str:
        if outlook is not None:
            return str(outlook.ahead)
        return "…" if is_asking else self.app.tr._("Chưa rõ")

    def _wait(self, outlook: Outlook | None, *, is_asking: bool) -> str:
        if is_asking:
            return "…"
        if outlook is not None and outlook.unserved:
            return self.app.tr._("Chưa rõ")
        return wait_in_words(self.app.tr, outlook.forecast if outlook else None) or self.app.tr._("Chưa đủ dữ liệu")

    def _cut_off(self) -> str:
        self.wait = self.app.tr._("Chưa rõ")
        return self.app.tr._(
            "Máy đang mất kết nối nên chưa biết thời gian chờ. Ông/bà vẫn lấy được số, rồi đưa phiếu cho cán bộ."
        )

    def _notice(self, outlook: Outlook | None, *, is_asking: bool) -> str:
        if is_asking:
            return ""
        if outlook is None:
            return self.app.tr._("Chưa xem được số người đang chờ. Ông/bà vẫn có thể lấy số.")
        if outlook.unserved:
            return self.app.tr._(
                "Hiện không có quầy nào đang mở làm được thủ tục này. Ông/bà nên hỏi cán bộ trước khi lấy số."
            )
        return quieter_in_words(self.app.tr, outlook.quieter)
