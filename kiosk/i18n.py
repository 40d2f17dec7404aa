"""The kiosk's words. Message ids are the Vietnamese sentences, so Vietnamese needs no catalogue."""

from __future__ import annotations

import gettext
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOME_LANGUAGE = "vi"
CATALOGUES = Path(__file__).resolve().parent.parent / "assets" / "i18n"
DOMAIN = "kiosk"

log = logging.getLogger("kiosk.i18n")


@dataclass(frozen=True, slots=True)
class Words:
    """The translations of one language. `plural` chooses among forms by a number, as in the catalogue's header."""

    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = lambda _: 0

    def say(self, sentence: str) -> str:
        """The sentence in this language, else as it is."""
        forms = self.messages.get(sentence)
        return forms[0] if forms else sentence

    def count(self, sentence: str, number: int) -> str:
        """The sentence with `{n}` filled in, in the form that goes with the number."""
        forms = self.messages.get(sentence) or (sentence,)
        chosen = forms[min(self.plural(number), len(forms) - 1)]
        return chosen.replace("{n}", str(number))


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, as `phrases.Speech` wants it."""

    words: Words

    def _(self, sentence: str) -> str:
        return self.words.say(sentence)

    def count(self, sentence: str, number: int) -> str:
        return self.words.count(sentence, number)


class Tongues:
    """The languages, each read when it is first needed."""

    def __init__(self) -> None:
        self._words: dict[str, Words] = {}

    def speech(self, language: str) -> Tongue:
        return Tongue(self._in(language))

    def knows(self, language: str) -> bool:
        """Whether a language says anything of its own; an empty place is not offered to anybody."""
        return language == HOME_LANGUAGE or bool(self._in(language).messages)

    def spoken(self, language: str) -> str:
        """The language to speak in: Vietnamese where the words are Vietnamese anyway."""
        return language if self.knows(language) else HOME_LANGUAGE

    def _in(self, language: str) -> Words:
        if language not in self._words:
            self._words[language] = load_words(language)
        return self._words[language]


def load_words(language: str, folder: Path = CATALOGUES, domain: str = DOMAIN) -> Words:
    """Read the catalogue of a language; one that is missing or broken leaves everything in Vietnamese."""
    if language == HOME_LANGUAGE:
        return Words()
    from babel.messages.pofile import PoFileError, read_po

    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    try:
        with path.open("rb") as file:
            catalog = read_po(file, domain=domain, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        log.warning("no words in %r, Vietnamese is shown: %s", language, error)
        return Words()
    messages = {_id(message.id): _forms(message.string) for message in catalog if message.id and not message.fuzzy}
    complete = {sentence: forms for sentence, forms in messages.items() if all(forms)}
    return Words(complete, gettext.c2py(catalog.plural_expr))


def _id(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)
