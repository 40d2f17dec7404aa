"""Reads one JSON object key by key and notes every mistake, so that one look shows all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kiosk.procedures.model import Mistake, Names

Kind = TypeVar("Kind", bound=StrEnum)

LONGEST_TEXT = 600
"""Characters: longer texts belong into several entries, or nobody reads them on a kiosk."""


class Entry:
    """An object of a file. `place` is its key within the file; mistakes go to the list that was handed in."""

    def __init__(self, file: str, values: object, mistakes: list[Mistake], place: str = "") -> None:
        self._file = file
        self._place = place
        self._mistakes = mistakes
        self._values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.wrong("", "needs an object in { }")

    def wrong(self, key: str, what: str) -> None:
        path = ".".join(part for part in (self._place, key) if part) or "the whole file"
        self._mistakes.append(Mistake(self._file, path, what))

    def knows(self, *keys: str) -> None:
        """Every other key is a mistake: most likely a slip of the pen."""
        for key in self._values.keys() - set(keys):
            self.wrong(key, "there is no such key; check the spelling")

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        value = self._values.get(key)
        if isinstance(value, str) and value.strip() and len(value) <= LONGEST_TEXT:
            return value.strip()
        self.wrong(key, "is missing" if value is None else f"needs a text of 1 to {LONGEST_TEXT} characters")
        return ""

    def flag(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "needs true or false")
        return value is True

    def number(self, key: str, low: int, high: int) -> int:
        value = self._values.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(key, f"needs a whole number from {low} to {high}")
        return low

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(str(self._values.get(key)))
        except ValueError:
            self.wrong(key, 'needs a date like "2026-11-21"')
            return date.min

    def choice(self, key: str, kinds: type[Kind]) -> Kind:
        value = self._values.get(key)
        found = next((kind for kind in kinds if kind.value == value), None)
        if found is None:
            self.wrong(key, f"needs one of: {', '.join(kinds)}")
        return found or next(iter(kinds))

    def names(self, key: str) -> Names:
        """A text in each language; Vietnamese must be there."""
        inner = self.inner(key)
        inner.text("vi")
        return inner.texts()

    def texts(self) -> dict[str, str]:
        """All values of this object, which are texts."""
        return {key: self.text(key) for key in self._values}

    def inner(self, key: str) -> Entry:
        return Entry(self._file, self._values.get(key), self._mistakes, self._path(key))

    def inners(self, key: str) -> list[Entry]:
        return [Entry(self._file, one, self._mistakes, self._path(f"{key}[{at}]")) for at, one in self._list(key)]

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found: list[str] = []
        for at, one in self._list(key):
            if not isinstance(one, str) or not one.strip() or len(one) > LONGEST_TEXT:
                self.wrong(f"{key}[{at}]", "needs a text")
            elif one in found:
                self.wrong(f"{key}[{at}]", f"{one!r} stands there twice")
            else:
                found.append(one.strip())
        return tuple(found)

    def _list(self, key: str) -> list[tuple[int, Any]]:
        value = self._values.get(key)
        if not isinstance(value, list):
            self.wrong(key, "is missing" if value is None else "needs a list in [ ]")
            return []
        return list(enumerate(value))

    def _path(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


def read_entry(path: Path, mistakes: list[Mistake]) -> Entry | None:
    """The object in a file, None when there is none to read; the mistake then says why."""
    try:
        return Entry(path.name, json.loads(path.read_text(encoding="utf-8-sig")), mistakes)
    except OSError as error:
        mistakes.append(Mistake(path.name, "the whole file", f"cannot be read ({error.strerror})"))
    except UnicodeDecodeError:
        mistakes.append(Mistake(path.name, "the whole file", "is not UTF-8 text"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        mistakes.append(Mistake(path.name, place, f"is not JSON: {error.msg}"))
    except RecursionError:
        mistakes.append(Mistake(path.name, "the whole file", "has too many brackets inside each other"))
    return None
