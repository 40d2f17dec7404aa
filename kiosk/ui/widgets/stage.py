"""How a screen shares its room between what is told and what is touched, also in large type and within reach.

A `Stage` holds two: a `Pane` to read and the controls. Within reach the controls keep to the lower third of the glass.
In large type a pane whose content is higher than its room is moved up and down with two large buttons; nothing is cut.
"""

from __future__ import annotations

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.stencilview import StencilView
from kivy.uix.widget import Widget

from kiosk.ui.widgets.touchable import IconButton
from kiosk.ui.widgets.words import Words, fits_at

GROWTH = 1.15
MOST_SCREENS = 10.0
"""A content is made higher until its words fit at this share of the size they would like, or this many rooms high."""

CONTENT_SHARE = 0.9
SHARE_BESIDE = {True: 0.6, False: 1.2}
"""How wide the pane is beside its controls: more where the controls are two buttons."""

STEP_SHARE = 0.8
"""How far one touch moves: a bit of what was last read stays in sight."""


class Stage(BoxLayout):
    """First a pane that tells, then the controls. `fill`: the controls take what room is left, else the pane does.

    `natural` is the height that controls which do not fill would like. A stage of a pane alone is a screen that does
    not tell the two apart; `quiet`: nothing on it is touched. `aside`: on a lying glass both stand beside each other.
    """

    fill = BooleanProperty(defaultvalue=False)
    quiet = BooleanProperty(defaultvalue=False)
    aside = BooleanProperty(defaultvalue=False)
    natural = NumericProperty(0)

    def __init__(self, **options):
        super().__init__(**options)
        self._share_soon = Clock.create_trigger(self._share, -1)
        for name in ("children", "size", "fill", "aside", "natural", "orientation"):
            self.fbind(name, self._share_soon)
        App.get_running_app().fbind("theme", self._share_soon)

    def share(self) -> None:
        """Give both their room now."""
        self._share(0)

    def add_widget(self, widget, *args, **options):
        super().add_widget(widget, *args, **options)
        if isinstance(widget, Pane):
            for name in ("natural", "is_moved"):
                widget.fbind(name, self._share_soon)
            self._share_soon()

    def _share(self, _delta):
        theme = App.get_running_app().theme
        if len(self.children) == 1:
            self._lower(theme, self.children[0])
            return
        controls, pane = self.children
        is_aside = self.aside and not theme.portrait and not theme.reach
        self.orientation = "horizontal" if theme.beside or is_aside else "vertical"
        for part in (controls, pane):
            part.size_hint, part.pos_hint = (1, 1), {}
        if self.orientation == "horizontal":
            pane.size_hint_x = SHARE_BESIDE[self.fill and not is_aside]
        elif theme.reach:
            room = theme.reach_height - theme.footer_height - self.padding[1] - self.padding[3]
            wanted = max(self.natural, pane.bar_height if pane.is_moved else 0)
            controls.size_hint_y, controls.height = None, room if self.fill else min(room, wanted)
            if pane.is_moved:
                # The two buttons stand beside the controls: above them nobody would reach them.
                inner = self.width - self.padding[0] - self.padding[2]
                beside = (pane.bar_width + max(theme.gap, theme.unit)) / inner
                controls.size_hint_x, controls.pos_hint = 1 - beside, {"right": 1}
        elif self.fill:
            pane.size_hint_y, pane.height = None, pane.natural
        else:
            controls.size_hint_y, controls.height = None, self.natural
        self.do_layout()

    def _lower(self, theme, pane) -> None:
        """A screen that does not tell what is touched stands in the lower third as a whole."""
        if not self.quiet:
            self.padding = (0, self.height - theme.reach_height + theme.footer_height, 0, 0) if theme.reach else 0
        pane.size_hint, pane.pos_hint = (1, 1), {}
        self.do_layout()


class Pane(Widget):
    """Shows its one content as high as the words in it need, at the top or in the `middle` of its room.

    `natural` is the height of a content that sets its own. A `whole` pane holds controls too. `is_moved` tells that the
    two buttons are there.
    """

    natural = NumericProperty(0)
    middle = BooleanProperty(defaultvalue=False)
    whole = BooleanProperty(defaultvalue=False)
    is_moved = BooleanProperty(defaultvalue=False)
    content = ObjectProperty(None, allownone=True)

    def __init__(self, **options):
        self._view = View()
        self._bar = MoveBar(move=self.move)
        self._is_fitting = False
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        super().__init__(**options)
        super().add_widget(self._view)
        for name in ("size", "pos", "middle"):
            self.fbind(name, self._fit_soon)

    def add_widget(self, widget, *_args, **_options):
        self.content = widget
        self._view.add_widget(widget)
        for name in ("height", "size_hint_y"):
            widget.fbind(name, self._took_height)
        self._fit_soon()

    def refit(self, *, from_top: bool) -> None:
        """Lay the content out anew, now."""
        if from_top:
            self._view.offset = 0
        self._fit(0)

    def move(self, direction: int) -> None:
        """One step down (1) or up (-1)."""
        self._view.offset += direction * self._view.height * STEP_SHARE
        self._place()

    def _took_height(self, *_) -> None:
        if self.content.size_hint_y is None:
            self.natural = self.content.height
        if not self._is_fitting:
            self._fit_soon()

    def _fit(self, _delta):
        if self.content is None or self.width < 2 or self.height < 2:
            return
        self._is_fitting = True
        self._view.size, self._view.pos = self.size, self.pos
        needed = self._needed()
        if needed > self._view.height + 1:
            self._make_room()
            needed = self._needed()
        elif self._bar.parent is not None:
            self.remove_widget(self._bar)
        self.is_moved = self._bar.parent is not None
        if self.content.size_hint_y is not None:
            self.content.height = max(self._view.height, needed)
            lay_out(self.content)
        self._place()
        self._is_fitting = False

    def _needed(self) -> float:
        """The height that the content wants at the width of the view."""
        self.content.width = self._view.width
        if self.content.size_hint_y is None:
            lay_out(self.content)
            return self.content.height
        theme = App.get_running_app().theme
        is_tight = theme.text > 1 or (theme.reach and self.whole)
        return fitting_height(self.content, self._view.height) if is_tight else self._view.height

    def _make_room(self) -> None:
        """The two buttons: under the view where the glass stands, beside it where it lies."""
        if self._bar.parent is None:
            super().add_widget(self._bar)
        theme, bar, view = App.get_running_app().theme, self._bar, self._view
        bar.orientation = "vertical"
        if theme.reach and not self.whole and not self.parent.quiet:
            bar.size = self.bar_width, self.bar_height
            bar.x, bar.top = self.x, self.y - self.parent.spacing
        elif theme.portrait or (theme.reach and not self.whole):
            bar.orientation = "horizontal"
            bar.size, bar.pos = (self.width, theme.touch(7)), self.pos
            view.height -= bar.height + theme.gap
            view.y += bar.height + theme.gap
        else:
            # Beside a low view they stand side by side: under each other neither would be high enough.
            is_low = self.height < theme.touch() * 2 + theme.gap
            bar.orientation = "horizontal" if is_low else "vertical"
            bar.size = theme.touch(8) * (2 if is_low else 1) + (theme.gap if is_low else 0), self.height
            bar.pos = self.right - bar.width, self.y
            view.width -= bar.width + theme.gap
        lay_out(bar)

    @property
    def bar_width(self) -> float:
        """Of the two buttons beside the controls."""
        theme = App.get_running_app().theme
        return theme.touch(8)

    @property
    def bar_height(self) -> float:
        theme = App.get_running_app().theme
        return theme.touch(8) * 2 + theme.gap

    def _place(self) -> None:
        hidden = max(0.0, self.content.height - self._view.height)
        self._view.offset = min(max(0.0, self._view.offset), hidden)
        self.content.x = self._view.x
        if self.middle and not hidden:
            self.content.center_y = self._view.center_y
        elif App.get_running_app().theme.reach and not hidden:
            self.content.y = self._view.y
        else:
            self.content.top = self._view.top + self._view.offset
        self._bar.is_top, self._bar.is_bottom = self._view.offset < 1, self._view.offset > hidden - 1


class View(StencilView):
    """Cuts off what is moved out of the pane, and lets nobody touch it there."""

    offset = NumericProperty(0)

    def on_touch_down(self, touch):
        return self.collide_point(*touch.pos) and super().on_touch_down(touch)


class Column(BoxLayout):
    """A column as high as it needs in enlarged type; else `share` is its `size_hint_y`."""

    share = NumericProperty(1)
    natural = BooleanProperty(defaultvalue=False)


class Told(BoxLayout):
    """A few lines under each other, as high as they need."""


class MoveButton(IconButton):
    """Up or down."""


class MoveBar(BoxLayout):
    """Up and down."""

    move = ObjectProperty(lambda _: None)
    is_top = BooleanProperty(defaultvalue=True)
    is_bottom = BooleanProperty(defaultvalue=False)


def fitting_height(content: Widget, room: float) -> float:
    """The least height, from `room` on, at which the words of the content stand at about the size they would like."""
    height = room
    while True:
        content.height = height
        lay_out(content)
        if height >= room * MOST_SCREENS or all(fits_at(one, wish(one)) for one in words_of(content)):
            return height
        height *= GROWTH


def wish(words: Words) -> float:
    """The size at which a text is content; display type may be smaller than it would like, down to a title's."""
    return min(words.largest, App.get_running_app().theme.title) * CONTENT_SHARE


def words_of(content: Widget) -> list[Words]:
    return [one for one in content.walk(restrict=True) if isinstance(one, Words) and one.text and one.opacity > 0]


def lay_out(content: Widget) -> None:
    """Lay out everything below at once: widths from the top, the heights that follow from them from the bottom."""
    layouts = [part for part in content.walk(restrict=True) if hasattr(part, "do_layout")]
    for part in (*layouts, *reversed(layouts), *layouts):
        part.do_layout()
