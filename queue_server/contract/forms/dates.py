"""Days and years as citizens write them, and in words as civil-status papers want them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
YEAR = re.compile(r"\d{4}")
CLOCK = re.compile(r"(\d{1,2})\s*(?:[:h.]|giờ)\s*(\d{1,2})?\s*(?:phút)?(?::00)?")

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a year whose day is not known (`month` and `day` None), as older people's papers have it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        return date(self.year, self.month or 12, self.day or 31)

    def __str__(self) -> str:
        return f"{self.day:02d}/{self.month:02d}/{self.year:04d}" if self.day else f"{self.year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A minute as the clock on the office's wall shows it."""

    date: date
    hour: int
    minute: int

    def __str__(self) -> str:
        return f"{self.hour:02d} giờ {self.minute:02d} phút, ngày {self.date:%d/%m/%Y}"


def read_when(text: str, *, year_alone: bool) -> When | None:
    """`dd/MM/yyyy` (also with - or .), `ddMMyyyy`, `yyyy-MM-dd`, or `yyyy` where a year alone will do; else None."""
    text = text.strip()
    if year_alone and YEAR.fullmatch(text) and int(text) > 0:
        return When(int(text))
    if found := ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY.fullmatch(text) or DIGITS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return When(year, month, day)


def read_moment(text: str) -> Moment | None:
    """A day with a time of day, in either order: `08:30 12/03/2026`, `12/03/2026 8 giờ 30`, `2026-03-12T08:30`."""
    day = ISO_DAY.search(text) or DAY.search(text)
    when = read_when(day.group(), year_alone=False) if day else None
    if day is None or when is None:
        return None
    rest = text[: day.start()] + " " + text[day.end() :]
    clock = CLOCK.fullmatch(rest.replace("ngày", " ").strip(" ,T"))
    if clock is None:
        return None
    hour, minute = int(clock[1]), int(clock[2] or 0)
    return Moment(when.earliest, hour, minute) if hour < 24 and minute < 60 else None


def years_between(earlier: date, later: date) -> int:
    """Full years: on the birthday itself the year counts; who is born on 29/2 turns a year older on 1/3."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def in_words(when: When) -> str:
    """As a civil-status paper writes a date in words: day, month, year."""
    year = f"năm {number_in_words(when.year)}"
    if when.month is None or when.day is None:
        return year.capitalize()
    month = "tư" if when.month == 4 else number_in_words(when.month)
    return f"Ngày {number_in_words(when.day)}, tháng {month}, {year}"


def number_in_words(number: int) -> str:
    """A whole number from 0 to 9999 in Vietnamese. Raises ValueError for any other."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} has more than four digits")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _hundreds(rest, leading=True)
    return f"{ONES[thousands]} nghìn" + (f" {_hundreds(rest, leading=False)}" if rest else "")


def _hundreds(number: int, *, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if leading and not hundreds:
        return _tens(rest)
    if not rest:
        return f"{ONES[hundreds]} trăm"
    return f"{ONES[hundreds]} trăm " + (f"linh {ONES[rest]}" if rest < 10 else _tens(rest))


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ONES[ones]
    begin = "mười" if tens == 1 else f"{ONES[tens]} mươi"
    if ones == 0:
        return begin
    return f"{begin} {_last_digit(tens, ones)}"


def _last_digit(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones == 1:
        return "mốt"
    return ONES[ones]
