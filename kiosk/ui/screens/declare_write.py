"""The question of a declaration that is answered with words or figures."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.declaring_actions import ChangeAnswer, SubmitAnswer
from kiosk.forms.writing import capitals_of, is_spelled, length_of, pad_of
from kiosk.state import State, name_in
from kiosk.ui.screens.declare import DeclareScreen
from queue_server.contract.forms.schema import Kind

LONG = (Kind.TEXT, Kind.ADDRESS, Kind.CHOICE_WITH_WORDS)


class DeclareWriteScreen(DeclareScreen):
    worked_out = ("beside", "below")
    hint = StringProperty()
    pad = StringProperty("text")
    capitals = StringProperty("none")
    limit = NumericProperty(100)
    rows = NumericProperty(1)
    can_skip = BooleanProperty(defaultvalue=False)
    spell = BooleanProperty(defaultvalue=True)
    beside = BooleanProperty(defaultvalue=False)
    below = BooleanProperty(defaultvalue=False)
    offers = ObjectProperty(())

    def show(self, state: State) -> None:
        now = state.declaring
        if now is None or now.field is None:
            return
        _, field = self.app.tr._, now.field
        chosen = now.book.called(now.chosen, state.language) if now.chosen else ""
        self.question = chosen or self.asked_for(now, field, state.language)
        pad = pad_of(field).value
        if pad != self.pad:
            self.pad = pad
            self.ids.keyboard.begin()
        rule = name_in(dict(field.help), state.language) if field.help else ""
        self.under = self.told(now, rule)
        self.capitals, self.spell, self.limit = capitals_of(field), is_spelled(field), length_of(field)
        self.offers = now.offers
        for grid in (self.ids.aside, self.ids.below):
            grid.refresh()
        self.rows = 2 if field.kind in LONG and self._has_room() else 1
        self.can_skip = not field.required and now.chosen is None and not now.text
        self.strong = _("Bỏ qua") if self.can_skip else _("Tiếp tục")
        if self.ids.field.text != now.text:
            self.ids.field.text = now.text

    def _has_room(self) -> bool:
        theme = self.app.theme
        return theme.portrait and not (theme.reach and theme.cramped)

    def on_pre_enter(self, *_args):
        self.ids.keyboard.begin()

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
        self.ids.keyboard.begin()

    def confirm(self) -> None:
        self.do(ChangeAnswer(self.ids.field.finish()))
        self.do(SubmitAnswer())
