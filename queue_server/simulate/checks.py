"""Reading a scenario with care: what is missing or impossible is told in one sentence that begins with its key."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any


class ScenarioError(ValueError):
    """Why a scenario cannot be run."""


class Checked:
    """One object of a scenario, with the path that leads to it."""

    def __init__(self, path: str, found: object) -> None:
        if not isinstance(found, dict):
            raise ScenarioError(f"{path}: must be an object with keys.")
        self.path, self._found = path, found

    def text(self, key: str, default: str) -> str:
        value = self._found.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "must be a text")
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        value = self._number(key, self._value(key, default))
        if not low <= value <= high:
            raise self._wrong(key, f"must lie between {low:g} and {high:g}, and is {value:g}")
        return value

    def whole(self, key: str) -> int:
        return self._whole(key, self._value(key))

    def flag(self, key: str) -> bool:
        """False if the key is missing."""
        value = self._found.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, f"must be true or false, and is {value!r}")
        return value

    def wholes(self, key: str) -> list[int]:
        return [self._whole(key, one) for one in self._list(key, self._value(key))]

    def numbers(self, key: str, length: int) -> list[float]:
        """Shares of something, `length` of them: none below 0, not all 0."""
        values = [self._number(key, one) for one in self._list(key, self._value(key))]
        if len(values) != length:
            raise self._wrong(key, f"must have {length} numbers, and has {len(values)}")
        if min(values) < 0 or sum(values) <= 0:
            raise self._wrong(key, "must have shares of 0 or more, and not only zeros")
        return values

    def lists(self, key: str, length: int) -> list[list[float]]:
        """Rows of numbers, each `length` long."""
        rows = [self._list(key, row) for row in self._list(key, self._value(key))]
        if any(len(row) != length for row in rows):
            raise self._wrong(key, f"must have rows of {length} numbers")
        return [[self._number(key, one) for one in row] for row in rows]

    def items(self, key: str) -> Iterator[Checked]:
        """The objects of a list that must not be empty."""
        values = self._list(key, self._value(key))
        if not values:
            raise self._wrong(key, "must not be empty")
        return iter([Checked(f"{self._key(key)}[{at}]", value) for at, value in enumerate(values)])

    def rows(self, key: str) -> list[list[dict[str, Any]]]:
        """Lists of objects; none if the key is missing."""
        days = enumerate(self._list(key, self._found.get(key, [])))
        return [
            [dict(Checked(f"{key}[{at}][{row}]", one)._found) for row, one in enumerate(self._list(key, day))]
            for at, day in days
        ]

    def _value(self, key: str, default: object = None) -> object:
        value = self._found.get(key, default)
        if value is None:
            raise self._wrong(key, "is missing")
        return value

    def _list(self, key: str, value: object) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise self._wrong(key, "must be a list")
        return list(value)

    def _number(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self._wrong(key, f"must be a number, and is {value!r}")
        return float(value)

    def _whole(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(key, f"must be a whole number, and is {value!r}")
        return value

    def _key(self, key: str) -> str:
        return key if self.path == "scenario" else f"{self.path}.{key}"

    def _wrong(self, key: str, complaint: str) -> ScenarioError:
        return ScenarioError(f"{self._key(key)}: {complaint}.")
