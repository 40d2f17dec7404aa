"""The touch keyboard: large keys that write into a field, at the foot of a screen."""

from __future__ import annotations

from math import ceil

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout

from kiosk.actions import ChooseTypingMethod
from kiosk.typing.board import Act, Board, Cap, Layer, Pad, Rows, Shift
from kiosk.typing.entry import Entry
from kiosk.typing.methods import Method
from kiosk.ui.keyboard.caps import face_of
from kiosk.ui.keyboard.key import KeyPlate
from kiosk.ui.keyboard.physical import PhysicalKeys
from kiosk.ui.widgets.words import Words


class KeyRow(BoxLayout):
    """One row; its keys share its width."""


class TouchKeyboard(BoxLayout):
    """Writes into `target`, a `TypingField` or whatever has its `press`, `backspace`, `done`, `put`, `entry`.

    Shows the pad that the target asks for and the visitor's way of typing. A real keyboard writes into the same target
    as long as this one is on the screen.
    """

    target = ObjectProperty(None, allownone=True)
    method = OptionProperty(Method.TELEX.value, options=[one.value for one in Method])
    language = ObjectProperty("")
    row_height = NumericProperty(60)
    wished = NumericProperty(60)
    most = NumericProperty(300)
    """How high a row would like to be, and how high all of them may be as long as that leaves each 20 mm."""

    gap = NumericProperty(6)
    last_words = StringProperty()
    """What the last key says that does more than end the typing."""

    is_pad = BooleanProperty(defaultvalue=False)
    """Figures only: fewer keys, larger ones."""

    def __init__(self, **options):
        self.board = Board()
        self._rows: dict[Rows, list[KeyRow]] = {}
        self._before: Entry | None = None
        self._strip: VariantStrip | None = None
        self._redraw_soon = Clock.create_trigger(self._redraw, -1)
        super().__init__(**options)
        self._physical = PhysicalKeys(self, Window)
        for name in ("method", "target"):
            self.fbind(name, self._begin)
        for name in ("language", "width", "last_words"):
            self.fbind(name, self._relabel)
        self._begin()

    # What the keys do

    def touched(self, plate: KeyPlate) -> None:
        """A key went down."""
        self.close_variants()
        self._do(plate.cap)

    def variants(self, plate: KeyPlate) -> None:
        """A key was held: show what else it can write."""
        if plate.cap.variants and self._before is not None:
            self._strip = VariantStrip(self, plate, [self.board.written(one) for one in plate.cap.variants])
            App.get_running_app().root.add_widget(self._strip)

    def choose_variant(self, letter: str) -> None:
        """Write this in place of what the held key wrote."""
        if self._before is not None:
            self.target.put(self._before)
        self.close_variants()
        self.target.press(letter)
        self._show(self.board.capital(is_wanted=self.target.wants_capital))

    def close_variants(self) -> None:
        if self._strip is not None and self._strip.parent is not None:
            self._strip.parent.remove_widget(self._strip)
        self._strip = None

    def begin(self) -> None:
        """Start over with the first layer, as a new field or a new visitor finds it."""
        self.close_variants()
        self._begin()

    def _do(self, cap: Cap) -> None:
        after = self.board.after(cap)
        if cap.act is Act.METHOD:
            App.get_running_app().do(ChooseTypingMethod(after.method))
        if self.target is not None and cap.act in (Act.WRITE, Act.BACKSPACE):
            self._write(cap)
            after = after.capital(is_wanted=self.target.wants_capital and after.layer is Layer.LETTERS)
        self._show(after)
        # Last: what is typed next may want another pad.
        if self.target is not None and cap.act is Act.DONE:
            self.target.done()

    def _write(self, cap: Cap) -> None:
        self._before = self.target.entry if cap.act is Act.WRITE else None
        if cap.act is Act.WRITE:
            self.target.press(self.board.written(cap.key))
        else:
            self.target.backspace()

    # What is seen

    def _begin(self, *_) -> None:
        pad = Pad(self.target.pad) if self.target is not None else Pad.TEXT
        board = Board(pad=pad, method=Method(self.method))
        self._show(board.capital(is_wanted=self.target is not None and self.target.wants_capital))

    def _show(self, board: Board) -> None:
        self.board = board
        self.is_pad = board.pad is not Pad.TEXT
        self._relabel()

    def _relabel(self, *_) -> None:
        rows = self.board.rows(is_wide=not App.get_running_app().theme.portrait)
        if rows not in self._rows:
            self._rows[rows] = [self._make_row(caps) for caps in rows]
        shown = self._rows[rows]
        if self.children[::-1] != shown:
            self.clear_widgets()
            for row in shown:
                self.add_widget(row)
            self._redraw_soon()
        for plate in (plate for row in shown for plate in row.children):
            self._dress(plate)

    def _redraw(self, _delta) -> None:
        """What was said of these keys while they were put away was not drawn then."""
        for one in (one for row in self.children for one in row.walk(restrict=True) if isinstance(one, Words)):
            one.refresh()

    def _make_row(self, caps: tuple[Cap, ...]) -> KeyRow:
        row = KeyRow()
        for cap in caps:
            plate = KeyPlate(cap=cap, size_hint_x=cap.width, repeats=cap.act is Act.BACKSPACE)
            plate.act, plate.hold = self.touched, self.variants
            row.add_widget(plate)
        return row

    def _dress(self, plate: KeyPlate) -> None:
        face = face_of(plate.cap, self.board, App.get_running_app().tr)
        plate.key, plate.said, plate.icon = face.key, face.said, face.icon
        plate.label, plate.hint = face.label, face.hint
        plate.is_strong = plate.cap.act is Act.DONE
        if plate.is_strong and self.last_words:
            plate.said = plate.label = self.last_words
        plate.is_lit = plate.cap.act is Act.SHIFT and self.board.shift is not Shift.OFF


class VariantStrip(GridLayout):
    """What else a held key can write, above it; any touch beside it closes it."""

    def __init__(self, keyboard: TouchKeyboard, plate: KeyPlate, letters: list[str], **options):
        self._keyboard = keyboard
        self._letters = letters
        super().__init__(**options)
        for letter in letters:
            one = KeyPlate(key=f"variant:{letter}", said=letter, label=letter, is_lit=True)
            one.act = lambda _plate, letter=letter: keyboard.choose_variant(letter)
            self.add_widget(one)
        self._place(plate)

    def on_touch_down(self, touch):
        if self.collide_point(*touch.pos):
            return super().on_touch_down(touch)
        self._keyboard.close_variants()
        return False

    def _place(self, plate: KeyPlate) -> None:
        room = App.get_running_app().root.width
        side = max(plate.height, App.get_running_app().theme.touch())
        rows = ceil(len(self._letters) / int(room // (side + self.spacing[0])))
        self.cols = ceil(len(self._letters) / rows)
        self.size = self.cols * (side + self.spacing[0]), rows * (side + self.spacing[1])
        x, y = plate.to_window(plate.center_x, plate.top)
        self.pos = max(self.spacing[0], min(x - self.width / 2, room - self.width)), y + self.spacing[1]
