"""The question of a declaration that is answered with words or figures."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.declaring_actions import ChangeAnswer, StopDeclaring, SubmitAnswer
from kiosk.forms.writing import capitals_of, is_spelled, length_of, pad_of
from kiosk.state import State, name_in
from kiosk.ui.screens.declare import DeclareScreen
from queue_server.contract.forms.schema import Kind

LONG = (Kind.TEXT, Kind.ADDRESS, Kind.CHOICE_WITH_WORDS)


class DeclareWriteScreen(DeclareScreen):
    hint = StringProperty()
    pad = StringProperty("text")
    capitals = StringProperty("none")
    limit = NumericProperty(100)
    rows = NumericProperty(1)
    writes = BooleanProperty(defaultvalue=True)
    spell = BooleanProperty(defaultvalue=True)
    beside = BooleanProperty(defaultvalue=False)
    offers = ObjectProperty(())

    def show(self, state: State) -> None:
        now = state.declaring
        if now is None or now.field is None:
            return
        _, field = self.app.tr._, now.field
        self.question = now.chosen or self.asked_for(now, field, state.language)
        pad = pad_of(field).value
        # Large keys do not fit within reach.
        theme = self.app.theme
        self.writes = not theme.reach
        self._lay_keys(pad)
        rule = name_in(dict(field.help), state.language) if field.help else ""
        if not self.writes:
            rule = _("Bàn phím không vừa ở chế độ tầm thấp. Cán bộ sẽ hỏi ông/bà tại quầy.")
        self.under = self.told(now, rule)
        self.capitals, self.spell, self.limit = capitals_of(field), is_spelled(field), length_of(field)
        self.offers = now.offers
        self.rows = 2 if field.kind in LONG and theme.portrait else 1
        can_skip = not field.required and now.chosen is None
        self.strong = _("Bỏ qua") if can_skip and not now.text else _("Tiếp tục")
        if not self.writes:
            self.strong = _("Để cán bộ hỏi")
        if self.ids.field.text != now.text:
            self.ids.field.text = now.text

    def __init__(self, **options):
        super().__init__(**options)
        # While it is off the screen nobody else holds it: `ids` do so weakly.
        self._keyboard = self.ids.keyboard.__self__

    def _lay_keys(self, pad: str) -> None:
        """The keyboard of this question, or none."""
        keyboard, room = self._keyboard, self.ids.room
        if self.writes is not (keyboard.parent is not None):
            room.add_widget(keyboard) if self.writes else room.remove_widget(keyboard)
        if pad != self.pad:
            self.pad = pad
            keyboard.begin()

    def on_pre_enter(self, *_args):
        self._keyboard.begin()

    def on_leave(self, *_args):
        self._empty()

    def forget(self) -> None:
        super().forget()
        self._empty()

    def _empty(self) -> None:
        self.ids.field.text = ""
        self.offers = ()
        for grid in (self.ids.aside, self.ids.below):
            grid.forget()

    def typed(self, text: str) -> None:
        self.do(ChangeAnswer(text))

    def take(self, text: str) -> None:
        """An offer stands in the field now, and typing can go on behind it."""
        self.ids.field.text = text
        self._keyboard.begin()

    def confirm(self) -> None:
        self.do(ChangeAnswer(self.ids.field.finish()))
        self.do(SubmitAnswer())

    def leave(self) -> None:
        self.do(StopDeclaring())
