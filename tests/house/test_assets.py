"""Data files parse, and every text on a screen exists in both languages."""

import json
import re
import tomllib
from collections import Counter
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.house.tree import ROOT, files, place, report

I18N = ROOT / "assets" / "i18n"
LANGUAGES = ("vi", "en")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """For json.loads: a key that stands twice in one object silently loses its first value."""
    twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if twice:
        raise ValueError(f"keys stand twice: {twice}")
    return dict(pairs)


def mistakes_in(path: Path) -> str:
    try:
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"), object_pairs_hook=unique_keys)
        else:
            tomllib.loads(path.read_text("utf-8"))
    except ValueError as problem:
        return str(problem)
    return ""


def messages(catalogue: bytes) -> dict[str, Message]:
    return {key_of(message): message for message in read_po(BytesIO(catalogue)) if message.id}


def key_of(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}|{text}" if message.context else str(text)


def untranslated(catalogue: bytes) -> list[str]:
    """Messages without a text, marked as doubtful, or with other placeholders than the original."""
    return [f"{key!r}: {fault}" for key, message in messages(catalogue).items() if (fault := fault_of(message))]


def fault_of(message: Message) -> str:
    originals, texts = as_tuple(message.id), as_tuple(message.string)
    if not all(text.strip() for text in texts):
        return "no translation"
    if message.fuzzy:
        return "fuzzy"
    wanted = set(PLACEHOLDER.findall(" ".join(originals)))
    return "" if all(set(PLACEHOLDER.findall(text)) <= wanted for text in texts) else "other placeholders"


def as_tuple(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def catalogues(language: str) -> dict[str, bytes]:
    folder = I18N / language / "LC_MESSAGES"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.po"))}


def test_every_data_file_can_be_read() -> None:
    paths = [*files(".json", ".toml"), ROOT / "pyproject.toml"]
    findings = [f"{place(path)}: {mistake}" for path in paths if (mistake := mistakes_in(path))]
    assert not findings, report(findings)


def test_both_languages_have_the_same_catalogues_and_messages() -> None:
    first, second = (catalogues(language) for language in LANGUAGES)
    assert first.keys() == second.keys()
    assert first, "no catalogue found"
    for name in first:
        assert messages(first[name]).keys() == messages(second[name]).keys(), name


def test_every_message_is_translated_with_its_placeholders() -> None:
    findings = [
        f"{language}/{name} {fault}"
        for language in LANGUAGES
        for name, catalogue in catalogues(language).items()
        for fault in untranslated(catalogue)
    ]
    assert not findings, report(findings)


def test_the_asset_checks_see_a_broken_file_and_a_missing_text(tmp_path: Path) -> None:
    broken = tmp_path / "a.json"
    broken.write_text('{"a": 1, "a": 2}')
    assert mistakes_in(broken)
    broken.write_text('{"a": 1}')
    assert not mistakes_in(broken)
    head = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    assert untranslated(head + b'msgid "Call {number}"\nmsgstr ""\n')
    assert untranslated(head + b'msgid "Call {number}"\nmsgstr "x {name}"\n')
    assert not untranslated(head + 'msgid "Call {number}"\nmsgstr "Gọi {number}"\n'.encode())
