"""The words on the screen, following the language at once."""

from __future__ import annotations

from kivy.event import EventDispatcher
from kivy.properties import StringProperty

from kiosk.i18n import HOME_LANGUAGE, Words, load_words


class Translator(EventDispatcher):
    """In kv: `text: app.tr._('…', app.tr.language)`; naming the language makes the rule run again when it changes."""

    language = StringProperty(HOME_LANGUAGE)

    def __init__(self, **options):
        super().__init__(**options)
        self._words: dict[str, Words] = {}

    def _(self, sentence: str, language: str = "") -> str:
        return self._in(language or self.language).say(sentence)

    def count(self, sentence: str, number: int, language: str = "") -> str:
        """The sentence with `{n}` filled in, in the right plural."""
        return self._in(language or self.language).count(sentence, number)

    def _in(self, language: str) -> Words:
        if language not in self._words:
            self._words[language] = load_words(language)
        return self._words[language]
