"""A procedure: what it is, how long it takes, what it costs, what comes of it; and the ticket for it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kivy.properties import BooleanProperty, StringProperty

from kiosk.finding_actions import ReadAbout, TakeForProcedure
from kiosk.issue import new_request_id
from kiosk.phrases import mark, queue_in_words
from kiosk.phrases_of_procedures import late_in_words, online_in_words, tariff_in_words
from kiosk.procedures.model import Procedure
from kiosk.state import Screen, State, name_in
from kiosk.ui.screens.base import FlowScreen


class ProcedureScreen(FlowScreen):
    title = StringProperty()
    about = StringProperty()
    time_limit = StringProperty()
    fee = StringProperty()
    result = StringProperty()
    online = StringProperty()
    papers = StringProperty()
    notice = StringProperty()
    queue = StringProperty()
    take_words = StringProperty()
    has_sample = BooleanProperty(defaultvalue=False)
    can_take = BooleanProperty(defaultvalue=True)
    has_classes = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        procedure = state.procedure
        if procedure is None or state.catalog is None or state.guide is None:
            return
        language, speech = state.language, self.app.tr
        self.title, self.about = name_in(dict(procedure.title), language), name_in(dict(procedure.about), language)
        self.time_limit = self._time_limit(state, procedure)
        self.fee = tariff_in_words(speech, procedure.fee)
        if procedure.fee.note:
            self.fee += ". " + speech._("Có trường hợp riêng: xem “Tính phí”.")
        self.result = name_in(dict(procedure.result), language)
        self.online = online_in_words(speech, procedure.online_level)
        papers = mark("Giấy tờ ({n})") if self.app.theme.roomy else mark("Giấy tờ cần mang ({n})")
        self.papers = speech.count(papers, len(procedure.documents))
        self.has_sample = bool(procedure.sample)
        self.has_classes = bool(state.catalog.special_classes)
        self._show_taking(state, procedure)

    def read(self, part: str) -> None:
        self.do(ReadAbout(Screen(part)))

    def take(self) -> None:
        self.do(TakeForProcedure(new_request_id()))

    def take_with_priority(self) -> None:
        self.do(TakeForProcedure(new_request_id(), priority=True))

    def _time_limit(self, state: State, procedure: Procedure) -> str:
        now = datetime.now(ZoneInfo(state.catalog.office.time_zone)).time()
        late = late_in_words(self.app.tr, procedure.time_limit, state.guide.library.late, now)
        limit = name_in(dict(procedure.time_limit.text), state.language)
        return f"{limit}. {late}" if late else limit

    def _show_taking(self, state: State, procedure: Procedure) -> None:
        """Where the office has no service for it, the number is for advice; where that is closed, there is none."""
        _ = self.app.tr._
        own, service = state.catalog.service_of_procedure(procedure.code), state.service
        self.can_take = service is not None and service.open
        self.take_words = _("Lấy số") if own else _("Lấy số để được hướng dẫn")
        self.queue = queue_in_words(self.app.tr, service.waiting) if self.can_take else ""
        self.notice = name_in((procedure.remark and dict(procedure.remark)) or {}, state.language)
        if own is None:
            self.notice = _("Trung tâm này không tiếp nhận thủ tục này. Cán bộ hướng dẫn sẽ cho biết nộp ở đâu.")
        elif not own.open:
            self.notice = name_in(own.closed_text, state.language) or _("Đang tạm ngừng")
