"""The beat by which the watchdog knows that the screen's thread still runs."""

from __future__ import annotations

import os
from collections.abc import Mapping

HEART = "MOTCUA_HEART"
"""In the environment: the file descriptor of the pipe to the watchdog."""


class Heart:
    """Beats into the watchdog's pipe; without a watchdog it does nothing."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        number = environment.get(HEART, "")
        self._pipe = int(number) if number.isdigit() else None
        if self._pipe is not None:
            # A watchdog that is itself held up must not hold up the screen.
            os.set_blocking(self._pipe, False)

    def beat(self) -> bool:
        """False when the watchdog is gone: nobody would start this kiosk again, and another may come in its place."""
        if self._pipe is None:
            return True
        try:
            os.write(self._pipe, b".")
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True
