"""The real kiosk with a field and the touch keyboard laid over its screen, as a screen that types has them."""

from __future__ import annotations

import sys
from typing import Any

from tests.integration.kiosk.player import Player, main

ENTER = 13


class TypingPlayer(Player):
    def _type_on(self, command: dict[str, Any]) -> None:
        """Show a new field with these settings, and the keyboard under it."""
        from kivy.lang import Builder

        self._close_page()
        self._page = Builder.load_string(PAGE)
        field = self._page.ids.field
        for name, value in command["field"].items():
            setattr(field, name, value)
        self._page.ids.keyboard.begin()
        self._done: list[str] = []
        field.bind(on_done=lambda one: self._done.append(one.text))
        self._app.root.add_widget(self._page)
        self._app.audited = self._page
        self._say({})

    def _top(self) -> Any:
        from kiosk.ui.keyboard.keyboard import VariantStrip

        strips = [one for one in self._app.root.children if isinstance(one, VariantStrip)]
        page = getattr(self, "_page", None)
        return next(iter(strips), page if page is not None and page.parent is not None else None)

    def _close_page(self) -> None:
        page = getattr(self, "_page", None)
        if page is not None and page.parent is not None:
            page.parent.remove_widget(page)

    def _take_away(self, _: dict[str, Any]) -> None:
        self._close_page()
        self._say({})

    def _written(self, _: dict[str, Any]) -> None:
        field = self._page.ids.field
        self._say({"text": field.text, "caret": field.entry.caret, "done": self._done})

    def _hold(self, command: dict[str, Any]) -> None:
        """Touch a key, and let go of it only after a long press."""
        from kivy.clock import Clock
        from kivy.tests.common import UnitTestTouch

        place = next(one for one in self._map()["widgets"] if one["name"] == command["name"])
        touch = UnitTestTouch(place["x"] + place["w"] / 2, self._app.root.height - place["y"] - place["h"] / 2)
        touch.touch_down()

        def lift(_delta: float) -> None:
            touch.touch_up()
            self._say({})

        Clock.schedule_once(lift, command["seconds"])

    def _text_input(self, command: dict[str, Any]) -> None:
        """Text of a real keyboard, the way SDL hands it to Kivy."""
        from kivy.core.window import Window

        for key in command["text"]:
            if key == "\n":
                Window.dispatch("on_key_down", ENTER, 0, None, [])
            else:
                Window.dispatch("on_textinput", key)
        self._say({})


PAGE = """
BoxLayout:
    orientation: 'vertical'
    padding: 0, app.theme.header_height, 0, 0
    canvas.before:
        Color:
            rgba: app.palette.paper
        Rectangle:
            pos: self.pos
            size: self.size
    BoxLayout:
        orientation: 'vertical'
        padding: app.theme.margin
        TypingField:
            id: field
            hint: 'Viết vào đây'
        Widget:
    TouchKeyboard:
        id: keyboard
        target: field
"""

if __name__ == "__main__":
    sys.exit(main(TypingPlayer))
