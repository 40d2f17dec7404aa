"""Data files parse, and every text on a screen exists in both languages."""

import ast
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
TRANSLATED = ("en",)
# The same for every reader: names, and lines that stand in both languages at once.
SAID_ONCE = {"Tiếng Việt", "Một Cửa", "Ngôn ngữ / Language", "Trang này cần JavaScript. This page needs JavaScript."}
SCREENS = ("kiosk", "display", "queue_server/console")
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*(?://|#)[^\n]*$)", re.DOTALL)
BETWEEN_TAGS = re.compile(r">([^<>]+)<")
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


def sentences(source: str, suffix: str) -> set[str]:
    """What looks like a Vietnamese sentence in a literal or between tags: more than one word, with diacritics."""
    if suffix == ".py":
        texts = python_texts(source)
    elif suffix == ".html":
        texts = [text.strip() for text in BETWEEN_TAGS.findall(source)]
    else:
        texts = [first or second for first, second in QUOTED.findall(COMMENT.sub("", source))]
    return {text for text in texts if " " in text and VIETNAMESE.search(text)}


def python_texts(source: str) -> list[str]:
    """String literals, doc strings left out."""
    tree = ast.parse(source)
    prose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in prose]
    return [node.value for node in constants if isinstance(node.value, str)]


def catalogues(language: str) -> dict[str, bytes]:
    folder = I18N / language / "LC_MESSAGES"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.po"))}


def test_every_data_file_can_be_read() -> None:
    paths = [*files(".json", ".toml"), ROOT / "pyproject.toml"]
    findings = [f"{place(path)}: {mistake}" for path in paths if (mistake := mistakes_in(path))]
    assert not findings, report(findings)


def test_every_message_is_translated_with_its_placeholders() -> None:
    """The messages are the Vietnamese sentences themselves, so that only the other languages need a catalogue."""
    assert all(catalogues(language) for language in TRANSLATED), "no catalogue found"
    findings = [
        f"{language}/{name} {fault}"
        for language in TRANSLATED
        for name, catalogue in catalogues(language).items()
        for fault in untranslated(catalogue)
    ]
    assert not findings, report(findings)


def test_every_sentence_on_a_screen_has_a_translation() -> None:
    for language in TRANSLATED:
        known = {text for catalogue in catalogues(language).values() for text in messages(catalogue)}
        findings = [
            f"{place(path)} {sentence!r} is not in {language}"
            for path in files(".py", ".kv", ".js", ".html", under=SCREENS)
            for sentence in sentences(path.read_text("utf-8"), path.suffix)
            if sentence not in known | SAID_ONCE
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
    assert sentences('"""Mời ông bà."""\nsay("Chọn thủ tục")', ".py") == {"Chọn thủ tục"}
    assert sentences("text: app.tr._('Chọn thủ tục')", ".kv") == {"Chọn thủ tục"}
    assert sentences("<p>Chọn thủ tục</p>", ".html") == {"Chọn thủ tục"}
