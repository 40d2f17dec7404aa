"""The whole window: head, the present screen, foot, and the idle warning over all of it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.screenmanager import NoTransition, SlideTransition
from kivy.uix.widget import Widget

from kiosk.state import Screen, State
from kiosk.ui.rules import load_other_rules
from kiosk.ui.screen_map import screen_map
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.out_of_order import OutOfOrderScreen
from kiosk.ui.widgets import comfort_sheet, frame, icon, question, stage, waiting, words

PARTS = (icon, stage, waiting)
"""The .kv files of the first frame name the classes of these modules, which Kivy knows only once they are imported."""

FIRST = Screen.OUT_OF_ORDER
"""What a kiosk shows while it starts."""

BARE = (Screen.ATTRACT, Screen.ISSUING, Screen.TICKET, Screen.OUT_OF_ORDER, Screen.THANKS)
"""From these nobody goes back or home."""

TYPED = (Screen.SEARCH, Screen.WORDS, Screen.DECLARE_WRITE)
"""A keyboard takes half of a lying glass: in large type or within reach these do without the head."""

SLIDE_SECONDS = 0.2
DEAF_SECONDS = 0.35
"""After a change of screen: the second half of a double touch must not choose something on the new one."""

SETTLE_SECONDS = 0.05
HOLD_SECONDS = 3.0
CORNER_UNITS = 15
"""The emblem at the upper left, and what is around it."""


class Root(FloatLayout):
    """Shows states. `touched` is called at every touch, before anything else hears of it; `held` when a finger has
    rested on the upper left corner for three seconds.
    """

    touched = ObjectProperty(lambda: None)
    held = ObjectProperty(lambda: None)
    types = BooleanProperty(defaultvalue=False)
    """Whether the present screen is typed on."""

    def __init__(self, **options):
        super().__init__(**options)
        self._changed_at = 0.0
        self.hurry = False
        self._screens: dict[Screen, FlowScreen] = {}
        self._state: State | None = None
        self._warning = frame.IdleWarning()
        self.sheet = comfort_sheet.ComfortSheet()
        self.register_event_type("on_settled")

    def on_settled(self):
        """The last change has been drawn."""

    def show(self, state: State) -> None:
        before, self._state = self._state, state
        self.types = state.screen in TYPED
        screen = self.screen(state.screen)
        screen.show(state)
        screen.settle(from_top=before is None or before.screen is not state.screen)
        self.ids.foot.navigates = state.screen not in BARE
        self._show_sheet(is_open=state.comfort.is_open)
        if before is None or before.screen is not state.screen:
            self._change(before, state)

    def screen(self, which: Screen) -> FlowScreen:
        """The screen itself, made when it is first needed."""
        if which not in self._screens:
            kind = OutOfOrderScreen if which is FIRST else _table().SCREENS[which]
            self._screens[which] = kind(name=which.value)
            self.ids.screens.add_widget(self._screens[which])
        return self._screens[which]

    def make_screens(self, made: Callable[[], None]) -> None:
        """Make the screens not yet seen, one at a time, so that no frame waits for all of them; then call `made`."""
        missing = [which for which in _table().ORDER if which not in self._screens]
        if missing:
            self.screen(missing[0])
            Clock.schedule_once(lambda _delta: self.make_screens(made))
        else:
            made()

    def forget(self, keep: Screen) -> None:
        """Let every screen but one lose what it last showed."""
        for which, screen in self._screens.items():
            if which is not keep:
                screen.forget()
                _catch_up(screen)

    def question(self) -> str:
        """What the present screen asks at its head; empty for one that asks nothing."""
        asked = (part.text for part in self.screen(self._state.screen).walk() if isinstance(part, question.Question))
        return next(asked, "")

    def warn(self, *, shown: bool) -> None:
        """Ask whether somebody is there, or stop asking. Off the screen it costs no drawing."""
        if shown and not self.is_warning:
            self.add_widget(self._warning)
            _catch_up(self._warning)
        if not shown and self.is_warning:
            self.remove_widget(self._warning)

    @property
    def warning(self) -> frame.IdleWarning:
        return self._warning

    def count_down(self, seconds: int) -> None:
        """Tell whoever is there how long this screen stays."""
        self._warning.seconds = seconds
        if self._state is not None and self._state.screen is Screen.TICKET:
            self.screen(Screen.TICKET).seconds = seconds

    def describe(self) -> dict:
        """What is on the screen and where; the idle warning and the comfort sheet hide everything else."""
        name = {self._warning: "idle_warning", self.sheet: "comfort"}.get(self.top, self._state.screen.value)
        return screen_map(self.top, name, self._state.language)

    @property
    def top(self) -> Widget:
        """What lies over everything else, or all of it."""
        if self.is_warning:
            return self._warning
        return self.sheet if self.sheet.parent is not None else self

    @property
    def is_warning(self) -> bool:
        return self._warning.parent is not None

    def is_at_rest(self) -> bool:
        """No slide is under way and touches are heard."""
        return not self.ids.screens.transition.is_active and Clock.get_boottime() - self._changed_at > DEAF_SECONDS

    def on_touch_down(self, touch):
        self.touched()
        Clock.unschedule(self._corner_held)
        if self._is_corner(touch):
            Clock.schedule_once(self._corner_held, HOLD_SECONDS)
        if Clock.get_boottime() - self._changed_at < DEAF_SECONDS:
            return True
        return super().on_touch_down(touch)

    def _show_sheet(self, *, is_open: bool) -> None:
        if is_open and self.sheet.parent is None:
            self.sheet.page = 0
            self.add_widget(self.sheet, index=1 if self.is_warning else 0)
            self.sheet.size = self.size
            self.sheet.rebuild()
            _catch_up(self.sheet)
        if not is_open and self.sheet.parent is not None:
            self.remove_widget(self.sheet)

    def on_touch_move(self, touch):
        if not self._is_corner(touch):
            Clock.unschedule(self._corner_held)
        return super().on_touch_move(touch)

    def on_touch_up(self, touch):
        Clock.unschedule(self._corner_held)
        return super().on_touch_up(touch)

    def _is_corner(self, touch) -> bool:
        side = App.get_running_app().theme.units(CORNER_UNITS)
        return touch.x < side and touch.y > self.height - side

    def _corner_held(self, _delta) -> None:
        self.held()

    def _change(self, before: State | None, state: State) -> None:
        manager = self.ids.screens
        self._changed_at = Clock.get_boottime()
        if before is None or self.hurry:
            manager.transition = NoTransition()
        else:
            order = _table().ORDER
            is_onward = order.index(state.screen) > order.index(before.screen)
            manager.transition = SlideTransition(direction="left" if is_onward else "right", duration=SLIDE_SECONDS)
        manager.current = state.screen.value
        _catch_up(self._screens[state.screen])
        Clock.unschedule(self._settle)
        Clock.schedule_interval(self._settle, SETTLE_SECONDS)

    def _settle(self, _delta) -> bool:
        """Goes on being called until the screen stands still."""
        if self.is_at_rest():
            self.dispatch("on_settled")
            return False
        return True


def _table() -> ModuleType:
    """Every screen and what their rules say: reading that would only keep the first frame waiting."""
    from kiosk.ui.screens import table

    load_other_rules()
    return table


def _catch_up(widget: Widget) -> None:
    """Words do nothing while they are off the screen: set them before the first frame that shows them."""
    for part in widget.walk():
        if isinstance(part, words.Words):
            part.refresh()
