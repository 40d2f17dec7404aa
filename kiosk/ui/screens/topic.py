"""The procedures of an event of life or of a field."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import TurnPage
from kiosk.finding_actions import ChooseProcedure
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.find import procedure_face


class TopicScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    topic = StringProperty()

    def show(self, state: State) -> None:
        topic = state.guide.topic(state.finding.topic_id) if state.guide and state.finding.topic_id else None
        if topic is None:
            return
        self.topic = name_in(dict(topic.name), state.language)
        self.faces = tuple(procedure_face(one, state.language) for one in state.guide.procedures(topic.codes))
        self.page = state.page

    def choose(self, code: str) -> None:
        self.do(ChooseProcedure(code))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))
