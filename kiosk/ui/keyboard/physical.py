"""A real keyboard, when there is one: its keys write into the same field."""

from __future__ import annotations

BACKSPACE, ENTER, KEYPAD_ENTER, RIGHT, LEFT = 8, 13, 271, 275, 276


class PhysicalKeys:
    """Hands keys to the target of `keyboard` while it is on the screen."""

    def __init__(self, keyboard, window) -> None:
        self._keyboard = keyboard
        window.bind(on_textinput=self._typed, on_key_down=self._pressed)

    @property
    def _target(self):
        return self._keyboard.target if self._keyboard.get_root_window() is not None else None

    def _typed(self, _window, text: str) -> None:
        if self._target is not None:
            self._target.press(text)

    def _pressed(self, _window, key: int, *_more) -> bool:
        target = self._target
        if target is None:
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
