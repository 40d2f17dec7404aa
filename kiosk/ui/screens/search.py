"""A procedure by what people call it: results come while they type."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import TurnPage
from kiosk.finding import LONGEST_QUERY
from kiosk.finding_actions import ChooseProcedure, Type
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.find import procedure_face
from kiosk.ui.widgets.card_grid import CardFace


class SearchScreen(FlowScreen):
    """While the keyboard is there the best few are shown; its last key makes room for all, a plate brings it back."""

    worked_out = ("few", "hides")
    faces = ObjectProperty(())
    page = NumericProperty(0)
    few = NumericProperty(3)
    types = BooleanProperty(defaultvalue=True)
    hides = BooleanProperty(defaultvalue=False)
    """Typed on without room for results that are touched: how many there are is told instead."""

    is_lost = BooleanProperty(defaultvalue=False)
    notice = StringProperty()
    longest = LONGEST_QUERY

    def show(self, state: State) -> None:
        if state.guide is None:
            return
        query, field = state.finding.query or "", self.ids.field
        if not query:
            self.types = True
        if field.text != query:
            field.text = query
        found = state.guide.procedures(state.finding.results)
        self.faces = tuple(
            CardFace(f"procedure:{one.code}", one.code, name_in(dict(one.title), state.language))
            if self.types
            else procedure_face(one, state.language)
            for one in found
        )
        self.is_lost = len(query.strip()) > 2 and not found
        self.notice = self._told(len(found))
        self.page = state.page

    def on_leave(self, *_args) -> None:
        """What was typed stays in the state alone, which forgets it with the visit."""
        self.ids.field.text = ""

    def forget(self) -> None:
        super().forget()
        self.ids.field.text = ""

    def typed(self, text: str) -> None:
        self.do(Type(text))

    def done(self) -> None:
        self.types = False
        self._again()

    def write(self) -> None:
        self.types = True
        self._again()

    def choose(self, code: str) -> None:
        self.do(ChooseProcedure(code))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def _told(self, count: int) -> str:
        if self.is_lost:
            return self.app.tr._("Chưa tìm thấy. Ông/bà thử viết cách khác, hoặc hỏi cán bộ hướng dẫn.")
        return self.app.tr.count("Tìm thấy {n} việc. Chạm “Xong” để xem.", count) if count else ""

    def _again(self) -> None:
        self.show(self.app.crew.conductor.state)
