"""Reading a table that a person wrote, so that every mistake in it is told at once.

ConfigError     what was written cannot be used; `.mistakes` says what and where
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

LANGUAGE = re.compile(r"[a-z]{2,3}")
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to correct. `sentence` is in Vietnamese, then English; `key` is empty when the whole file is meant."""

    file: str
    key: str
    sentence: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.sentence) if part)


class ConfigError(Exception):
    """What was written cannot be used. `mistakes` holds all of them, in the order of reading."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Table:
    """One table, read key by key. A wrong value is noted in `mistakes`, and a harmless one is given in its place.

    A key without a default must be there. `end()` notes the keys that nobody asked for.
    """

    def __init__(self, values: Mapping[str, Any], file: str, mistakes: list[Mistake], at: str = "") -> None:
        self._values = values
        self._file = file
        self._mistakes = mistakes
        self._at = at
        self._asked: set[str] = set()

    def wrong(self, key: str, vi: str, en: str) -> None:
        place = f"{self._at}.{key}" if self._at and key else self._at or key
        self._mistakes.append(Mistake(self._file, place, f"{vi} / {en}"))

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None, *, form: str = r".+", example: str = "") -> str:
        """A line of text in NFC without blanks around it; `form` is what all of it must match."""
        value = self._value(key, default)
        if not self.has(key):
            return default or ""
        clean = _clean(value)
        if clean is not None and re.fullmatch(form, clean):
            return clean
        hint_vi, hint_en = (f', ví dụ "{example}"', f', for instance "{example}"') if example else ("", "")
        self.wrong(key, f"Cần một dòng chữ đúng mẫu{hint_vi}.", f"Needs a line of text in the right form{hint_en}.")
        return default or ""

    def one_of(self, key: str, words: Iterable[str], default: str | None = None) -> str:
        choice = tuple(words)
        value = self._value(key, default)
        if value is None or value in choice:
            return str(value or "")
        listed = ", ".join(choice)
        self.wrong(key, f"Chỉ được là một trong: {listed}.", f"Must be one of: {listed}.")
        return default or ""

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self._value(key, default)
        if value is None:
            return low
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(key, f"Cần một số nguyên từ {low} đến {high}.", f"Needs a whole number from {low} to {high}.")
        return low

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        value = self._value(key, default)
        if value is None:
            return low
        if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.wrong(key, f"Cần một số từ {low:g} đến {high:g}.", f"Needs a number from {low:g} to {high:g}.")
        return low

    def flag(self, key: str, default: bool) -> bool:
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, "Chỉ được là true hoặc false.", "Must be true or false.")
        return default

    def texts(self, key: str, default: tuple[str, ...] | None = None, *, form: str = r".+") -> tuple[str, ...]:
        """A list of texts, none of them twice, each matching `form`."""
        value = self._value(key, list(default) if default is not None else None)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, 'Cần một danh sách chữ, ví dụ ["vi", "en"].', 'Needs a list of texts, like ["vi", "en"].')
            return default or ()
        for item in value:
            if not re.fullmatch(form, item):
                self.wrong(key, f'"{item}" không đúng mẫu.', f'"{item}" is not in the right form.')
            if value.count(item) > 1:
                self.wrong(key, f'"{item}" được ghi hai lần.', f'"{item}" is there twice.')
        return tuple(dict.fromkeys(value))

    def names(self, key: str, *, optional: bool = False) -> dict[str, str]:
        """A name by language, like {vi = "…", en = "…"}; `vi` must be there."""
        value = self._value(key, {} if optional else None)
        if value is None or (optional and not value):
            return {}
        if not isinstance(value, dict):
            self.wrong(key, 'Cần tên theo ngôn ngữ, ví dụ {vi = "Hộ tịch"}.', 'Needs names, like {vi = "Hộ tịch"}.')
            return {}
        if "vi" not in value:
            self.wrong(key, "Thiếu tên tiếng Việt (vi).", "The Vietnamese name (vi) is missing.")
        return {language: self._name(key, language, text) for language, text in value.items()}

    def clock_time(self, key: str) -> time:
        value = self._value(key, None)
        if isinstance(value, time):
            return value
        if value is not None:
            self.wrong(key, "Cần giờ không có dấu nháy, ví dụ 07:30:00.", "Needs a time without quotes, like 07:30:00.")
        return time.min

    def dates(self, key: str) -> frozenset[date]:
        value = self._value(key, [])
        if isinstance(value, list) and all(isinstance(d, date) and not isinstance(d, datetime) for d in value):
            return frozenset(value)
        self.wrong(key, "Cần danh sách ngày, ví dụ [2027-01-01].", "Needs a list of dates, like [2027-01-01].")
        return frozenset()

    def table(self, key: str) -> Table:
        value = self._value(key, None)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, f"Cần một bảng [{key}].", f"Needs a table [{key}].")
        return self._inside(value if isinstance(value, dict) else {}, key)

    def tables(self, key: str, id_key: str = "id") -> list[Table]:
        """The tables [[key]], each told apart by its `id_key` where it has one."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, f"Cần các bảng [[{key}]].", f"Needs tables [[{key}]].")
            return []
        return [self._inside(item, f"{key}[{item.get(id_key, position)}]") for position, item in enumerate(value, 1)]

    def end(self) -> None:
        for key in [key for key in self._values if key not in self._asked]:
            self.wrong(key, "Khóa này không có; xem lại chính tả.", "There is no such key; check the spelling.")

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is None:
            self.wrong(key, "Thiếu khóa này.", "This key is missing.")
        return default

    def _name(self, key: str, language: str, text: object) -> str:
        if not LANGUAGE.fullmatch(language):
            self.wrong(f"{key}.{language}", "Mã ngôn ngữ không đúng.", "This is not a language code.")
        clean = _clean(text)
        if not clean:
            self.wrong(f"{key}.{language}", "Tên phải là một dòng chữ.", "A name must be a line of text.")
        return clean or ""

    def _inside(self, values: Mapping[str, Any], at: str) -> Table:
        return Table(values, self._file, self._mistakes, f"{self._at}.{at}" if self._at else at)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8. Raises ConfigError when it cannot be read or is not TOML."""
    try:
        # Notepad begins a UTF-8 file with a mark that TOML does not allow.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"Không đọc được tệp ({reason}).", f"Cannot read the file ({reason}).") from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, "Tệp phải lưu ở dạng UTF-8.", "The file must be saved as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, f"Sai cú pháp TOML ({error}).", f"Not valid TOML ({error}).") from error


def _unreadable(path: Path, vi: str, en: str) -> ConfigError:
    return ConfigError([Mistake(str(path), "", f"{vi} / {en}")])


def _clean(value: object) -> str | None:
    """The text in NFC without blanks around it; None for anything but one line of printable text."""
    if not isinstance(value, str):
        return None
    clean = unicodedata.normalize("NFC", value).strip()
    return clean if clean.isprintable() and len(clean) <= LONGEST_TEXT else None
