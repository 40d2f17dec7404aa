"""Plates to touch instead of typing; as many as there is room for, the likeliest first."""

from __future__ import annotations

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import NumericProperty, ObjectProperty
from kivy.uix.gridlayout import GridLayout

from kiosk.ui.fonts import BODY, font_for
from kiosk.ui.widgets.touchable import PlainButton
from kiosk.ui.widgets.words import Face, width_of

COLUMNS = (3, 2, 1)


class OfferPlate(PlainButton):
    """One offer. Its key is its place: what it says may be somebody's name."""


class OfferGrid(GridLayout):
    """Shows `offers`, each a `label` and a `text`; `choose(text)` is called at a touch."""

    offers = ObjectProperty(())
    choose = ObjectProperty(lambda _text: None)
    row_height = NumericProperty(80)
    type_size = NumericProperty(20)
    edge = NumericProperty(20)
    """Pixels at each side of a plate that its words leave free."""

    def __init__(self, **options):
        super().__init__(**options)
        self._rebuild_soon = Clock.create_trigger(self._rebuild, -1)
        for name in ("offers", "size", "row_height", "type_size"):
            self.fbind(name, self._rebuild_soon)

    def forget(self) -> None:
        """Keep nothing of what was offered."""
        self.offers = ()
        self.clear_widgets()

    def refresh(self) -> None:
        """While it was off the screen it did nothing: build it anew with the next frame."""
        self._rebuild_soon()

    def _rebuild(self, _delta) -> None:
        if self.get_root_window() is None:
            return
        self.clear_widgets()
        gap = self.spacing[1]
        rows = int((self.height + gap) // (self.row_height + gap))
        if rows < 1 or not self.offers or App.get_running_app().root is None:
            return
        self.cols = self._columns(self.offers)
        for place, offer in enumerate(self.offers[: rows * self.cols]):
            plate = OfferPlate(key=f"offer:{place}", said=offer.label, type_size=self.type_size)
            plate.size_hint_y, plate.height = None, self.row_height
            plate.fbind("on_release", lambda _plate, text=offer.text: self.choose(text))
            self.add_widget(plate)

    def _columns(self, offers) -> int:
        """Side by side only where each says what it says in one line."""
        return next((count for count in COLUMNS if count == 1 or self._all_fit(offers, count)), 1)

    def _all_fit(self, offers, count: int) -> bool:
        room = (self.width - self.spacing[0] * (count - 1)) / count - 2 * self.edge
        return all(self._width(offer.label) <= room for offer in offers)

    def _width(self, text: str) -> float:
        return width_of(text, self.type_size, Face(font_for(text, BODY), bold=True, line_height=1.0))
