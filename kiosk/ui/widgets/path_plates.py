"""The other ways to come, at the foot of the first screen: a plate each, or one that lists them where room is short."""

from __future__ import annotations

from functools import partial

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.gridlayout import GridLayout

from kiosk.ui.widgets.touchable import PlainButton


class PathPlates(GridLayout):
    """`faces` are the plates of `card_grid`; `choose(value)` is called at a touch, `show_all()` at that of the one."""

    faces = ObjectProperty(())
    choose = ObjectProperty(lambda _: None)
    show_all = ObjectProperty(lambda: None)
    all_words = StringProperty()
    needed = NumericProperty(0)

    def __init__(self, **options):
        super().__init__(**options)
        self._rebuild_soon = Clock.create_trigger(self._rebuild, -1)
        for name in ("faces", "all_words"):
            self.fbind(name, self._rebuild_soon)
        App.get_running_app().fbind("theme", self._rebuild_soon)

    def _rebuild(self, *_args):
        theme = App.get_running_app().theme
        self.clear_widgets()
        is_short = theme.tight and len(self.faces) > 1
        self.cols = 1 if is_short else (2 if theme.portrait else max(1, len(self.faces)))
        if is_short:
            self._add("paths", self.all_words, "onward", self.show_all)
        else:
            for face in self.faces:
                self._add(face.key, face.title, face.icon, partial(self.choose, face.value))
        rows = -(-len(self.children) // self.cols) if self.children else 0
        self.needed = rows * theme.touch(10) + max(0, rows - 1) * theme.gap * 0.6

    def _add(self, key: str, said: str, icon: str, act) -> None:
        theme = App.get_running_app().theme
        plate = PlainButton(key=key, said=said, icon=icon, type_size=theme.body)
        plate.bind(on_release=lambda _: act())
        self.add_widget(plate)
