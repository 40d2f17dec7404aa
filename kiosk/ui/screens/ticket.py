"""The number, large; and what became of the paper."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from hardware.faults import JobUnconfirmed
from kiosk.actions import GoHome
from kiosk.declaring_actions import AskWhichForm, BeginDeclaring
from kiosk.forms.showing import memory_in_words
from kiosk.phrases import ahead_in_words, listed_in_words, wait_in_words
from kiosk.state import Attempt, Paper, State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.declare_card import today_here
from queue_server.contract.answers import TicketIssued


class TicketScreen(FlowScreen):
    number = StringProperty()
    service = StringProperty()
    counters = StringProperty()
    ahead = StringProperty()
    wait = StringProperty()
    status = StringProperty()
    advice = StringProperty()
    failed = BooleanProperty(defaultvalue=False)
    priority = BooleanProperty(defaultvalue=False)
    printing = BooleanProperty(defaultvalue=True)
    seconds = NumericProperty(0)
    form = StringProperty()

    def show(self, state: State) -> None:
        if state.attempt is None or state.attempt.ticket is None:
            return
        ticket, speech = state.attempt.ticket, self.app.tr
        self.number = ticket.ticket_number
        services = [leg.service for leg in ticket.legs] if len(ticket.legs) > 1 else [ticket.service]
        self.service = listed_in_words([name_in(one.name, state.language) for one in services])
        self.priority = ticket.priority
        self.counters = self._counters(ticket)
        self.ahead = ahead_in_words(speech, ticket.ahead)
        wait = wait_in_words(speech, ticket.forecast)
        self.wait = speech._("Thời gian chờ ước tính") + ": " + wait if wait else ""
        if ticket.offline:
            self.wait = speech._("Máy đang mất kết nối: chưa biết thời gian chờ")
        self.printing = state.attempt.paper is Paper.PRINTING
        self.failed = state.attempt.paper is Paper.FAILED
        self.status, self.advice = self._paper(state.attempt)
        self._many = len(state.forms_offered) > 1
        self.form = self._offer(state) if state.forms_offered and not self.printing else ""
        done = len(state.carried.done)
        if done:
            one = speech._("Cán bộ đã có tờ khai của ông/bà.")
            said = one if done == 1 else speech.count("Cán bộ đã có {n} tờ khai của ông/bà.", done)
            self.advice = " ".join(part for part in (said, memory_in_words(state.memory, speech)) if part)

    def done(self) -> None:
        self.do(GoHome())

    def declare(self) -> None:
        self.do(AskWhichForm() if self._many else BeginDeclaring(today_here()))

    def _offer(self, state: State) -> str:
        """What the button says: the first form, or one more that is filled in part already."""
        _ = self.app.tr._
        return _("Khai tờ tiếp theo, đã điền sẵn một phần") if state.carried.done else _("Khai tờ khai trong lúc chờ")

    def _counters(self, ticket: TicketIssued) -> str:
        if not ticket.counters:
            return ""
        return self.app.tr._("Phục vụ tại quầy") + ": " + ", ".join(ticket.counters)

    def _paper(self, attempt: Attempt) -> tuple[str, str]:
        _ = self.app.tr._
        if attempt.paper is Paper.PRINTING:
            return _("Đang in phiếu…"), _("Xin ông/bà chờ lấy phiếu.")
        if attempt.paper is Paper.PRINTED:
            if attempt.ticket and attempt.ticket.offline:
                return _("Mời ông/bà lấy phiếu và đưa cho cán bộ"), _("Cán bộ sẽ xếp lượt cho ông/bà theo phiếu này.")
            return _("Mời ông/bà lấy phiếu"), _("Khi tới lượt, số hiện trên bảng và loa sẽ gọi.")
        if attempt.fault == JobUnconfirmed.code:
            status = _("Nếu không thấy phiếu, hãy ghi lại hoặc chụp lại số này")
        else:
            status = _("Máy in gặp lỗi. Hãy ghi lại hoặc chụp lại số này")
        return status, _("Số vẫn có giá trị. Cần phiếu giấy, mời ông/bà hỏi cán bộ.")
