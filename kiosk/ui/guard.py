"""What keeps the kiosk a kiosk: nobody can leave it with a key, and a fault of the screen does not end it."""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Callable

from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock
from kivy.core.window import Window

from hardware.faults import SetupError

FAULTS_ALLOWED = 5
FAULT_WINDOW_SECONDS = 60.0

log = logging.getLogger("kiosk.screen")


class ScreenFaults(ExceptionHandler):
    """Passes every uncaught exception of the screen's thread to `recover`, but for one that only other settings mend.

    More than five in a minute are beyond recovery: `give_up` is called, and whoever supervises starts the kiosk again.
    """

    def __init__(self, recover: Callable[[], None], give_up: Callable[[], None]) -> None:
        super().__init__()
        self._recover = recover
        self._give_up = give_up
        self._times: deque[float] = deque(maxlen=FAULTS_ALLOWED + 1)

    def handle_exception(self, inst):
        if isinstance(inst, SetupError):
            return ExceptionManager.RAISE
        log.error("a fault of the screen", exc_info=inst)
        now = Clock.get_boottime()
        self._times.append(now)
        is_hopeless = len(self._times) > FAULTS_ALLOWED and now - self._times[0] < FAULT_WINDOW_SECONDS
        Clock.schedule_once(lambda _delta: self._give_up() if is_hopeless else self._recover())
        return ExceptionManager.PASS


def harden(faults: ScreenFaults) -> None:
    """Refuse to be closed by keys or the window manager; hand faults of the screen to `faults`."""
    Window.bind(on_request_close=lambda *_args, **_options: True)
    Window.bind(on_keyboard=lambda *_args: True)
    ExceptionManager.add_handler(faults)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """End cleanly at SIGTERM and SIGINT. After the window is made: SDL would take a signal for a request to close."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: Clock.schedule_once(lambda _delta: stop()))
