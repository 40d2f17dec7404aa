"""What surrounds every screen: the head of the page, its foot, and the question whether somebody is still there."""

from __future__ import annotations

from functools import partial

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.ui.widgets.touchable import PlainButton
from kiosk.ui.widgets.words import Words

LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "jra": "Jrai", "bdq": "Bahnar"}
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
    short_office = StringProperty()
    time = StringProperty()
    date = StringProperty()


class FootHint(Words):
    """A quiet line."""


class BackButton(PlainButton):
    """One screen back."""


class HomeButton(PlainButton):
    """To the first screen."""


class ComfortButton(PlainButton):
    """One touch to larger type, other colours, low controls and the voice; on every screen, where everybody reaches."""

    short = BooleanProperty(defaultvalue=False)


class Foot(BoxLayout):
    """Back and home while there is somewhere to go back to, else a quiet line; comfort always.

    `back`, `home` and `comfort` are called at a touch.
    """

    hint = StringProperty()
    navigates = BooleanProperty(defaultvalue=False)

    back = ObjectProperty(lambda: None)
    home = ObjectProperty(lambda: None)
    comfort = ObjectProperty(lambda: None)

    def __init__(self, **options):
        self._hint = FootHint()
        super().__init__(**options)
        self._back, self._home, self._comfort = BackButton(), HomeButton(), ComfortButton()
        self._back.bind(on_release=lambda _: self.back())
        self._home.bind(on_release=lambda _: self.home())
        self._comfort.bind(on_release=lambda _: self.comfort())
        self.on_navigates(self, self.navigates)

    def on_hint(self, _, hint):
        self._hint.text = hint

    def on_navigates(self, _, navigates):
        self.clear_widgets()
        self._comfort.short = navigates
        for part in (self._back, self._comfort, self._home) if navigates else (self._hint, self._comfort):
            self.add_widget(part)


class IdleWarning(FloatLayout):
    """Covers everything while it counts down. Any touch means that somebody is there; `more` asks for more time."""

    seconds = NumericProperty(0)
    more = ObjectProperty(lambda: None)

    def on_touch_down(self, touch):
        super().on_touch_down(touch)
        return True
