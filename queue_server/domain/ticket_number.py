"""How a number is written: the series' letter, then at least three digits (A001, A999, A1000, K1-004)."""

from __future__ import annotations

import re

LAST_NUMBER = 9999
"""Beyond it a series is full for the day: five digits are neither read nor spoken well."""


KIOSK_NUMBER = re.compile(r"(?P<series>[Kk][1-9][0-9]{0,2})[-– ._]+(?P<number>[0-9]{1,4})", re.ASCII)


def ticket_number(series: str, number: int) -> str:
    """A series that ends in a digit is set off by a dash, so that K1-004 is never read as K1004."""
    dash = "-" if series[-1:].isdigit() else ""
    return f"{series}{dash}{number:03d}"


def of_a_kiosk(text: str) -> tuple[str, int] | None:
    """Series and number of what a kiosk's own ticket says, however it was typed (K1-004, k1 4); None for anything else.

    Between the series and the number stands something: `K1004` could be K1-004 or K100-4.
    """
    match = KIOSK_NUMBER.fullmatch(text.strip())
    return (match["series"].upper(), int(match["number"])) if match else None
