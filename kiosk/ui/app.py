"""The Kivy application: draws what the conductor's state says, and turns touches into actions."""

from __future__ import annotations

import gc
import logging
import os
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.properties import ObjectProperty

from kiosk.actions import Action, ChooseLanguage, GoBack, GoHome, OutOfOrder
from kiosk.cards.actions import ScannerSeen
from kiosk.cards.wedge import Wedge
from kiosk.clock import MachineClock
from kiosk.comfort import Comfort
from kiosk.comfort_actions import AskForTime, CloseComfort, OpenComfort
from kiosk.comfort_rows import comfort_rows
from kiosk.config import KioskConfig
from kiosk.heart import Heart
from kiosk.idle import IdleWatch, Phase
from kiosk.phrases import date_in_words
from kiosk.scanning import WEDGE, scanned
from kiosk.state import State, Trouble, name_in
from kiosk.typing.entry import Way
from kiosk.ui.environment import scratch_folder
from kiosk.ui.fonts import register_fonts
from kiosk.ui.guard import ScreenFaults, harden, stop_on_signals
from kiosk.ui.palettes import PALETTES, STANDARD
from kiosk.ui.root import Root
from kiosk.ui.rules import load_first_rules
from kiosk.ui.scan_keys import ScanKeys
from kiosk.ui.screen_map import write_map
from kiosk.ui.theme import Theme
from kiosk.ui.translator import Translator
from kiosk.ui.widgets.frame import LANGUAGE_NAMES
from kiosk.ui.wiping import empty, wipe

if TYPE_CHECKING:
    from kiosk.crew import Crew

HEART_SECONDS = 0.25
SETTLE_SECONDS = 1.0
FAILED = 1
log = logging.getLogger("kiosk.screen")


class KioskApp(App):
    """`run_until_stopped` returns the exit status: 0 after a stop that was asked for, 1 when a supervisor must help."""

    theme = ObjectProperty(None, rebind=True)
    palette = ObjectProperty(None, rebind=True)
    tr = ObjectProperty(None)
    typing = ObjectProperty(Way(), rebind=True)
    """How keys are read: the visitor's choice, and the office's style of tones."""

    def __init__(self, config: KioskConfig, **options):
        super().__init__(**options)
        self._settings = config
        self._status = 0
        self._has_traces = False
        self._scratch = scratch_folder(config)
        self._heart = Heart(os.environ)
        self._idle = IdleWatch(config.idle_seconds, config.warning_seconds)
        self.tr = Translator()
        self.theme = Theme(*config.size, config.diagonal_inches)
        self.palette = STANDARD
        self.crew: Crew | None = None
        self.wedge = Wedge() if config.scanner == WEDGE else None
        self._shown: State | None = None

    def run_until_stopped(self) -> int:
        self.run()
        return self._status

    def do(self, action: Action) -> None:
        """Somebody did something, or something became known. Before the first frame there is nobody to do it."""
        if self.crew is not None:
            self.crew.conductor.do(action)

    def on_palette(self, _, palette):
        Window.clearcolor = palette.paper

    def make_crew(self) -> Crew:
        """Whoever looks after the office and the printer behind the screen."""
        from kiosk.crew import Crew

        return Crew(self._settings, _deliver, _later, self._show, partial(self._end, FAILED))

    def open_settings(self, *_args):
        """Kivy would open its settings at F1; a kiosk has none."""

    def build(self) -> Root:
        register_fonts()
        load_first_rules()
        self._suit(Comfort())
        root = Root(touched=self._touched, held=self._knock)
        root.ids.head.ids.languages.bind(on_choose=lambda _, language: self.do(ChooseLanguage(language)))
        root.ids.foot.back, root.ids.foot.home = partial(self.do, GoBack()), partial(self.do, GoHome())
        root.ids.foot.comfort = partial(self.do, OpenComfort())
        root.sheet.choose, root.sheet.close = self.do, partial(self.do, CloseComfort())
        root.warning.more = partial(self.do, AskForTime())
        root.bind(on_settled=lambda _: self._settled())
        return root

    def on_start(self):
        harden(ScreenFaults(self._recover, self._give_up))
        stop_on_signals(self.stop)
        self._draw(State())
        Window.bind(on_resize=lambda *_: self._show(self._shown), on_flip=self._after_first_frame)

    def on_stop(self):
        if self.crew is not None:
            self.crew.stop()

    def _after_first_frame(self, _window) -> None:
        """The rest would only have kept the first frame waiting."""
        Window.unbind(on_flip=self._after_first_frame)
        Clock.schedule_once(self._go_to_work)

    def _go_to_work(self, _delta) -> None:
        self.crew = self.make_crew()
        # Of the visit in which the kiosk may have died only files can be left.
        empty(self._scratch)
        self.crew.start()
        if self.wedge is not None:
            self._scan_keys = ScanKeys(Window, self.wedge, lambda code: self.do(scanned(code, MachineClock())))
            self.do(ScannerSeen(is_there=True))
        self.root.make_screens(partial(Clock.schedule_interval, self._settle_memory, SETTLE_SECONDS))
        Clock.schedule_interval(self._heartbeat, HEART_SECONDS)

    def _settle_memory(self, _delta) -> bool:
        """Once nobody is there: what the start has made stays for good, and need not be searched for rubbish again."""
        if not self.crew.conductor.state.is_waiting_for_people:
            return True
        gc.collect()
        gc.freeze()
        gc.enable()
        return False

    # Showing

    def _show(self, state: State) -> None:
        self._draw(state)
        self.crew.prompter.follow(state, self.root.question)

    def _draw(self, state: State) -> None:
        if self._is_news_for_eyes(state):
            self._idle = self._idle.touched(Clock.get_boottime())
        self.tr.language = state.language
        self.typing = Way(state.typing_method, self._settings.tone_style)
        self._suit(state.comfort)
        self._show_head(state)
        self._show_comfort(state)
        self.root.show(state)
        self._show_seconds(state, Clock.get_boottime())
        self._shown = state
        self._map_soon()

    def _settled(self) -> None:
        """The screen stands still: what it slid away from can be emptied."""
        self._write_map()
        state = self._shown
        if self._has_traces and state.is_waiting_for_people:
            wipe(self.root, state.screen, self._scratch)
        self._has_traces = not state.is_waiting_for_people

    def _show_head(self, state: State) -> None:
        head = self.root.ids.head
        head.ids.languages.language = state.language
        if state.catalog is not None:
            office = state.catalog.office
            head.office = name_in(office.name, state.language)
            head.short_office = name_in(office.short_name, state.language) or head.office
            head.ids.languages.languages = [
                one for one in office.languages if one in LANGUAGE_NAMES and self.tr.knows(one)
            ]
        self._show_time(state)

    def _show_comfort(self, state: State) -> None:
        names = {code: LANGUAGE_NAMES[code] for code in self.root.ids.head.ids.languages.languages}
        self.root.sheet.rows = comfort_rows(state.comfort, self.tr, names, state.language)

    def _show_time(self, state: State) -> None:
        zone = ZoneInfo(state.catalog.office.time_zone) if state.catalog else None
        now = datetime.now(zone) if zone else datetime.now().astimezone()
        self.root.ids.head.time = f"{now:%H:%M}"
        self.root.ids.head.date = date_in_words(self.tr, now)

    def _is_news_for_eyes(self, state: State) -> bool:
        """A new screen, the end of the printing or a scanned card gives its reader the whole time again."""
        before = self._shown
        if before is None:
            return True
        return (before.screen, before.attempt, before.cards) != (state.screen, state.attempt, state.cards)

    # Time

    def _heartbeat(self, _delta) -> None:
        if not self._heart.beat():
            log.critical("the watchdog is gone, the kiosk ends")
            self._end(FAILED)
        state, now = self.crew.conductor.state, Clock.get_boottime()
        self._show_time(state)
        self._show_seconds(state, now)
        phase = self._idle.phase(state, now)
        if self.root.is_warning is not (phase is Phase.WARNING):
            self.root.warn(shown=phase is Phase.WARNING)
            self._map_soon()
        if phase is Phase.OVER:
            self._idle = self._idle.touched(now)
            self.do(GoHome())

    def _show_seconds(self, state: State, now: float) -> None:
        self.root.count_down(self._idle.seconds_left(state, now))

    def _touched(self) -> None:
        self._idle = self._idle.touched(Clock.get_boottime())

    # Faults and figures

    def _knock(self) -> None:
        """Somebody held the corner where the operator's screens are."""
        self.crew.attendant.knock()

    def _recover(self) -> None:
        if self.crew is None:
            self._give_up()
            return
        self.crew.vitals.screen_faults += 1
        self.do(OutOfOrder(Trouble.SCREEN_FAULT))

    def _give_up(self) -> None:
        log.critical("too many faults of the screen, the kiosk ends")
        self._end(FAILED)

    def _end(self, status: int) -> None:
        self._status = status
        self.stop()

    def _suit(self, comfort: Comfort) -> None:
        """Colours and sizes for this glass and this visitor; what did not change stays, for everything follows it."""
        width, height = (int(length) for length in Window.size)
        theme = Theme(width, height, self._settings.diagonal_inches, comfort.text / 100, comfort.reach)
        if theme != self.theme:
            self.theme = theme
        if self.palette is not PALETTES[comfort.look]:
            self.palette = PALETTES[comfort.look]

    def _map_soon(self) -> None:
        if self._settings.screen_map is not None:
            Clock.unschedule(self._map_after_change)
            Clock.schedule_once(self._map_after_change, 0.05)

    def _map_after_change(self, _delta) -> None:
        if self.root.is_at_rest():
            self._write_map()

    def _write_map(self) -> None:
        if self._settings.screen_map is not None:
            write_map(self._settings.screen_map, self.root.describe())


def _deliver(call) -> None:
    Clock.schedule_once(lambda _delta: call())


def _later(seconds: float, call) -> None:
    Clock.schedule_once(lambda _delta: call(), seconds)
