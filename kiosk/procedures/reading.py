"""Reads `assets/procedures`. A file with a mistake is left out and named; the others work on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from kiosk.procedures.entry import Entry, read_entry
from kiosk.procedures.model import (
    Document,
    Fee,
    LateReception,
    Library,
    Mistake,
    OnlineLevel,
    Per,
    Procedure,
    TimeLimit,
    Topic,
    Validity,
    Vocabulary,
)
from queue_server.contract.forms.fees import CopyTariff

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "procedures"
CODE = re.compile(r"\d\.\d{6}")
MOST_DONG = 100_000_000
PARTS = ("code_name", "documents", "time_limit", "fee", "online_level", "result")
"""The parts of a procedure whose source must be named."""

KEYS = (
    "code", "name", "title", "about", "field", "official_field", "handled_by", "documents", "time_limit", "fee",
    "result", "online_level", "forms", "say", "valid", "sources", "sample", "remark", "staff_note",
)  # fmt: skip


def load_library(folder: Path = FOLDER) -> Library:
    """Read the folder. Never raises for what stands in it: `Library.mistakes` names each file and key."""
    mistakes: list[Mistake] = []
    menu = read_entry(folder / "menu.json", mistakes) or Entry("menu.json", {}, [])
    fields = {one.text("id"): one.names("name") for one in menu.inners("fields")}
    rules = _rules(folder, mistakes)
    procedures = _procedures(folder / "by-code", fields, rules.copies, mistakes)
    return Library(
        procedures=procedures,
        fields=tuple(
            Topic(key, name, tuple(code for code, one in procedures.items() if one.field == key))
            for key, name in fields.items()
        ),
        life_events=tuple(_life_event(one, procedures, mistakes) for one in menu.inners("life_events")),
        most_used=_known(menu, "most_used", procedures, mistakes),
        vocabulary=_vocabulary(folder, mistakes),
        late=rules.late,
        portal=rules.portal,
        mistakes=tuple(mistakes),
    )


def _procedures(
    folder: Path, fields: Mapping[str, object], copies: CopyTariff | None, mistakes: list[Mistake]
) -> dict[str, Procedure]:
    found: dict[str, Procedure] = {}
    paths = sorted(folder.glob("*.json"))
    if not paths:
        mistakes.append(Mistake(folder.name, "the whole folder", "holds no procedure"))
    for path in paths:
        own: list[Mistake] = []
        entry = read_entry(path, own)
        procedure = _procedure(entry, fields, copies) if entry else None
        if entry and procedure and path.stem != procedure.code and not own:
            entry.wrong("code", f"must be the name of the file, {path.stem}")
        if procedure and not own:
            found[procedure.code] = procedure
        mistakes += own
    return found


def _procedure(entry: Entry, fields: Mapping[str, object], copies: CopyTariff | None) -> Procedure:
    entry.knows(*KEYS)
    code, field = entry.text("code"), entry.text("field")
    if code and not CODE.fullmatch(code):
        entry.wrong("code", "needs a code of the national portal, like 1.001193")
    if field and field not in fields:
        entry.wrong("field", f"{field!r} is not a field of menu.json")
    return Procedure(
        code=code,
        name=entry.text("name"),
        title=entry.names("title"),
        about=entry.names("about"),
        field=field,
        handled_by=entry.text("handled_by"),
        documents=tuple(_document(one) for one in entry.inners("documents")),
        time_limit=_time_limit(entry.inner("time_limit")),
        fee=_fee(entry.inner("fee"), copies),
        result=entry.names("result"),
        online_level=entry.choice("online_level", OnlineLevel),
        say=entry.lines("say"),
        valid=_validity(entry.inner("valid")),
        sources=_sources(entry.inner("sources")),
        sample=tuple(one.texts() for one in entry.inners("sample")) if entry.has("sample") else (),
        remark=entry.names("remark") if entry.has("remark") else None,
    )


def _document(entry: Entry) -> Document:
    entry.knows("vi", "en", "if_needed")
    names = {key: entry.text(key) for key in ("vi", "en") if key == "vi" or entry.has(key)}
    return Document(names, entry.flag("if_needed"))


def _time_limit(entry: Entry) -> TimeLimit:
    entry.knows("vi", "en", "same_day")
    names = {key: entry.text(key) for key in ("vi", "en") if key == "vi" or entry.has(key)}
    return TimeLimit(names, entry.flag("same_day"))


def _fee(entry: Entry, copies: CopyTariff | None) -> Fee:
    entry.knows("amount", "online_amount", "per", "rule", "note")
    note = entry.names("note") if entry.has("note") else None
    if entry.has("rule"):
        if entry.text("rule") != "copy_cert":
            entry.wrong("rule", "the only rule is copy_cert, of rules.json")
        return Fee(copies=copies, note=note)
    if not entry.has("amount"):
        return Fee(note=note)
    amount = entry.number("amount", 0, MOST_DONG)
    return Fee(amount=amount, per=entry.choice("per", Per) if amount else None, note=note)


def _validity(entry: Entry) -> Validity:
    entry.knows("from", "until")
    first, last = entry.day("from"), entry.day("until")
    if date.min not in (first, last) and last < first:
        entry.wrong("until", "must not be before `from`")
    return Validity(first, last)


def _sources(entry: Entry) -> dict[str, str]:
    entry.knows(*PARTS)
    return {part: entry.text(part) for part in PARTS}


def _life_event(entry: Entry, procedures: Mapping[str, Procedure], mistakes: list[Mistake]) -> Topic:
    entry.knows("id", "name", "procedures")
    return Topic(entry.text("id"), entry.names("name"), _known(entry, "procedures", procedures, mistakes))


def _known(entry: Entry, key: str, procedures: Mapping[str, Procedure], mistakes: list[Mistake]) -> tuple[str, ...]:
    """The codes of a list that exist. One whose own file is broken is missing quietly: that file is named already."""
    broken = {mistake.file for mistake in mistakes}
    codes = entry.lines(key)
    for code in codes:
        if code not in procedures and f"{code}.json" not in broken:
            entry.wrong(key, f"there is no procedure {code}")
    return tuple(code for code in codes if code in procedures)


@dataclass(frozen=True, slots=True)
class _Rules:
    copies: CopyTariff | None = None
    late: LateReception | None = None
    portal: str = ""


def _rules(folder: Path, mistakes: list[Mistake]) -> _Rules:
    own: list[Mistake] = []
    entry = read_entry(folder / "rules.json", own)
    if entry is None:
        mistakes += own
        return _Rules()
    copies, late = _copies(entry.inner("copy_cert")), _late(entry.inner("late_reception"))
    portal = entry.text("portal")
    if not portal.startswith("https://") or "{code}" not in portal:
        entry.wrong("portal", "needs an address of https with {code} in it")
    rules = _Rules(copies, late, portal)
    mistakes += own
    return _Rules() if own else rules


def _copies(entry: Entry) -> CopyTariff:
    return CopyTariff(
        first_pages=entry.number("first_pages", 0, 1000),
        first_fee=entry.number("first_page_fee", 0, MOST_DONG),
        next_fee=entry.number("next_page_fee", 0, MOST_DONG),
        most_per_copy=entry.number("max_per_copy", 0, MOST_DONG),
    )


def _late(entry: Entry) -> LateReception:
    try:
        after = time.fromisoformat(entry.text("after"))
    except ValueError:
        entry.wrong("after", 'needs a time like "15:00"')
        after = time.max
    return LateReception(after, entry.text("source"))


def _vocabulary(folder: Path, mistakes: list[Mistake]) -> Vocabulary:
    entry = read_entry(folder / "words.json", mistakes)
    if entry is None:
        return Vocabulary({}, (), frozenset())
    entry.knows("about", "short", "alike", "filler")
    alike = tuple(one.lines("words") for one in entry.inners("alike"))
    return Vocabulary(entry.inner("short").texts(), alike, frozenset(entry.lines("filler")))
