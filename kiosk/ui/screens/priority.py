"""Does a priority class apply? The citizen says so; nobody is asked for a proof here."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty

from kiosk.actions import ChoosePriority, TurnPage
from kiosk.state import ORDINARY, State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace


class PriorityScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)

    def show(self, state: State) -> None:
        if state.catalog is None:
            return
        self.faces = tuple(
            CardFace(
                f"priority:{one.code}", one.code, name_in(one.name, state.language), name_in(one.hint, state.language)
            )
            for one in state.catalog.special_classes
        )
        self.page = state.page

    def choose(self, code: str) -> None:
        self.do(ChoosePriority(code))

    def choose_none(self) -> None:
        self.do(ChoosePriority(ORDINARY))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))
