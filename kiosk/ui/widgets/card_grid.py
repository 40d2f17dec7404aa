"""Cards in rows, as many to a page as keep their size, with page buttons when one page is not enough."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.ui.widgets.touchable import Card
from kiosk.ui.widgets.words import Words


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


@dataclass(frozen=True, slots=True)
class CardRow:
    """Cards side by side and the height that the fullest of them needs."""

    faces: tuple[CardFace, ...]
    height: float


class CardGrid(BoxLayout):
    """Shows `faces` from page `page` on. `choose(value)` and `turn(page)` are called at a touch.

    A card is at least `least` pixels high, at most `most`, and in enlarged type as high as its words need.
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
        self._gauge = Card()
        self._spare: list[Card] = []
        self._built: tuple | None = None
        self._rebuild_soon = Clock.create_trigger(self._rebuild_if_shown, -1)
        for name in ("faces", "page", "columns", "least", "most", "gap", "size"):
            self.fbind(name, self._rebuild_soon)
        App.get_running_app().fbind("theme", self._rebuild_soon)

    def _rebuild_if_shown(self, _delta):
        if self.get_root_window() is not None:
            self.rebuild()

    def rebuild(self) -> None:
        """Share the cards among pages and show one, if anything has changed since."""
        wanted = (
            self.faces, self.page, self.columns, self.least, self.most, self.gap, tuple(self.size),
            App.get_running_app().theme,
        )  # fmt: skip
        if wanted != self._built:
            self._built = wanted
            self._build()

    def _build(self) -> None:
        pager = self.ids.pager
        pager.shown = False
        pages = self._share(self.width, self.height)
        if len(pages) > 1:
            pager.shown = True
            beside = self.orientation == "horizontal"
            across, down = (pager.width + self.spacing, 0) if beside else (0, pager.full_height + self.gap)
            pages = self._share(self.width - across, self.height - down)
            self._fill(pages[min(self.page, len(pages) - 1)], self.height - down, len(pages))
        else:
            self._fill(pages[0], self.height, 1)
        self.pages = len(pages)
        pager.page, pager.pages, pager.turn = min(self.page, self.pages - 1), self.pages, self.turn

    def _share(self, width: float, room: float) -> list[list[CardRow]]:
        """Rows of cards, filled into pages of this size in their order."""
        theme, columns = App.get_running_app().theme, int(self.columns)
        across = (width - self.gap * (columns - 1)) / columns
        pages: list[list[CardRow]] = [[]]
        left = room + self.gap
        for start in range(0, len(self.faces), columns):
            faces = tuple(plain(face) if theme.tight else face for face in self.faces[start : start + columns])
            needs = [self._gauge.needed(face, across) for face in faces] if theme.tight else []
            row = CardRow(faces, min(max(self.least, *needs, 0), room))
            if pages[-1] and row.height + self.gap > left:
                pages.append([])
                left = room + self.gap
            pages[-1].append(row)
            left -= row.height + self.gap
        return pages

    def _fill(self, rows: list[CardRow], room: float, pages: int) -> None:
        """What room is left goes to all rows alike, as far as a card may grow; several pages keep one size of card."""
        places = len(rows) if pages == 1 else max(len(rows), self._places(room))
        spare = (room - self.gap * (places - 1) - sum(row.height for row in rows)) / max(1, places)
        cards = iter(self._cards(sum(len(row.faces) for row in rows)))
        total = 0.0
        for row in rows:
            height = max(row.height, min(self.most, self._stretched(row, spare, places, room)))
            total += height + self.gap
            for face in row.faces:
                dress(next(cards), face, height)
        self.ids.grid.height = max(0.0, total - self.gap)

    def _places(self, room: float) -> int:
        """How many of the least cards stand under each other."""
        if App.get_running_app().theme.tight:
            return 1
        return max(1, int((room + self.gap) // (self.least + self.gap)))

    def _stretched(self, row: CardRow, spare: float, places: int, room: float) -> float:
        if App.get_running_app().theme.tight:
            return row.height + max(0.0, spare)
        return (room - self.gap * (places - 1)) / places

    def _cards(self, count: int) -> list[Card]:
        """So many. Those of before serve again, for making one takes milliseconds; but none with a finger on it."""
        grid = self.ids.grid
        if any(card.state == "down" for card in grid.children):
            grid.clear_widgets()
        for card in grid.children[: max(0, len(grid.children) - count)]:
            grid.remove_widget(card)
            self._spare.append(blank(card))
        while len(grid.children) < count:
            grid.add_widget(self._spare.pop() if self._spare else self._new_card())
        return grid.children[::-1]

    def _new_card(self) -> Card:
        card = Card(size_hint_y=None)
        card.bind(on_release=self._chosen)
        return card

    def _chosen(self, card) -> None:
        self.choose(card.value)


def dress(card: Card, face: CardFace, height: float) -> None:
    """Let it say this."""
    card.key, card.value, card.height = face.key, face.value, height
    card.title, card.about, card.note = face.title, face.about, face.note
    card.icon, card.is_open = face.icon, face.is_open


def blank(card: Card) -> Card:
    """The card with nothing on it, not even in what was drawn: it may have told of somebody."""
    dress(card, CardFace("", "", ""), 0)
    for part in card.walk(restrict=True):
        if isinstance(part, Words):
            part.refresh()
    return card


def plain(face: CardFace) -> CardFace:
    """The same without a column of its own for the note: large type needs the width."""
    return replace(face, about=" · ".join(part for part in (face.about, face.note) if part), note="")


class Pager(BoxLayout):
    """Earlier page, where we are, next page. The buttons keep their places; at an end one is out of use."""

    shown = BooleanProperty(defaultvalue=False)
    page = NumericProperty(0)
    pages = NumericProperty(1)
    full_height = NumericProperty(100)
    turn = ObjectProperty(lambda _: None)
