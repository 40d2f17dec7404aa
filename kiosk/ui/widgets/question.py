"""The question at the head of a screen."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout


class Question(BoxLayout):
    """`text` asks; `under` says more about it, smaller."""

    text = StringProperty()
    under = StringProperty()
