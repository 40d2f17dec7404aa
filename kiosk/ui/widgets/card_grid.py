"""Cards in rows, as many to a page as keep their size, with page buttons when one page is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.state import page_count
from kiosk.ui.widgets.touchable import Card


@dataclass(frozen=True, slots=True)
class CardFace:
    """What one card says; `key` names it, `value` is what choosing it means."""

    key: str
    value: str
    title: str
    about: str = ""
    note: str = ""
    icon: str = "onward"
    is_open: bool = True


class CardGrid(BoxLayout):
    """Shows `faces` from page `page` on. `choose(value)` and `turn(page)` are called at a touch.

    A card is at least `least` pixels high and at most `most`.
    """

    faces = ObjectProperty(())
    page = NumericProperty(0)
    columns = NumericProperty(1)
    least = NumericProperty(100)
    most = NumericProperty(200)
    gap = NumericProperty(10)
    pages = NumericProperty(1)
    choose = ObjectProperty(lambda _: None)
    turn = ObjectProperty(lambda _: None)

    def __init__(self, **options):
        super().__init__(**options)
        self._rebuild_soon = Clock.create_trigger(self._rebuild, -1)
        for name in ("faces", "page", "columns", "least", "most", "gap", "height"):
            self.fbind(name, self._rebuild_soon)

    def _rebuild(self, _delta):
        rows = self._rows(self.height)
        self.pages = page_count(len(self.faces), rows * self.columns)
        if self.pages > 1:
            rows = self._rows(self.height - App.get_running_app().theme.touch(10) - self.gap)
            self.pages = page_count(len(self.faces), rows * self.columns)
        page = min(self.page, self.pages - 1)
        shown = self.faces[page * rows * self.columns : (page + 1) * rows * self.columns]
        self._fill(shown, rows if self.pages > 1 else ceil(len(shown) / self.columns) or 1)
        self._show_pager(page)

    def _rows(self, height: float) -> int:
        return max(1, int((height + self.gap) // (self.least + self.gap)))

    def _fill(self, shown, rows: int) -> None:
        grid, pager = self.ids.grid, self.ids.pager
        room = self.height - (pager.full_height + self.gap if self.pages > 1 else 0)
        grid.row_default_height = min(self.most, (room - self.gap * (rows - 1)) / rows)
        grid.height = grid.row_default_height * rows + self.gap * (rows - 1)
        grid.clear_widgets()
        for face in shown:
            grid.add_widget(self._card(face))

    def _card(self, face: CardFace) -> Card:
        card = Card(
            key=face.key, title=face.title, about=face.about, note=face.note, icon=face.icon, is_open=face.is_open
        )
        card.bind(on_release=partial(self._chosen, face.value))
        return card

    def _chosen(self, value: str, _card) -> None:
        self.choose(value)

    def _show_pager(self, page: int) -> None:
        pager = self.ids.pager
        pager.shown = self.pages > 1
        pager.page, pager.pages, pager.turn = page, self.pages, self.turn


class Pager(BoxLayout):
    """Earlier page, where we are, next page. The buttons keep their places; at an end one is out of use."""

    shown = BooleanProperty(defaultvalue=False)
    page = NumericProperty(0)
    pages = NumericProperty(1)
    full_height = NumericProperty(100)
    turn = ObjectProperty(lambda _: None)
