"""All forms of a folder. A broken file is left out and told by file and key; the others work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from queue_server.contract.common import Names
from queue_server.contract.forms import checks, derive
from queue_server.contract.forms.schema import Form, FormField, FromRule
from queue_server.contract.remembered import Consent

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "forms"
T = TypeVar("T")
LISTS, SENTENCES, CONSENTS, WORDS = "lists.json", "sentences.json", "consents.json", "words.json"
NO_FORMS = (LISTS, SENTENCES, CONSENTS, WORDS)


@dataclass(frozen=True, slots=True)
class Book:
    """`forms` by id; `lists` are the named choices, `sentences` what is said of a value, by code and language.

    `words`: how other languages than Vietnamese call a choice, by language; the paper bears the choice itself.
    `consent`: the words in force under which facts are remembered until the next visit, None when there are none.
    `mistakes` are lines for the staff: file, key, what is wrong.
    """

    forms: Mapping[str, Form]
    lists: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, Names]
    words: Mapping[str, Mapping[str, str]]
    mistakes: tuple[str, ...]
    consent: Consent | None = None

    def form_for(self, procedure: str, on: date) -> Form | None:
        """The form of a procedure that is in force on a day."""
        return next(
            (form for form in self.forms.values() if procedure in form.procedures and is_in_force(form, on)), None
        )

    def choices(self, field: FormField) -> tuple[str, ...]:
        return self.lists[field.values_of] if field.values_of else field.values

    def called(self, choice: str, language: str) -> str:
        """A choice in a language; as it stands where that language has no word of its own, as for peoples' names."""
        return self.words.get(language, {}).get(choice, choice)

    def sentence(self, code: str, **figures: object) -> Names:
        """What to say of a value, by language. Raises KeyError for a code that nobody wrote a sentence for."""
        return {language: text.format(**figures) for language, text in self.sentences[code].items()}


def is_in_force(form: Form, on: date) -> bool:
    return form.valid_from <= on and (form.valid_until is None or on <= form.valid_until)


def load_book(folder: Path = FOLDER) -> Book:
    """Read every form of `folder`. Never raises for what is in a file: that is told in `mistakes`."""
    mistakes: list[str] = []
    lists = _read(folder / LISTS, TypeAdapter(dict[str, tuple[str, ...]]), mistakes) or {}
    sentences = _read(folder / SENTENCES, TypeAdapter(dict[str, Names]), mistakes) or {}
    consents = _read(folder / CONSENTS, TypeAdapter(tuple[Consent, ...]), mistakes) or ()
    words = _read(folder / WORDS, TypeAdapter(dict[str, dict[str, str]]), mistakes) or {}
    forms: dict[str, Form] = {}
    for path in sorted(set(folder.glob("*.json")) - {folder / name for name in NO_FORMS}):
        form = _read(path, TypeAdapter(Form), mistakes)
        if form is None:
            continue
        found = [*_misnamed(form, path), *_unknown_names(form, lists)]
        mistakes += [f"{path.name}: {line}" for line in found]
        if not found:
            forms[form.id] = form
    in_force = max(consents, key=lambda one: one.version, default=None)
    return Book(forms, lists, sentences, words, tuple(mistakes), in_force)


def _read(path: Path, shape: TypeAdapter[T], mistakes: list[str]) -> T | None:
    try:
        return shape.validate_python(json.loads(path.read_text("utf-8")))
    except OSError as error:
        mistakes.append(f"{path.name}: (the whole file): cannot be read: {error.strerror}")
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        mistakes.append(f"{path.name}: (the whole file): is no JSON: {error}")
    except ValidationError as error:
        mistakes += [f"{path.name}: {_key(line)}: {line['msg']}" for line in error.errors(include_input=False)]
    return None


def _key(line: Any) -> str:
    return ".".join(str(part) for part in line["loc"]) or "(the whole file)"


def _misnamed(form: Form, path: Path) -> list[str]:
    return [] if form.id == path.stem else [f"id: {form.id} is not the name of the file"]


def _unknown_names(form: Form, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Lists, rules and derivations that the form names and nobody has."""
    found = [
        f"rules.{n}.rule: there is no rule {rule.rule}"
        for n, rule in enumerate(form.rules)
        if rule.rule not in checks.RULES
    ]
    for section in form.sections:
        for field in section.fields:
            place = f"sections.{section.id}.fields.{field.id}"
            named = {"values_of": field.values_of, "offers": field.offers, "phrases": field.phrases}
            found += [
                f"{place}.{key}: there is no list {name}" for key, name in named.items() if name not in (None, *lists)
            ]
            found += [
                f"{place}.fill: there is no rule {fill.rule}"
                for fill in field.fill
                if isinstance(fill, FromRule) and fill.rule not in derive.RULES
            ]
    return found
