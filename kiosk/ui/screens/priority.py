"""Does a priority class apply? The citizen says so; nobody is asked for a proof here, a scanned card only suggests."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import ChoosePriority, TurnPage
from kiosk.cards.actions import DropCard, ShowCard
from kiosk.cards.age import class_for_age
from kiosk.cards.words import about_card, title_of_card, under_the_question
from kiosk.choice import ORDINARY
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace

SHOW, HIDE, DROP = "card:show", "card:hide", "card:drop"


class PriorityScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    under = StringProperty()

    def show(self, state: State) -> None:
        if state.catalog is None:
            return
        suggested = self._suggested(state)
        self.under = under_the_question(self.app.tr, state.cards, state.limit, is_suggested=suggested is not None)
        classes = sorted(self._classes(state, suggested), key=lambda face: face.value != suggested)
        cards = self._cards(state)
        # What follows from the card stands beside it, at the top; what takes it away at the end.
        first = 1 if suggested else 0
        self.faces = (*classes[:first], *cards[:1], *classes[first:], *cards[1:])
        self.page = state.page

    def choose(self, value: str) -> None:
        cards = {SHOW: ShowCard(is_bare=True), HIDE: ShowCard(is_bare=False), DROP: DropCard()}
        self.do(cards.get(value) or ChoosePriority(value))

    def choose_none(self) -> None:
        self.do(ChoosePriority(ORDINARY))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def _suggested(self, state: State) -> str | None:
        offered = {one.code for one in state.catalog.special_classes}
        return class_for_age(state.cards.age, offered) if state.cards.age is not None else None

    def _classes(self, state: State, suggested: str | None) -> list[CardFace]:
        return [
            CardFace(
                f"priority:{one.code}",
                one.code,
                name_in(one.name, state.language),
                name_in(one.hint, state.language),
                note=self.app.tr._("Theo tuổi trên thẻ") if one.code == suggested else "",
            )
            for one in state.catalog.special_classes
        ]

    def _cards(self, state: State) -> tuple[CardFace, ...]:
        """The card itself, veiled until it is touched, and a way to take it back."""
        desk, speech = state.cards, self.app.tr
        if desk.card is None:
            return ()
        value = HIDE if desk.is_bare else SHOW
        shown = CardFace("card", value, title_of_card(desk), about_card(speech, desk), icon="card")
        return shown, CardFace(DROP, DROP, speech._("Xóa thẻ khỏi máy này"), icon="clear")
