"""What is wrong with the forms and their papers, line by line: file, key, mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from hardware.document.declaration import PaperError, load_paper
from queue_server.contract.forms.book import FOLDER, WORDS, Book, load_book
from queue_server.contract.forms.schema import Fill, Form, FormField, FromOffice, Kind, Source

FILLED = {Source.DERIVED, Source.CONSTANT, Source.OFFICE}
"""A field with one of these is never asked."""

OF_OFFICE = {
    "office_name": ("registrar", "the people's committee that registers civil status"),
    "police_name": ("police", "the police of the commune"),
}
"""What a form takes from the office, the key of its description that says it, and what is meant."""


def mistakes_in_forms(folder: Path = FOLDER) -> list[str]:
    """Empty when every form and every paper can be used, each question is there, and each paper shows every field."""
    book, papers = load_book(folder), folder / "papers"
    found = list(book.mistakes)
    for form in book.forms.values():
        found += [
            f"{form.id}.json: {one.id}.question: is missing: ask for it in plain words"
            for section in form.sections
            for one in section.fields
            if _may_be_asked(one) and not one.question
        ]
        found += _mistakes_of_paper(form, papers)
    return found + list(_choices_without_words(book))


def _choices_without_words(book: Book) -> Iterator[str]:
    """What a form itself lets choose is called in every language; of a named list all of it or nothing."""
    fields = [one for form in book.forms.values() for section in form.sections for one in section.fields]
    named = {one.values_of for one in fields if one.values_of}
    for language, words in book.words.items():
        lists = (book.lists[name] for name in named if not words.keys().isdisjoint(book.lists[name]))
        for choice in sorted({choice for many in (*(one.values for one in fields), *lists) for choice in many}):
            if choice not in words:
                yield f"{WORDS}: {language}.{choice}: is missing: call this choice in that language"


def lacking_in_office(path: Path, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """Keys of an office's description that some form needs and that are empty there, each with what to do."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig")).get("declarations", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [("(the whole file)", f"cannot be read: {error}")]
    said = found if isinstance(found, dict) else {}
    book = load_book(folder)
    needed = {fill.key for form in book.forms.values() for one in form.fields for fill in one.fill if _is_office(fill)}
    return [
        (f"declarations.{key}", f"is missing: forms are addressed to {who}; write its name under [declarations]")
        for name, (key, who) in OF_OFFICE.items()
        if name in needed and not str(said.get(key, "")).strip()
    ]


def _may_be_asked(field: FormField) -> bool:
    return field.kind is not Kind.SIGNATURE and not any(fill.source in FILLED for fill in field.fill)


def _is_office(fill: Fill) -> TypeGuard[FromOffice]:
    return isinstance(fill, FromOffice)


def _mistakes_of_paper(form: Form, papers: Path) -> Iterator[str]:
    try:
        shown = load_paper(papers / f"{form.id}.json").fields
    except PaperError as error:
        yield from (f"papers/{line}" for line in str(error).splitlines())
        return
    everything = [one for section in form.sections for one in section.fields if one.kind is not Kind.SIGNATURE]
    known = {one.id for one in everything} | {section.id for section in form.sections if section.repeat}
    for field in everything:
        if field.id not in shown:
            yield f"papers/{form.id}.json: {field.id}: is not on the paper"
    for name in sorted(shown - known):
        yield f"papers/{form.id}.json: {name}: the form has no such field"
