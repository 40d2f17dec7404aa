"""What a screen that is typed on is laid out on."""

from __future__ import annotations

from kivy.uix.boxlayout import BoxLayout


class Desk(BoxLayout):
    """From the top what is asked, the field, the keyboard, which stands on the foot of the glass from side to side.

    Within reach the field is only read: what is touched are the keys, the last of which does what a plate beside the
    field does elsewhere.
    """


class DeskRow(BoxLayout):
    """The field and what stands beside it."""
