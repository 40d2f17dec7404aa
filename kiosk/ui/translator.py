"""The words on the screen, following the language at once."""

from __future__ import annotations

from kivy.event import EventDispatcher
from kivy.properties import StringProperty

from kiosk.i18n import HOME_LANGUAGE, Tongues


class Translator(EventDispatcher):
    """In kv: `text: app.tr._('…', app.tr.language)`; naming the language makes the rule run again when it changes."""

    language = StringProperty(HOME_LANGUAGE)

    def __init__(self, **options):
        super().__init__(**options)
        self._tongues = Tongues()

    def _(self, sentence: str, language: str = "") -> str:
        return self._tongues.speech(language or self.language)._(sentence)

    def count(self, sentence: str, number: int, language: str = "") -> str:
        """The sentence with `{n}` filled in, in the right plural."""
        return self._tongues.speech(language or self.language).count(sentence, number)

    def knows(self, language: str) -> bool:
        """Whether this language has words of its own."""
        return self._tongues.knows(language)
