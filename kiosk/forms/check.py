"""What is wrong with the forms and their papers, line by line: file, key, mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hardware.document.declaration import PaperError, load_paper
from queue_server.contract.forms.book import FOLDER, load_book
from queue_server.contract.forms.schema import Form, Kind


def mistakes_in_forms(folder: Path = FOLDER) -> list[str]:
    """Empty when every form and every paper can be used, and each paper shows every field of its form."""
    book = load_book(folder)
    papers = folder / "papers"
    return [*book.mistakes, *(line for form in book.forms.values() for line in _mistakes_of_paper(form, papers))]


def _mistakes_of_paper(form: Form, papers: Path) -> Iterator[str]:
    try:
        shown = load_paper(papers / f"{form.id}.json").fields
    except PaperError as error:
        yield from (f"papers/{line}" for line in str(error).splitlines())
        return
    everything = [one for section in form.sections for one in section.fields if one.kind is not Kind.SIGNATURE]
    known = {one.id for one in everything} | {column.id for one in everything for column in one.columns}
    known |= {section.id for section in form.sections if section.repeat}
    for field in everything:
        if field.id not in shown:
            yield f"papers/{form.id}.json: {field.id}: is not on the paper"
    for name in sorted(shown - known):
        yield f"papers/{form.id}.json: {name}: the form has no such field"
