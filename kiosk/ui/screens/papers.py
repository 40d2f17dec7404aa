"""Which papers to bring: a list to tick, and to take along on paper."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import TurnPage
from kiosk.finding import ChecklistPaper
from kiosk.finding_actions import PrintChecklist, TickPaper
from kiosk.procedures.model import Document
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace


class PapersScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    procedure = StringProperty()
    status = StringProperty()
    printing = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        procedure = state.procedure
        if procedure is None:
            return
        self.procedure = name_in(dict(procedure.title), state.language)
        self.faces = tuple(
            self._face(place, document, state.language, ticked=place in state.finding.ticked)
            for place, document in enumerate(procedure.documents)
        )
        self.page = state.page
        self.printing = state.finding.paper is ChecklistPaper.PRINTING
        self.status = self._status(state.finding.paper)

    def tick(self, place: str) -> None:
        self.do(TickPaper(int(place)))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def print_list(self) -> None:
        self.do(PrintChecklist())

    def _face(self, place: int, document: Document, language: str, *, ticked: bool) -> CardFace:
        about = self.app.tr._("Chỉ khi có trường hợp này") if document.if_needed else ""
        icon = "box_checked" if ticked else "box"
        return CardFace(f"paper:{place}", str(place), name_in(dict(document.name), language), about, icon=icon)

    def _status(self, paper: ChecklistPaper) -> str:
        _ = self.app.tr._
        return {
            ChecklistPaper.NONE: "",
            ChecklistPaper.PRINTING: _("Đang in…"),
            ChecklistPaper.PRINTED: _("Mời ông/bà lấy tờ giấy vừa in."),
            ChecklistPaper.FAILED: _("Máy in gặp lỗi. Ông/bà có thể chụp lại màn hình này."),
        }[paper]
