"""What somebody needs done: the most used, by event of life, by field."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import TurnPage
from kiosk.finding import Shelf
from kiosk.finding_actions import ChooseProcedure, ChooseTopic, OpenSearch, OpenShelf
from kiosk.phrases_of_procedures import SHELVES
from kiosk.procedures.model import Procedure, Topic
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace

SEARCH = "search"


class FindScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    shelf = StringProperty(Shelf.MOST_USED)
    compact = BooleanProperty(defaultvalue=False)
    shelves = tuple(Shelf)

    def show(self, state: State) -> None:
        if state.guide is None:
            return
        shelf = self.shelf = state.finding.shelf
        if shelf is Shelf.MOST_USED:
            found = state.guide.procedures(state.guide.library.most_used)
            self.faces = tuple(procedure_face(one, state.language) for one in found)
        else:
            self.faces = tuple(self._topic_face(one, state.language) for one in state.guide.topics(shelf))
        self.compact = self.app.theme.reach or self.app.theme.text > 1
        self.faces = (*self._ways(shelf), *self.faces) if self.compact else self.faces
        self.page = state.page

    def choose(self, value: str) -> None:
        if value == SEARCH:
            self.search()
        elif value in self.shelves:
            self.open(value)
        else:
            self._choose(value)

    def _choose(self, value: str) -> None:
        self.do(ChooseProcedure(value) if self.shelf is Shelf.MOST_USED else ChooseTopic(value))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def open(self, shelf: str) -> None:
        self.do(OpenShelf(Shelf(shelf)))

    def search(self) -> None:
        self.do(OpenSearch())

    def words_of(self, shelf: str, language: str) -> str:
        """What the plate of a shelf says."""
        return self.app.tr._(SHELVES[Shelf(shelf)], language)

    def _ways(self, present: Shelf) -> tuple[CardFace, ...]:
        """Where the room is short, the other ways of finding stand among the cards."""
        _ = self.app.tr._
        others = [CardFace(f"shelf:{one}", one.value, _(SHELVES[one])) for one in Shelf if one is not present]
        return (CardFace(SEARCH, SEARCH, _("Gõ tên việc cần làm"), icon="search"), *others)

    def _topic_face(self, topic: Topic, language: str) -> CardFace:
        count = self.app.tr.count("{n} mục", len(topic.codes))
        return CardFace(f"topic:{topic.id}", topic.id, name_in(dict(topic.name), language), note=count)


def procedure_face(procedure: Procedure, language: str) -> CardFace:
    """A procedure to choose, wherever it stands in a list."""
    title, about = name_in(dict(procedure.title), language), name_in(dict(procedure.about), language)
    return CardFace(f"procedure:{procedure.code}", procedure.code, title, about)
