"""The words of a petition, with the keyboard."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.issue import new_request_id
from kiosk.path_actions import ChangeText, SendPetition
from kiosk.phrases import MISHAPS
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.voices import MOST_TEXT


class WordsScreen(FlowScreen):
    """What is typed stands in the state; the field is emptied as soon as the screen is left."""

    question = StringProperty()
    under = StringProperty()
    limit = NumericProperty(MOST_TEXT)
    mishap = StringProperty()
    ready = BooleanProperty(defaultvalue=False)

    def on_pre_enter(self, *_args):
        self.ids.keyboard.begin()

    def on_leave(self, *_args):
        self.ids.field.text = ""

    def show(self, state: State) -> None:
        if state.petition is None:
            return
        _, petition = self.app.tr._, state.petition
        self.question = name_in(petition.chosen.name, state.language) if petition.chosen else ""
        self.under = _("Muốn được trả lời, xin ghi cả cách liên lạc.")
        if self.ids.field.text != petition.text:
            self.ids.field.text = petition.text
        said = _(MISHAPS[petition.mishap]) if petition.mishap else ""
        has_room = self.app.theme.portrait and not self.app.theme.tight
        self.mishap = said if has_room else ""
        if said and not has_room:
            self.under = said
        self.ready = bool(petition.text.strip()) and not petition.sending

    def typed(self, text: str) -> None:
        self.do(ChangeText(text))

    def submit(self) -> None:
        self.do(ChangeText(self.ids.field.finish()))
        self.do(SendPetition(new_request_id()))
