"""`./run kiosk fill FORM --answers FILE.json --pdf OUT.pdf`: a declaration from answers, or what is wrong with them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.cards.reading import read_card
from kiosk.clock import now_here, today
from kiosk.forms.declaring import fields_of
from kiosk.forms.paper import draw, write_privately
from queue_server.contract.forms.book import Book, load_book
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.declaration import Declaration, Finding, Known
from queue_server.contract.forms.filling import fill
from queue_server.contract.forms.saving import saving_of
from queue_server.contract.forms.schema import Form
from queue_server.contract.forms.values import Today

DONE, MISTAKES, UNUSABLE = 0, 1, 2
LARGEST = 1_000_000
"""Bytes of an answers file: a declaration is a few thousand."""


class Unusable(Exception):
    """The command cannot begin; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    answers: Mapping[str, Any]
    cards: Mapping[str, Mapping[str, str]]


def main(arguments: list[str]) -> int:
    """Prints one JSON object: `{form, mistakes, warnings, saving, pdf}`; a mistake is `{field, item, code, message}`.

    Returns 0 when the PDF was written, 1 when there are mistakes (no PDF then), 2 when the command cannot begin.
    """
    options = _options(arguments)
    try:
        book = load_book()
        form = _form(book, options.form)
        if options.fields:
            return _tell(_fields(book, form))
        given = read_answers(options.answers, form)
        return _fill(book, form, given, options)
    except Unusable as why:
        _tell({"form": options.form, "error": str(why)})
        return UNUSABLE


def _fill(book: Book, form: Form, given: Given, options: argparse.Namespace) -> int:
    on = options.today
    office = {"office_name": options.office_name, "police_name": options.police_name}
    declaration = fill(book, form, given.answers, Known(_today(on), office, given.cards))
    pdf = None
    if declaration.is_complete and options.pdf is not None:
        try:
            write_privately(options.pdf, draw(form, declaration, on or now_here().date()))
        except OSError as error:
            raise Unusable(f"{options.pdf} cannot be written: {error.strerror}") from error
        pdf = str(options.pdf)
    _tell(_report(form, declaration, pdf, options.language))
    return DONE if declaration.is_complete else MISTAKES


def _report(form: Form, declaration: Declaration, pdf: str | None, language: str) -> dict[str, Any]:
    saving = saving_of(declaration)
    return {
        "form": form.id,
        "mistakes": [_finding(one, language) for one in declaration.mistakes],
        "warnings": [_finding(one, language) for one in declaration.warnings],
        "saving": {"counted": saving.counted, "typed": saving.typed, "typed_share": round(saving.typed_share, 3)},
        "pdf": pdf,
    }


def _finding(one: Finding, language: str) -> dict[str, Any]:
    message = one.message.get(language) or one.message["vi"]
    return {"field": one.field, "item": one.item, "code": one.code, "message": message}


def _form(book: Book, form_id: str) -> Form:
    found = book.forms.get(form_id)
    if found is not None:
        return found
    broken = [line for line in book.mistakes if line.startswith(f"{form_id}.json:")]
    raise Unusable("\n".join(broken) or f"There is no form {form_id}. There are: {', '.join(book.forms)}.")


def read_answers(path: Path, form: Form) -> Given:
    """The answers of a file, and the cards if it holds any. Raises Unusable when it is no such file."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unusable(f"{path}: is larger than an answers file can be")
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Unusable(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unusable(f"{path}: is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise Unusable(f"{path}: must hold an object: field → answer")
    if not isinstance(found.get("answers"), dict):
        return Given(found, {})
    return Given(found["answers"], _cards(path, form, found.get("cards", {})))


def _cards(path: Path, form: Form, found: Any) -> dict[str, Mapping[str, str]]:
    roles = {card.role for card in form.cards}
    if not isinstance(found, dict) or not all(form.card_of(role) for role in found):
        raise Unusable(f"{path}: cards: the roles are {', '.join(sorted(roles))}")
    return {role: _card(path, role, card) for role, card in found.items()}


def _card(path: Path, role: str, card: Any) -> Mapping[str, str]:
    """The fields of a card, or the text of its code."""
    if isinstance(card, str):
        found = read_card(card, today()).card
        if found is None:
            raise Unusable(f"{path}: cards.{role}: is not the code of a citizen card")
        return fields_of(found)
    if not isinstance(card, dict) or not all(isinstance(value, str) for value in card.values()):
        raise Unusable(f"{path}: cards.{role}: must hold the fields of a card as texts")
    return card


def _fields(book: Book, form: Form) -> dict[str, Any]:
    return {
        "form": form.id,
        "title": form.title,
        "cards": [card.role for card in form.cards],
        "sections": [
            {
                "id": section.id,
                "repeats": section.repeat is not None,
                "fields": [
                    {
                        "id": one.id,
                        "label": one.label["vi"],
                        "kind": one.kind.value,
                        "required": one.required,
                        "values": list(book.choices(one)),
                    }
                    for one in section.fields
                ],
            }
            for section in form.sections
        ],
    }


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run kiosk fill", description=__doc__)
    parser.add_argument("form", metavar="FORM", help="id of a form, for instance khai_sinh")
    parser.add_argument("--answers", type=Path, metavar="FILE.json", help="field → answer, as JSON")
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="where the paper goes")
    parser.add_argument("--fields", action="store_true", help="list the fields of the form instead")
    parser.add_argument("--office-name", default="", help="whom the declaration is addressed to")
    parser.add_argument("--police-name", default="", help="the same for residence")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: this day")
    parser.add_argument("--language", default="vi", choices=["vi", "en"], help="of the sentences (default: vi)")
    options = parser.parse_args(arguments)
    if options.answers is None and not options.fields:
        parser.error("--answers FILE.json is needed")
    return options


def _tell(what: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    return DONE


def _today(asked: date | None) -> Today:
    if asked is not None:
        return Today(asked, Moment(asked, 23, 59))
    now = now_here()
    return Today(now.date(), Moment(now.date(), now.hour, now.minute))
