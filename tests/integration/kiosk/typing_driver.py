"""Drives a kiosk that has a field and the touch keyboard over its screen."""

from __future__ import annotations

from typing import Any

from tests.integration.kiosk.driver import KioskDriver


class TypingDriver(KioskDriver):
    player = "tests.integration.kiosk.typing_player"

    def type_on(self, **field: Any) -> None:
        """Show a new field with these settings, and the keyboard."""
        self._ask(do="type_on", field=field)
        self.wait_for("key:done")

    def type_keys(self, *names: str) -> str:
        """Touch these keys one after the other; return what then stands in the field."""
        for name in names:
            self.tap(f"key:{name}")
        return str(self.written()["text"])

    def written(self) -> dict[str, Any]:
        """`text`, `caret`, and in `done` the texts with which the typing was ended."""
        return self._ask(do="written")

    def hold(self, name: str, seconds: float = 0.8) -> None:
        self._ask(do="hold", name=name, seconds=seconds)

    def text_input(self, text: str) -> None:
        """Let a real keyboard write this."""
        self._ask(do="text_input", text=text)

    def close_page(self) -> None:
        """Take field and keyboard away again."""
        self._ask(do="take_away")
