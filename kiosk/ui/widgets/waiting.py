"""Three dots that take turns: the machine is alive and busy."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

BEAT_SECONDS = 0.35


class Waiting(Widget):
    """Moves only while it is on the screen."""

    beat = NumericProperty(0)

    def on_parent(self, _, parent):
        Clock.unschedule(self._next)
        if parent is not None:
            Clock.schedule_interval(self._next, BEAT_SECONDS)

    def _next(self, _delta):
        if self.get_parent_window() is not None:
            self.beat = (self.beat + 1) % 3
