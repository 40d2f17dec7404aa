"""How this kiosk is, and what its operator can do about it."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.operator.actions import Operate
from kiosk.operator.corner import Task
from kiosk.operator.words import outcome_in_words, report_in_words
from kiosk.state import State
from kiosk.ui.screens.base import FlowScreen


class ReportRows(BoxLayout):
    """Rows of a label and a value."""

    rows = ObjectProperty(())

    def on_rows(self, _, rows):
        self.clear_widgets()
        for label, value in rows:
            self.add_widget(ReportRow(label=label, value=value))


class ReportRow(BoxLayout):
    """One row."""

    label = StringProperty()
    value = StringProperty()


class OperatorScreen(FlowScreen):
    rows = ObjectProperty(())
    told = StringProperty()
    busy = BooleanProperty(defaultvalue=True)

    def show(self, state: State) -> None:
        report, speech = state.corner.report, self.app.tr
        if report is not None:
            self.rows = tuple(report_in_words(speech, report))
        self.busy = state.corner.busy is not None
        self.told = speech._("Đang làm…") if self.busy else outcome_in_words(speech, state.corner.outcome)

    def operate(self, task: str) -> None:
        self.do(Operate(Task(task)))
