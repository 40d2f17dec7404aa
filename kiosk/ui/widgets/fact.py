"""A fact: what it is about, small, and what is so, large enough to read from where people stand."""

from __future__ import annotations

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout


class FactPlate(BoxLayout):
    """`label` says what about, `text` what is so."""

    icon = StringProperty()
    label = StringProperty()
    text = StringProperty()
