"""What surrounds every screen: the head of the page, its foot, and the question whether somebody is still there."""

from __future__ import annotations

from functools import partial

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.ui.widgets.touchable import PlainButton
from kiosk.ui.widgets.words import Words

LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own words: whoever needs it reads nothing else."""


class LanguageButton(PlainButton):
    """One language; the present one is filled."""

    chosen = BooleanProperty(defaultvalue=False)


class LanguageSwitch(BoxLayout):
    """Dispatches `on_choose(language)`."""

    languages = ListProperty(["vi", "en"])
    language = StringProperty("vi")
    __events__ = ("on_choose",)

    def __init__(self, **options):
        super().__init__(**options)
        self.bind(languages=self._rebuild, language=self._mark)
        self._rebuild()

    def on_choose(self, language):
        """Somebody wants to read another language."""

    def _rebuild(self, *_):
        self.clear_widgets()
        for language in self.languages:
            button = LanguageButton(key=f"language:{language}", said=LANGUAGE_NAMES[language])
            button.bind(on_release=partial(self._chosen, language))
            self.add_widget(button)
        self._mark()

    def _mark(self, *_):
        for button in self.children:
            button.chosen = button.key == f"language:{self.language}"

    def _chosen(self, language, _button):
        self.dispatch("on_choose", language)


class Head(BoxLayout):
    """Office, time, language."""

    office = StringProperty()
    time = StringProperty()
    date = StringProperty()


class FootHint(Words):
    """A quiet line."""


class FootButtons(BoxLayout):
    """Back and home; `back` and `home` are called at a touch."""

    back = ObjectProperty(lambda: None)
    home = ObjectProperty(lambda: None)


class Foot(BoxLayout):
    """Back and home while there is somewhere to go back to, else a quiet line."""

    hint = StringProperty()
    navigates = BooleanProperty(defaultvalue=False)

    back = ObjectProperty(lambda: None)
    home = ObjectProperty(lambda: None)

    def __init__(self, **options):
        self._words = FootHint()
        super().__init__(**options)
        self._buttons = FootButtons()
        self.bind(back=self._buttons.setter("back"), home=self._buttons.setter("home"))
        self.add_widget(self._words)

    def on_hint(self, _, hint):
        self._words.text = hint

    def on_navigates(self, _, navigates):
        self.clear_widgets()
        self.add_widget(self._buttons if navigates else self._words)


class IdleWarning(FloatLayout):
    """Covers everything while it counts down. Any touch means that somebody is there."""

    seconds = NumericProperty(0)

    def on_touch_down(self, touch):
        super().on_touch_down(touch)
        return True
