"""The question at the head of a screen."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout


class Question(BoxLayout):
    """`text` asks; `under` says more about it, smaller. A `small` one stands where the room is short."""

    text = StringProperty()
    under = StringProperty()
    small = BooleanProperty(defaultvalue=False)
