"""What every screen shares."""

from __future__ import annotations

from kivy.app import App
from kivy.uix.screenmanager import Screen

from kiosk.actions import Action
from kiosk.state import State


class FlowScreen(Screen):
    """A screen shows a state and turns touches into actions; it decides nothing."""

    def show(self, state: State) -> None:
        """Say what the state says, in its language."""

    def do(self, action: Action) -> None:
        App.get_running_app().do(action)

    @property
    def app(self):
        return App.get_running_app()
