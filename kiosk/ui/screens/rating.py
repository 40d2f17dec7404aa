"""Five faces for a visit that is over; the reasons are asked of the two lowest, and nobody has to give any."""

from __future__ import annotations

from functools import partial

from kivy.app import App
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.actions import TurnPage
from kiosk.path_actions import ChooseScore, SendRating, TurnReason
from kiosk.phrases import FACES, MISHAPS, RATING_REASONS
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from kiosk.ui.widgets.touchable import Touchable
from queue_server.contract.ratings import RatingReason


class FacePlate(Touchable):
    score = NumericProperty(3)
    chosen = BooleanProperty(defaultvalue=False)
    wordless = BooleanProperty(defaultvalue=False)
    is_wordy = BooleanProperty(defaultvalue=False)


class FaceRow(BoxLayout):
    """One plate a score, from the worst to the best; `choose(score)` is called at a touch.

    It `is_small` beside the reasons; `wordless` plates have no room for what they say.
    """

    score = NumericProperty(0)
    choose = ObjectProperty(lambda _: None)
    is_small = BooleanProperty(defaultvalue=False)
    wordless = BooleanProperty(defaultvalue=False)

    def __init__(self, **options):
        super().__init__(**options)
        for score in range(1, len(FACES) + 1):
            plate = FacePlate(key=f"score:{score}", score=score)
            plate.bind(on_release=partial(self._chosen, score))
            self.add_widget(plate)
        App.get_running_app().tr.fbind("language", self._say)
        self._say()

    def on_score(self, _row, score):
        for plate in self.children:
            plate.chosen = plate.score == score

    def on_wordless(self, _row, wordless):
        for plate in self.children:
            plate.wordless = wordless

    def _chosen(self, score: int, _plate) -> None:
        self.choose(score)

    def _say(self, *_args) -> None:
        for plate in self.children:
            plate.said = App.get_running_app().tr._(FACES[int(plate.score) - 1])


class RatingScreen(FlowScreen):
    question = StringProperty()
    under = StringProperty()
    score = NumericProperty(0)
    faces = ObjectProperty(())
    asks_why = BooleanProperty(defaultvalue=False)
    sideways = BooleanProperty(defaultvalue=False)
    page = NumericProperty(0)

    def show(self, state: State) -> None:
        if state.rated is None:
            return
        _, rated = self.app.tr._, state.rated
        self.question = _("Ông/bà thấy lượt này thế nào?")
        self.under = f"{rated.visit.ticket_number} · {name_in(rated.visit.service.name, state.language)}"
        if rated.mishap is not None:
            self.under = _(MISHAPS[rated.mishap])
        elif rated.asks_why:
            why = _("Vì sao? Có thể chọn nhiều điều, hoặc bỏ qua.")
            self.under = f"{_(FACES[(rated.score or 1) - 1])}. {why}" if self.app.theme.reach else why
        self.score = rated.score or 0
        self.page = state.page
        self.asks_why = rated.asks_why or rated.mishap is not None
        self.faces = tuple(
            CardFace(f"reason:{one.value}", one.value, _(words), icon="check" if one in rated.reasons else "plus")
            for one, words in RATING_REASONS.items()
            if self.asks_why
        )
        # Of a third of a lying glass one half is for the faces, the other for the reasons.
        self.sideways = bool(self.faces) and self.app.theme.reach and not self.app.theme.portrait

    def choose(self, score: int) -> None:
        self.do(ChooseScore(score))

    def turn_reason(self, value: str) -> None:
        self.do(TurnReason(RatingReason(value)))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def send(self) -> None:
        self.do(SendRating())
