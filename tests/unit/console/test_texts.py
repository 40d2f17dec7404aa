"""Every sentence of the console has its English, and the catalogue holds nothing that no page says."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "queue_server" / "console" / "static"
CATALOGUE = ROOT / "assets" / "i18n" / "en" / "LC_MESSAGES" / "console.po"
SAID = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"')
PLACE = re.compile(r"\{(\w+)\}")


def sentences() -> set[str]:
    return {said for path in PAGES.rglob("*.js") for said in SAID.findall(path.read_text("utf-8"))}


def translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}


def test_every_sentence_is_said_in_english() -> None:
    known = translations()
    assert sorted(said for said in sentences() if not known.get(said)) == []


def test_no_translation_is_left_over() -> None:
    assert sorted(set(translations()) - sentences()) == []


def test_each_translation_fills_in_the_same_facts() -> None:
    differing = [
        said for said, english in translations().items() if set(PLACE.findall(said)) != set(PLACE.findall(english))
    ]
    assert differing == []
