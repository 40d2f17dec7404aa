"""Runs the real kiosk without a screen and does with it what its standard input says: one JSON line a command.

Run as `python -m tests.integration.kiosk.player ARGUMENTS OF THE KIOSK`; `driver.KioskDriver` is the other end.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.config import load_config
from kiosk.ui.environment import prepare

PRESS_SECONDS = 0.06
MOST_FRAMES = 100


def main(kind: type[Player] | None = None) -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger("kiosk").setLevel(logging.INFO)
    config = load_config(sys.argv[1:], os.environ)
    prepare(config)
    from kiosk.ui.app import KioskApp
    from tests.bench.kiosk import finish_every_frame

    finish_every_frame()
    app = KioskApp(config)
    (kind or Player)(app).start()
    return app.run_until_stopped()


class Player:
    """Each command answers with one line, on the screen's own thread."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def start(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        from kivy.clock import Clock

        for line in sys.stdin:
            command = json.loads(line)
            Clock.schedule_once(lambda _delta, command=command: self._obey(command))

    def _obey(self, command: dict[str, Any]) -> None:
        doing: Callable[[dict[str, Any]], None] = getattr(self, f"_{command['do']}")
        try:
            doing(command)
        except Exception as error:
            self._say({"error": f"{type(error).__name__}: {error}"})

    def _say(self, answer: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    # Commands

    def _wait(self, command: dict[str, Any]) -> None:
        """Until the screen stands still and shows what was asked for."""
        from kivy.clock import Clock

        deadline = Clock.get_boottime() + command["seconds"]

        def check(_delta: float) -> bool:
            seen = self._map()
            if self._is_still() and shows(seen, command):
                self._say(seen)
                return False
            if Clock.get_boottime() > deadline:
                self._say({"error": f"still {seen['screen']} with {seen['texts']}"})
                return False
            return True

        Clock.schedule_interval(check, 0)

    def _tap(self, command: dict[str, Any]) -> None:
        place = next((one for one in self._map()["widgets"] if one["name"] == command["name"]), None)
        if place is None:
            self._say({"error": f"no {command['name']} on {self._map()['screen']}"})
            return
        self._touch(place["x"] + place["w"] / 2, place["y"] + place["h"] / 2)

    def _tap_at(self, command: dict[str, Any]) -> None:
        self._touch(command["x"], command["y"])

    def _touch(self, x: float, y: float) -> None:
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        touch = UnitTestTouch(x, self._app.root.height - y)
        pressed: list[str] = []

        def lift(_delta: float) -> None:
            touch.touch_up()
            self._say({"pressed": pressed})

        # Before the key's own clock: in one slow frame the finger is lifted first, and no press becomes a long one.
        Clock.schedule_once(lift, PRESS_SECONDS)
        touch.touch_down()
        pressed += [plate.key for plate in self._seen("Touchable") if plate.state == "down"]

    def _tap_both(self, command: dict[str, Any]) -> None:
        """Two fingers go down on two plates and come up again in the same order."""
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        places = {one["name"]: one for one in self._map()["widgets"]}
        both = [places[name] for name in command["names"]]
        high = self._app.root.height
        touches = [UnitTestTouch(one["x"] + one["w"] / 2, high - one["y"] - one["h"] / 2) for one in both]

        def lift(_delta: float) -> None:
            for touch in touches:
                touch.touch_up()
            self._say({"pressed": pressed})

        Clock.schedule_once(lift, PRESS_SECONDS)
        for touch in touches:
            touch.touch_down()
        pressed = [plate.key for plate in self._seen("Touchable") if plate.state == "down"]

    def _hold(self, command: dict[str, Any]) -> None:
        """A finger that rests on one place."""
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        touch = UnitTestTouch(command["x"], self._app.root.height - command["y"])
        touch.touch_down()

        def lift(_delta: float) -> None:
            touch.touch_up()
            self._say({})

        Clock.schedule_once(lift, command["seconds"])

    def _traces(self, command: dict[str, Any]) -> None:
        """What of this process still holds a text: the type of each object that refers to a string with it inside."""
        import gc

        wanted = command["backwards"][::-1]
        command.clear()
        # What the start has made is kept out of sight of the search otherwise.
        gc.unfreeze()
        gc.collect()
        holders = [
            f"{type(holder).__name__} {str(text)[:80]!r}"
            for holder in gc.get_objects()
            if type(holder).__name__ != "frame"
            for text in gc.get_referents(holder)
            if type(text) is str and wanted in text and text is not wanted
        ]
        from kivy.core.clipboard import Clipboard

        self._say({"holders": holders, "clipboard": Clipboard.paste() or ""})

    def _copy(self, command: dict[str, Any]) -> None:
        from kivy.core.clipboard import Clipboard

        Clipboard.copy(command["text"])
        self._say({"clipboard": Clipboard.paste()})

    def _look(self, _: dict[str, Any]) -> None:
        self._say(self._map())

    def _key(self, command: dict[str, Any]) -> None:
        """A key, the way SDL hands it to Kivy."""
        from kivy.core.window import Window

        Window.dispatch("on_key_down", command["key"], command["scancode"], "", [])
        Window.dispatch("on_key_up", command["key"], command["scancode"])
        self._say({})

    def _close(self, _: dict[str, Any]) -> None:
        """What the window manager does at Alt+F4."""
        from kivy.core.window import Window

        self._say({"refused": bool(Window.dispatch("on_request_close", source="keyboard"))})

    def _crash(self, _: dict[str, Any]) -> None:
        from kivy.clock import Clock

        def fail(_delta: float) -> None:
            raise RuntimeError("a fault on purpose")

        Clock.schedule_once(fail, 0.05)
        self._say({})

    def _audit(self, command: dict[str, Any]) -> None:
        from kivy.clock import Clock

        from tests.integration.kiosk.audit import complaints, undrawn

        # Words that were just changed are drawn with the next frame: nobody has seen them without.
        frames = command.get("frames", 0)
        if frames < MOST_FRAMES and undrawn(self._app):
            Clock.schedule_once(lambda _: self._audit({**command, "frames": frames + 1}), 0)
            return
        self._say({"complaints": complaints(self._app, self._top()), "screen": self._map()["screen"]})

    def _top(self) -> Any:
        """What covers everything else; None when it is for the root to say."""
        return None

    def _shot(self, command: dict[str, Any]) -> None:
        from kivy.core.window import Window

        Path(Window.screenshot(name=command["path"])).replace(command["path"])
        self._say({})

    def _resize(self, command: dict[str, Any]) -> None:
        from kivy.core.window import Window

        Window.size = (command["w"], command["h"])
        self._say({})

    def _quit(self, _: dict[str, Any]) -> None:
        self._say({})
        self._app.stop()

    def _is_still(self) -> bool:
        if self._app.root is None or not self._app.root.is_at_rest():
            return False
        is_set = all(words.texture for words in self._seen("Words") if words.text)
        return is_set and not any(plate.state == "down" for plate in self._seen("Touchable"))

    def _map(self) -> dict[str, Any]:
        if self._app.root is None:
            return {"screen": "none", "texts": [], "widgets": []}
        return dict(self._app.root.describe())

    def _seen(self, kind: str) -> list[Any]:
        """The plates or the words that can be seen."""
        from kivy.factory import Factory

        from kiosk.ui.screen_map import visible

        return [one for one in visible(self._app.root) if isinstance(one, Factory.get(kind))]


def shows(seen: dict[str, Any], command: dict[str, Any]) -> bool:
    """This screen, this text on it, this plate ready: whatever of the three was asked for."""
    names = {one["name"] for one in seen["widgets"] if one["enabled"]}
    is_text_there = not command["text"] or any(command["text"] in text for text in seen["texts"])
    is_plate_there = not command["name"] or command["name"] in names
    return command["screen"] in ("", seen["screen"]) and is_text_there and is_plate_there


if __name__ == "__main__":
    sys.exit(main())
