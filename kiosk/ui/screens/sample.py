"""How the papers look when they are filled in, with people who do not exist."""

from __future__ import annotations

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.fact import FactPlate


class SampleScreen(FlowScreen):
    procedure = StringProperty()
    lines = ObjectProperty(())

    def show(self, state: State) -> None:
        procedure = state.procedure
        if procedure is None:
            return
        self.procedure = name_in(dict(procedure.title), state.language)
        self.lines = tuple(name_in(dict(line), state.language) for line in procedure.sample)

    def on_lines(self, _, lines: tuple[str, ...]) -> None:
        box: BoxLayout = self.ids.lines
        box.clear_widgets()
        for line in lines:
            label, _colon, text = line.partition(": ")
            box.add_widget(FactPlate(icon="paper", label=label, text=text))
