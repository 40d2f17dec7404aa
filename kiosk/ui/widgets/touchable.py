"""What can be touched: plates with a visible edge that answer under the finger at once."""

from __future__ import annotations

from typing import ClassVar
from weakref import ref

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ColorProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui.widgets.words import LEAST, SHRINK, needed_height

ABOUT_LEAST = 0.8
"""What is said about a choice is small already: a full card shrinks the name first."""


RESTING_SECONDS = 3.0
"""A hand that has rested on a plate for so long keeps nobody from the others."""


class Touchable(ButtonBehavior, BoxLayout):
    """A plate. `key` names it for tests and the screen map, `said` is what it says, `on_release` is the touch.

    Of two fingers at once the first wins: while it is on a plate no other plate hears the second. Plates that act
    `at_once`, when they are touched, as the keys of a keyboard do, hear every finger.
    """

    at_once = False
    _under_finger: ClassVar = staticmethod(lambda: None)
    """A weak reference to the plate last pressed: what it says may be somebody's name."""

    key = StringProperty()
    said = StringProperty()
    ground = ColorProperty()
    ground_pressed = ColorProperty()
    edge = ColorProperty()
    radius = NumericProperty(0)

    def __init__(self, **options):
        # A hand that rests for a moment is still one touch; the shortest press must still be seen.
        self._pressed_at = 0.0
        super().__init__(min_state_time=0.08, **options)

    def on_touch_down(self, touch):
        if self.collide_point(*touch.pos) and self._is_second_finger():
            return True
        return super().on_touch_down(touch)

    def on_state(self, _, state: str) -> None:
        if state == "down" and not self.at_once:
            self._pressed_at = Clock.get_boottime()
            Touchable._under_finger = ref(self)

    def _is_second_finger(self) -> bool:
        first = Touchable._under_finger()
        if self.at_once or first is None or first is self:
            return False
        is_resting = Clock.get_boottime() - first._pressed_at > RESTING_SECONDS
        return first.state == "down" and first.get_root_window() is not None and not is_resting


class PlainButton(Touchable):
    """One line of words, with an icon before or after it; or, `wordless`, the icon alone.

    `inset`: what its edges leave free, across and down, in pixels, where that is not the usual. (A rule that sets
    `padding` itself would lose it again with the next width.)
    """

    icon = StringProperty()
    icon_after = BooleanProperty(defaultvalue=False)
    wordless = BooleanProperty(defaultvalue=False)
    ink = ColorProperty()
    type_size = NumericProperty(20)
    icon_size = NumericProperty(0)
    inset = ObjectProperty(None, allownone=True)


class IconButton(Touchable):
    """A sign alone, where there is no room for the words that `said` still says to whoever cannot see it."""

    icon = StringProperty()
    ink = ColorProperty()


class StrongButton(PlainButton):
    """The one thing most people want on a screen."""


class Card(Touchable):
    """A choice: a name, more about it, and how busy it is; `value` is what choosing it means. A closed one says why and
    does not answer.
    """

    value = StringProperty()
    title = StringProperty()
    about = StringProperty()
    note = StringProperty()
    icon = StringProperty()
    is_open = BooleanProperty(defaultvalue=True)
    title_size = NumericProperty(20)
    about_size = NumericProperty(20)
    about_least = NumericProperty(ABOUT_LEAST)

    def __init__(self, **options):
        super().__init__(**options)
        self._share_soon = Clock.create_trigger(self._share, -1)
        for name in ("title", "about", "title_size", "about_size"):
            self.fbind(name, self._share_soon)
        self.ids.column.fbind("size", self._share_soon)

    def needed(self, face, width: float) -> float:
        """How high a card `width` across must be to say this at its full size."""
        self.title, self.about, self.note = face.title, face.about, face.note
        around = self.padding[0] + self.padding[2] + 2 * self.spacing + self.ids.icon.side
        across = max(1, int(width - around - self.ids.note.width - (self.spacing if face.note else 0)))
        title = needed_height(self.ids.title, self.title_size, across)
        about = needed_height(self.ids.about, self.about_size, across) if face.about else 0
        return title + about + self.padding[1] + self.padding[3]

    def _share(self, _delta):
        """Give the name and what is said about it the room each needs, shrinking them until they fit."""
        room, scale = self.ids.column.height, 1.0
        while scale > LEAST and sum(self._needs(scale)) > room:
            scale *= SHRINK
        title, about = self._needs(scale)
        share = about / max(1, title + about)
        self.ids.about.height = room * share
        self.ids.title.height = room * (1 - share)

    def _needs(self, scale: float) -> tuple[int, int]:
        width = max(1, int(self.ids.column.width))
        return (
            needed_height(self.ids.title, self.title_size * scale, width),
            needed_height(self.ids.about, self.about_size * max(scale, self.about_least), width) if self.about else 0,
        )
