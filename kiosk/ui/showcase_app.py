"""The app of `showcase`: Kivy is imported here, once it has been told how to behave."""

from __future__ import annotations

from collections.abc import Iterator

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics.opengl import glFinish

from kiosk.actions import Action
from kiosk.flow import step
from kiosk.prompter import Silence
from kiosk.state import State
from kiosk.ui.app import FAILED, KioskApp
from kiosk.ui.screen_map import visible
from kiosk.ui.widgets.words import Words

SETTLING_FRAMES = 2
MOST_FRAMES = 60


class StillConductor:
    """Holds the state, steps it at a touch, asks nobody."""

    def __init__(self, show) -> None:
        self.state = State()
        self._show = show

    def do(self, action: Action) -> None:
        self.put(step(self.state, action))

    def put(self, state: State) -> None:
        self.state = state
        self._show(state)


class StillCrew:
    """Nobody: no server, no printer, no threads."""

    def __init__(self, show) -> None:
        self.conductor = StillConductor(show)
        self.prompter = Silence()
        self.attendant = self
        self.vitals = self
        self.screen_faults = 0

    def start(self) -> None:
        """There is nobody to start."""

    def stop(self) -> None:
        """There is nobody to stop."""

    def knock(self) -> None:
        """There is no operator to let in."""


class ShowcaseApp(KioskApp):
    """`play(acts)`: goes on at each yield once what was put on the screen is drawn; the app ends with the acts."""

    def __init__(self, config, **options):
        super().__init__(config, **options)
        self._acts: Iterator[None] = iter(())
        self._frames = 0

    def play(self, acts: Iterator[None]) -> None:
        self._acts = acts

    def make_crew(self) -> StillCrew:
        return StillCrew(self._show)

    def on_start(self):
        super().on_start()
        # In memory, Mesa would queue frames and keep up to 2 GB for them.
        Window.bind(on_flip=lambda *_: glFinish())
        Clock.schedule_interval(self._next, 0)

    def put(self, state: State) -> None:
        """Show this state at once, without the slide."""
        self.root.hurry = True
        self.crew.conductor.put(state)

    def _heartbeat(self, _delta) -> None:
        """Nobody is there, and nothing ends."""

    def is_drawn(self) -> bool:
        """Every word that should be seen is drawn."""
        return not any(one.text and one.texture is None for one in visible(self.root) if isinstance(one, Words))

    def _recover(self) -> None:
        """There is no office to go on for: a fault, which is told with its trace, ends the show."""
        self._give_up()

    def _give_up(self) -> None:
        self._end(FAILED)

    def _next(self, _delta) -> None:
        self._frames += 1
        if self._frames <= SETTLING_FRAMES or (self._frames < MOST_FRAMES and not self.is_drawn()):
            return
        self._frames = 0
        if next(self._acts, self) is self:
            self.stop()
