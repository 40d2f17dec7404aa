"""Reads the QR of a citizen card: the ladder that decides what a payload is, in its fixed order, and what it warns of.

The code is not signed: it helps typing and proves nothing. Later cards carry relatives' names after the seventh field;
those are dropped unread.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 4096
"""Characters; no card comes near it."""

FIELDS = 7
CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}
INSURED = re.compile(r"[A-Z]{2}[0-9A-Z]{8,13}|[0-9]{10}")
FIRST_BIRTH = date(1900, 1, 1)
SCRAP = "".join(map(chr, (*range(0x20), 0x7F, 0xFEFF, 0x200B)))


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    REJECT = "reject"


class Code(StrEnum):
    """Why; the first three reject, the others warn. `GENDER` does either: no sex at all, or one the number denies."""

    NOT_CCCD = "not_cccd"
    DATE = "date"
    GENDER = "gender"
    BIRTH_YEAR = "birth_year"
    ISSUE_DATE = "issue_date"
    NO_DIACRITICS = "no_diacritics"
    OK = "ok"


class Kind(StrEnum):
    """What a payload that is no citizen card seems to be; each has friendly words of its own."""

    CARD = "card"
    HALF = "half"
    INSURANCE = "insurance"
    ADDRESS = "address"
    PAYMENT = "payment"
    VNEID = "vneid"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. Never logged, never sent away by itself."""

    so_dinh_danh: str
    cmnd_cu: str
    ho_ten: str
    born_on: date
    gioi_tinh: str
    noi_thuong_tru: str
    issued_on: date

    @property
    def fields(self) -> dict[str, str]:
        """By the names that declarations use; dates `dd/MM/yyyy`."""
        return {
            "so_dinh_danh": self.so_dinh_danh,
            "cmnd_cu": self.cmnd_cu,
            "ho_ten": self.ho_ten,
            "ngay_sinh": f"{self.born_on:%d/%m/%Y}",
            "gioi_tinh": self.gioi_tinh,
            "noi_thuong_tru": self.noi_thuong_tru,
            "ngay_cap": f"{self.issued_on:%d/%m/%Y}",
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """`card` is None after a rejection. `warnings` holds every doubt, the gravest first."""

    code: Code
    kind: Kind = Kind.CARD
    card: Card | None = None
    warnings: tuple[Code, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.card is None:
            return Verdict.REJECT
        return Verdict.WARN if self.warnings else Verdict.OK


def read_card(payload: str, today: date) -> Reading:
    """Read what a scanner sent. Never raises: whatever it is, there is a verdict."""
    text = clean(payload)
    if len(text) > LONGEST:
        return Reading(Code.NOT_CCCD, Kind.OTHER)
    parts = [" ".join(part.split()) for part in text.split("|")]
    if len(parts) < FIELDS or not re.fullmatch(r"[0-9]{12}", parts[0]):
        return Reading(Code.NOT_CCCD, _kind_of(text, parts))
    born_on, issued_on = _day(parts[3]), _day(parts[6])
    if born_on is None or issued_on is None or not _is_plausible(born_on, issued_on, today):
        return Reading(Code.DATE)
    if parts[4] not in ("Nam", "Nữ"):
        return Reading(Code.GENDER)
    card = Card(parts[0], parts[1], parts[2], born_on, parts[4], parts[5], issued_on)
    warnings = _doubts(card)
    return Reading(warnings[0] if warnings else Code.OK, Kind.CARD, card, warnings)


def clean(payload: str) -> str:
    """Without byte order mark, line ends, control characters and outer blanks; NFC."""
    return unicodedata.normalize("NFC", payload.translate(dict.fromkeys(map(ord, SCRAP)))).strip()


def _kind_of(text: str, parts: list[str]) -> Kind:
    lower = text.lower()
    signs = {
        Kind.EMPTY: not text,
        Kind.VNEID: "vneid" in lower,
        Kind.ADDRESS: lower.startswith(("http:", "https:", "www.")),
        Kind.PAYMENT: text.startswith("000201"),
        Kind.INSURANCE: len(parts) >= FIELDS and bool(INSURED.fullmatch(parts[0])),
        Kind.HALF: "|" in text or bool(re.fullmatch(r"[0-9]{9,12}", text)),
    }
    return next((kind for kind, is_so in signs.items() if is_so), Kind.OTHER)


def _day(text: str) -> date | None:
    found = re.fullmatch(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _is_plausible(born_on: date, issued_on: date, today: date) -> bool:
    return FIRST_BIRTH <= born_on <= today and issued_on <= today + timedelta(days=1)


def _doubts(card: Card) -> tuple[Code, ...]:
    sign, born = card.so_dinh_danh[3], card.born_on
    is_male = int(sign) % 2 == 0
    # The sign tells sex and century at once: 0 and 1 for 19xx, 2 and 3 for 20xx.
    is_signed = CENTURIES.get(sign) == born.year // 100 * 100 and is_male is (card.gioi_tinh == "Nam")
    found = {
        Code.GENDER: not is_signed,
        Code.BIRTH_YEAR: card.so_dinh_danh[4:6] != f"{born.year % 100:02d}",
        Code.ISSUE_DATE: card.issued_on < born,
        Code.NO_DIACRITICS: (card.ho_ten + card.noi_thuong_tru).isascii(),
    }
    return tuple(code for code, is_so in found.items() if is_so)
