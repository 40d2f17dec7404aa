"""How a number is written: the series' letter, then at least three digits (A001, A999, A1000, K1-004)."""

from __future__ import annotations

LAST_NUMBER = 9999
"""Beyond it a series is full for the day: five digits are neither read nor spoken well."""


def ticket_number(series: str, number: int) -> str:
    """A series that ends in a digit is set off by a dash, so that K1-004 is never read as K1004."""
    dash = "-" if series[-1:].isdigit() else ""
    return f"{series}{dash}{number:03d}"
