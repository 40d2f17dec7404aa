"""A field that is typed into: what stands in it, the caret, a button that empties it."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.core.text import Label as Text
from kivy.graphics import Color, Rectangle
from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.typing.board import Pad
from kiosk.typing.entry import LONGEST, Entry, Way, entry_of
from kiosk.typing.pads import press_on
from kiosk.ui.fonts import BODY, font_for
from kiosk.ui.keyboard.lines import line_of_caret, wrap
from kiosk.ui.widgets.words import Face, height_of, width_of

CARET_SHARE = 0.08
HINT_SHARE = 0.25
"""Of the type size: how far the hint stands off the caret."""

LEAST_SHARE = 0.6
"""A text that is too long for its lines shrinks so far; then the lines move."""


class TypingField(BoxLayout):
    """Holds one `Entry`. `text` is what stands in it, composed so far; `finish()` ends the last word and returns it.

    `pad` says what is typed, `capitals` where shift comes by itself (`none`, `first` letter, each of the `words`),
    `rows` how many lines are seen. `spell` False lets every key write itself. `veil`, a function of the text, says what
    is shown in its place while nobody asks for it. Setting `text` puts the caret behind it.
    """

    text = StringProperty()
    hint = StringProperty()
    key = StringProperty("field")
    pad = OptionProperty(Pad.TEXT.value, options=[pad.value for pad in Pad])
    capitals = OptionProperty("none", options=("none", "first", "words"))
    spell = BooleanProperty(defaultvalue=True)
    limit = NumericProperty(LONGEST)
    rows = NumericProperty(1)
    active = BooleanProperty(defaultvalue=True)
    veil = ObjectProperty(None, allownone=True)
    way = ObjectProperty(Way())

    def __init__(self, **options):
        self.entry = Entry()
        self.register_event_type("on_done")
        super().__init__(**options)

    def on_done(self):
        """The key that ends the typing was touched."""

    # What a keyboard does with it

    def press(self, key: str) -> None:
        self.put(press_on(Pad(self.pad), self._ready(), key))

    def backspace(self) -> None:
        self.put(self.entry.backspace())

    def clear(self) -> None:
        self.put(self._ready().clear())

    def move(self, caret: int) -> None:
        self.put(self.entry.move(caret))

    def step(self, letters: int) -> None:
        """Move the caret by so many characters."""
        self.move(max(0, self.entry.caret + letters))

    def finish(self) -> str:
        """End the last word, as at a space, and return the whole text."""
        self.put(self.entry.end())
        return self.text

    def done(self) -> None:
        self.finish()
        self.dispatch("on_done")

    def put(self, entry: Entry) -> None:
        """Hold this entry from now on."""
        self.entry = entry
        self.text = entry.text
        self.ids.pane.redraw()

    @property
    def wants_capital(self) -> bool:
        """Whether the next letter begins a name or the text."""
        return self.entry.wants_capital(self.capitals)

    def _ready(self) -> Entry:
        """The entry, in the way that keys are read now."""
        way = self.way if self.spell and self.pad == Pad.TEXT else Way(None)
        entry = self.entry if self.entry.limit == self.limit else entry_of(self.entry.text, way, int(self.limit))
        return entry if entry.way == way else entry.with_way(way)

    # What others do with it

    def on_text(self, _, text: str) -> None:
        if text != self.entry.text:
            self.put(entry_of(text, self.way, int(self.limit)))

    def on_veil(self, *_) -> None:
        self.ids.pane.redraw()

    def on_touch_down(self, touch):
        if super().on_touch_down(touch):
            return True
        if self.veil is not None or not self.collide_point(*touch.pos):
            return False
        self.move(self.ids.pane.caret_at(*touch.pos))
        return True


class TextPane(Widget):
    """Draws the entry of its field, and the caret. `lines` are all there are, of which the field's `rows` are seen."""

    field = ObjectProperty(None, allownone=True)
    ink = ColorProperty((0, 0, 0, 1))
    faint = ColorProperty((0, 0, 0, 1))
    caret_ink = ColorProperty((0, 0, 0, 1))
    largest = NumericProperty(20)

    def __init__(self, **options):
        super().__init__(**options)
        self.lines: list[str] = [""]
        self._first = 0
        self.size_of_type = 20.0
        self.redraw = Clock.create_trigger(self._draw, -1)
        for name in ("pos", "size", "ink", "faint", "caret_ink", "largest", "field"):
            self.fbind(name, self.redraw)

    def on_field(self, _, field) -> None:
        for name in ("hint", "rows", "active"):
            field.fbind(name, self.redraw)

    @property
    def shown(self) -> str:
        """The text as it is drawn; the hint while there is none."""
        text = self.field.text
        return self.field.veil(text) if self.field.veil is not None else text

    def _draw(self, _delta) -> None:
        if self.field is None or self.width <= 1:
            return
        text, entry = self.shown, self.field.entry
        caret = entry.caret if text == entry.text else len(text)
        self._set(text or self.field.hint)
        self.canvas.clear()
        row, before = line_of_caret(self.lines, caret) if text else (0, 0)
        self._first = max(0, min(row, len(self.lines) - int(self.field.rows)))
        with self.canvas:
            Color(*(self.ink if text else self.faint))
            for number, line in enumerate(self.lines[self._first : self._first + int(self.field.rows)]):
                self._draw_line(line, number, 0 if text else self.size_of_type * HINT_SHARE)
            if self.field.active:
                Color(*self.caret_ink)
                self._draw_caret(self.lines[row][:before] if text else "", row - self._first)

    def _set(self, text: str) -> None:
        """Find the type size and the lines."""
        rows, self.size_of_type = int(self.field.rows), self.largest
        while True:
            self.lines = wrap(text, self._width_of, self.width - self.size_of_type * CARET_SHARE)
            if len(self.lines) <= rows or self.size_of_type <= self.largest * LEAST_SHARE:
                return
            self.size_of_type *= 0.95

    def _draw_line(self, line: str, number: int, indent: float) -> None:
        if not line.strip():
            return
        drawn = Text(text=line.rstrip(), font_size=self.size_of_type, font_name=font_for(line, BODY))
        drawn.refresh()
        top = self._top - number * self.line_height
        Rectangle(
            texture=drawn.texture,
            pos=(round(self.x + indent), round(top - (self.line_height + drawn.texture.height) / 2)),
            size=drawn.texture.size,
        )

    def _draw_caret(self, before: str, number: int) -> None:
        width = max(2, round(self.size_of_type * CARET_SHARE))
        bottom = self._top - (number + 1) * self.line_height
        Rectangle(
            pos=(round(self.x + self._exact_width(before)), round(bottom + self.line_height * 0.1)),
            size=(width, round(self.line_height * 0.8)),
        )

    @property
    def line_height(self) -> float:
        return height_of(1, self.size_of_type, Face(BODY, bold=False, line_height=1.0))

    @property
    def _top(self) -> float:
        """The lines stand in the middle."""
        rows = min(int(self.field.rows), max(1, len(self.lines)))
        return self.center_y + rows * self.line_height / 2

    def _width_of(self, text: str) -> float:
        return width_of(text, self.size_of_type, Face(font_for(text, BODY), bold=False, line_height=1.0))

    def _exact_width(self, before: str) -> float:
        """Of the very pixels that are drawn: what is measured for breaking lines is a little generous."""
        ruler = Text(text=before, font_size=self.size_of_type, font_name=font_for(self.shown, BODY))
        return ruler.get_extents(before)[0] if before else 0

    def caret_at(self, x: float, y: float) -> int:
        """The place between two letters that is nearest."""
        row = int((self._top - y) // self.line_height)
        row = max(0, min(self._first + row, len(self.lines) - 1))
        line = self.lines[row] if self.field.text else ""
        nearest = min(range(len(line) + 1), key=lambda i: abs(self.x + self._exact_width(line[:i]) - x))
        return sum(len(one) for one in self.lines[:row]) + nearest if line else 0
