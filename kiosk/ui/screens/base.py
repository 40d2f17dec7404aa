"""What every screen shares."""

from __future__ import annotations

from typing import ClassVar

from kivy.app import App
from kivy.uix.screenmanager import Screen

from kiosk.actions import Action
from kiosk.state import State
from kiosk.ui.keyboard.desk import Desk
from kiosk.ui.widgets.card_grid import CardGrid
from kiosk.ui.widgets.drum import Drum
from kiosk.ui.widgets.icon import ScanPicture
from kiosk.ui.widgets.stage import Pane, Stage


class FlowScreen(Screen):
    """A screen shows a state and turns touches into actions; it decides nothing.

    One that is laid out by a `Stage` or a `Desk` gets large type and low controls right by itself. Any other is put
    into a pane as a whole: in large type it can be moved up and down, within reach it stands in the lower third.
    """

    worked_out: ClassVar[tuple[str, ...]] = ()
    """Properties that the rule of the screen works out: set by hand they would not follow it until the next change."""

    def add_widget(self, widget, *args, **options):
        if isinstance(widget, (Stage, Desk, Drum, ScanPicture)):
            super().add_widget(widget, *args, **options)
            return
        pane, frame = Pane(whole=True), Stage(padding=0)
        pane.add_widget(widget)
        frame.add_widget(pane)
        super().add_widget(frame, *args, **options)

    def __init__(self, **options):
        super().__init__(**options)
        own = {name for kind in type(self).__mro__ if issubclass(kind, FlowScreen) for name in vars(kind)}
        own -= set(self.worked_out)
        self._as_made = {name: getattr(self, name) for name in self.properties() if name in own}

    def show(self, state: State) -> None:
        """Say what the state says, in its language."""

    def settle(self, *, from_top: bool) -> None:
        """Share the room anew, now: before the first frame that shows it."""
        for part in self.walk(restrict=True):
            if isinstance(part, Stage):
                part.share()
            if isinstance(part, Pane):
                part.refit(from_top=from_top)
                # What it needs now may be other than what its stage has just given it.
                part.parent.share()
            if isinstance(part, CardGrid):
                part.rebuild()

    def forget(self) -> None:
        """The visit is over: nothing that was on this screen stays in it."""
        for name, default in self._as_made.items():
            setattr(self, name, default)
        for part in self.walk(restrict=True):
            if isinstance(part, CardGrid):
                part.rebuild()

    def do(self, action: Action) -> None:
        App.get_running_app().do(action)

    @property
    def app(self):
        return App.get_running_app()
