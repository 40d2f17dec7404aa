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
    """What is typed stands in the state; the field is emptied as soon as the screen is left.

    A whole keyboard does not fit within reach, nor in large type on a lying glass: there the screen says who helps.
    """

    question = StringProperty()
    under = StringProperty()
    limit = NumericProperty(MOST_TEXT)
    rows = NumericProperty(4)
    field_units = NumericProperty(30)
    mishap = StringProperty()
    ready = BooleanProperty(defaultvalue=False)
    writes = BooleanProperty(defaultvalue=True)

    def on_pre_enter(self, *_args):
        self.ids.keyboard.begin()

    def on_leave(self, *_args):
        self.ids.field.text = ""

    def show(self, state: State) -> None:
        if state.petition is None:
            return
        _, petition = self.app.tr._, state.petition
        self.question = name_in(petition.chosen.name, state.language) if petition.chosen else ""
        self.writes = not self.app.theme.reach and not self.app.theme.beside
        self.under = _("Muốn được trả lời, xin ghi cả cách liên lạc.")
        if not self.writes:
            self.under = _("Bàn phím không vừa ở chế độ hiển thị này. Cán bộ sẽ ghi hộ ông/bà tại quầy.")
        if self.ids.field.text != petition.text:
            self.ids.field.text = petition.text
        self.rows, self.field_units = (4, 30) if self.app.theme.portrait else (2, 13)
        said = _(MISHAPS[petition.mishap]) if petition.mishap else ""
        has_room = self.app.theme.portrait and not self.app.theme.tight
        self.mishap = said if has_room else ""
        if said and not has_room and self.writes:
            self.under = said
        self.ready = bool(petition.text.strip()) and not petition.sending

    def typed(self, text: str) -> None:
        self.do(ChangeText(text))

    def submit(self) -> None:
        self.do(ChangeText(self.ids.field.finish()))
        self.do(SendPetition(new_request_id()))
