"""One key of the touch keyboard."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.ui.widgets.touchable import Touchable

LONG_PRESS_SECONDS = 0.6
REPEAT_SECONDS = 0.15


class KeyPlate(Touchable):
    """Acts when it is touched, not when it is let go: the letter is there before the finger leaves.

    `act` is called with the plate at each touch, and again while `repeats`; `hold` after a long press. The plate hears
    touches up to half the gap around it, so that none falls between two keys.
    """

    at_once = True
    label = StringProperty()
    hint = StringProperty()
    icon = StringProperty()
    is_strong = BooleanProperty(defaultvalue=False)
    is_lit = BooleanProperty(defaultvalue=False)
    gap = NumericProperty(0)
    repeats = BooleanProperty(defaultvalue=False)
    cap = ObjectProperty(None)
    act = ObjectProperty(lambda _plate: None)
    hold = ObjectProperty(lambda _plate: None)

    def collide_point(self, x, y):
        reach = self.gap / 2
        return self.x - reach <= x <= self.right + reach and self.y - reach <= y <= self.top + reach

    def on_press(self):
        self.act(self)
        Clock.schedule_once(self._held, LONG_PRESS_SECONDS)

    def on_release(self):
        self._let_go()

    def on_touch_up(self, touch):
        self._let_go()
        return super().on_touch_up(touch)

    def _held(self, _delta) -> None:
        if self.state != "down":
            return
        if self.repeats:
            Clock.schedule_interval(self._repeat, REPEAT_SECONDS)
        else:
            self.hold(self)

    def _repeat(self, _delta) -> bool:
        if self.state == "down":
            self.act(self)
        return self.state == "down"

    def _let_go(self) -> None:
        Clock.unschedule(self._held)
        Clock.unschedule(self._repeat)
