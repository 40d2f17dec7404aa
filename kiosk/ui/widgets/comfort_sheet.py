"""What a visitor can set for comfort, at the bottom of the glass, where everybody reaches."""

from __future__ import annotations

from functools import partial

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.comfort_rows import Option, Row
from kiosk.state import page_count
from kiosk.ui.widgets.touchable import PlainButton

LABEL_GAP = 0.6
"""In units: between the name of a row and its options where they stand under each other."""


class ChoiceButton(PlainButton):
    """One option; the present one is filled and ticked."""

    chosen = BooleanProperty(defaultvalue=False)


class SettingRow(BoxLayout):
    """What is set, and the options."""

    label = StringProperty()


class ComfortSheet(FloatLayout):
    """Shows `rows`, as many to a page as fit. `choose(action)` and `close()` are called at a touch."""

    rows = ObjectProperty(())
    page = NumericProperty(0)
    pages = NumericProperty(1)
    choose = ObjectProperty(lambda _: None)
    close = ObjectProperty(lambda: None)

    def __init__(self, **options):
        super().__init__(**options)
        self._rebuild_soon = Clock.create_trigger(self._rebuild_if_shown, -1)
        for name in ("rows", "page", "size"):
            self.fbind(name, self._rebuild_soon)
        App.get_running_app().fbind("theme", self._rebuild_soon)

    def on_touch_down(self, touch):
        """Nothing under the sheet hears a touch; one beside it closes it."""
        if not self.ids.panel.collide_point(*touch.pos):
            self.close()
            return True
        super().on_touch_down(touch)
        return True

    def _rebuild_if_shown(self, _delta):
        if self.parent is not None:
            self.rebuild()

    def rebuild(self) -> None:
        theme, panel = App.get_running_app().theme, self.ids.panel
        row_height = self._row_height(theme)
        around = panel.padding[1] + panel.padding[3] + self.ids.title_row.height
        room = (theme.reach_height if theme.reach else self.height * 0.8) - around
        per_page = max(1, int((room + 1) // (row_height + panel.spacing)))
        self.pages = page_count(len(self.rows), per_page)
        page = min(self.page, self.pages - 1)
        shown = self.rows[page * per_page : (page + 1) * per_page]
        rows = min(per_page, len(self.rows))
        panel.height = around + rows * (row_height + panel.spacing)
        self.ids.settings.height = rows * (row_height + panel.spacing) - panel.spacing
        self._fill(shown, row_height)

    def turn(self, step: int) -> None:
        self.page = (min(self.page, self.pages - 1) + step) % self.pages

    def _row_height(self, theme) -> float:
        if theme.reach and not theme.portrait:
            return max(theme.touch(), theme.body * (1.35 if theme.roomy else 1.7))
        label = theme.small * 1.4 if theme.portrait else 0
        return theme.touch(8) + label + (theme.unit * LABEL_GAP if label else 0)

    def _fill(self, shown: tuple[Row, ...], height: float) -> None:
        settings = self.ids.settings
        settings.clear_widgets()
        for row in shown:
            line = SettingRow(label=row.label, size_hint_y=None, height=height)
            for option in row.options:
                line.ids.options.add_widget(self._button(option))
            settings.add_widget(line)

    def _button(self, option: Option) -> ChoiceButton:
        icon = "check" if option.chosen else option.icon
        button = ChoiceButton(key=option.key, said=option.said, icon=icon, chosen=option.chosen)
        button.disabled = not option.usable
        button.bind(on_release=partial(self._chosen, option))
        return button

    def _chosen(self, option: Option, _button) -> None:
        self.choose(option.action)
