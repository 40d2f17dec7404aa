"""A number that is made larger or smaller by large plates."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

LEAP = 10


class Stepper(BoxLayout):
    """`change(count)` is called with the number wished for, from 1 to `most`. `name` is the first part of its keys."""

    name = StringProperty()
    label = StringProperty()
    count = NumericProperty(1)
    most = NumericProperty(99)
    shown = BooleanProperty(defaultvalue=True)
    leap = LEAP
    change = ObjectProperty(lambda _: None)

    def step(self, by: int) -> None:
        self.change(min(max(1, int(self.count) + by), int(self.most)))
