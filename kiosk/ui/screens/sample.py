"""How the papers look: filled in, with people who do not exist, or what each of them has to show."""

from __future__ import annotations

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.phrases_of_procedures import FILLED, GENERAL_HINTS, HOW_IT_LOOKS, NOBODY
from kiosk.procedures.papers import PaperLook, dossier_of
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.fact import FactPlate


class SampleScreen(FlowScreen):
    procedure = StringProperty()
    heading = StringProperty()
    note = StringProperty()
    lines = ObjectProperty(())
    """Pairs of what a plate is about and what it says."""

    def show(self, state: State) -> None:
        procedure = state.procedure
        if procedure is None or state.guide is None:
            return
        _ = self.app.tr._
        self.procedure = name_in(dict(procedure.title), state.language)
        looks = dossier_of(state.guide.library, procedure)
        self.heading = _(HOW_IT_LOOKS) if looks else _(FILLED)
        self.note = _(GENERAL_HINTS) if looks else _(NOBODY)
        filled = (name_in(dict(line), state.language).partition(": ")[::2] for line in procedure.sample)
        self.lines = tuple(self._look(one, state.language) for one in looks) or tuple(filled)

    def on_lines(self, _, lines: tuple[tuple[str, str], ...]) -> None:
        box: BoxLayout = self.ids.lines
        box.clear_widgets()
        for label, text in lines:
            box.add_widget(FactPlate(icon="paper", label=label, text=text))

    def _look(self, look: PaperLook, language: str) -> tuple[str, str]:
        name = name_in(dict(look.document.name), language)
        if look.document.if_needed:
            name = self.app.tr._("Nếu cần: {paper}").format(paper=name)
        return name, name_in(dict(look.kind.shows), language)
