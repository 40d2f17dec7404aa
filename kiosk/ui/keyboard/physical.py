"""A real keyboard, when there is one: its keys write into the same field."""

from __future__ import annotations

from kivy.app import App
from kivy.clock import Clock

BACKSPACE, ENTER, KEYPAD_ENTER, RIGHT, LEFT = 8, 13, 271, 275, 276
ENDS = (ENTER, KEYPAD_ENTER)


class PhysicalKeys:
    """Hands keys to the target of `keyboard` while it is on the screen.

    Keys of a scanner that types come here too; once its line end shows what they were, the field is as it was before.
    """

    def __init__(self, keyboard, window) -> None:
        self._keyboard = keyboard
        self._before = None
        window.bind(on_textinput=self._typed, on_key_down=self._pressed)

    @property
    def _target(self):
        return self._keyboard.target if self._keyboard.get_root_window() is not None else None

    def _typed(self, _window, text: str) -> None:
        target = self._target
        if target is None:
            return
        wedge = App.get_running_app().wedge
        if wedge is not None and wedge.begins_at(Clock.get_boottime()):
            self._before = target.entry
        target.press(text)

    def _pressed(self, _window, key: int, *_more) -> bool:
        target = self._target
        if target is None:
            return False
        if key in ENDS and self._is_scan():
            target.put(self._before)
            return False
        doing = {
            BACKSPACE: target.backspace,
            ENTER: target.done,
            KEYPAD_ENTER: target.done,
            LEFT: lambda: target.step(-1),
            RIGHT: lambda: target.step(1),
        }.get(key)
        if doing is not None:
            doing()
        return False

    def _is_scan(self) -> bool:
        wedge = App.get_running_app().wedge
        return wedge is not None and self._before is not None and wedge.is_scan(Clock.get_boottime())
