"""A sentence that must be noticed, on a ground of its own."""

from __future__ import annotations

from kivy.properties import NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout


class Notice(BoxLayout):
    """Keeps its room when there is nothing to say, so that nothing jumps.

    `natural` is the height it would like.
    """

    text = StringProperty()
    icon = StringProperty("warning")
    natural = NumericProperty(0)
