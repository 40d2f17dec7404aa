"""The kiosk of `player.py` for a finger in a hurry: slides are short, touches heard right after a change of screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from tests.integration.kiosk import player


class SwiftPlayer(player.Player):
    def start(self) -> None:
        from kiosk.ui import root

        root.DEAF_SECONDS, root.SLIDE_SECONDS = 0.0, 0.06
        super().start()

    def _go(self, command: dict[str, Any]) -> None:
        """Touch one plate after another, each on the screen that the last one leads to; `seconds` for each to come."""
        from kivy.clock import Clock

        walk = self._walk(command["steps"], command["seconds"])

        def on(_delta: float) -> bool:
            try:
                return next(walk, self) is not self
            except Exception as error:
                self._say({"error": f"{type(error).__name__}: {error}"})
                return False

        Clock.schedule_interval(on, 0)

    def _walk(self, steps: list[tuple[str, str]], seconds: float) -> Iterator[None]:
        from kivy.clock import Clock

        for key, screen in steps:
            until = Clock.get_boottime() + seconds
            yield from self._press(key, until)
            while not self._shows(screen):
                if Clock.get_boottime() > until:
                    raise AssertionError(f"no {screen} after {key}: {self._map()}")
                yield
        self._say({})

    def _press(self, key: str, until: float) -> Iterator[None]:
        """Touch a plate; again when it moved away under the finger, as larger type moves everything."""
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        is_pressed = False
        while not is_pressed:
            plate = self._plate(key)
            if Clock.get_boottime() > until:
                raise AssertionError(f"no {key} on {self._map()}")
            if plate is not None:
                touch = UnitTestTouch(*plate.to_window(*plate.center))
                touch.touch_down()
                is_pressed = plate.state == "down"
            yield
            if plate is not None:
                is_pressed = is_pressed and plate.collide_point(*plate.to_widget(*touch.pos))
                touch.touch_up()

    def _plate(self, key: str) -> Any:
        """The plate of this name, once it can be touched."""
        root = self._app.root
        if root is None or not root.is_at_rest():
            return None
        from kiosk.ui.screen_map import visible
        from kiosk.ui.widgets.touchable import Touchable

        plates = (one for one in visible(root.top) if isinstance(one, Touchable))
        return next((one for one in plates if one.key == key and not one.disabled and one.state == "normal"), None)

    def _shows(self, screen: str) -> bool:
        """This screen stands still; the sheet that lies over all of them is the screen `comfort`."""
        root = self._app.root
        shown = "comfort" if root.sheet.parent is not None else self._app.crew.conductor.state.screen.value
        return shown == screen and root.is_at_rest()


if __name__ == "__main__":
    sys.exit(player.main(SwiftPlayer))
