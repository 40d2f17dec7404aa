"""What certified copies cost, by a tariff that is data: fees change by decree, not by release."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyTariff:
    """Đồng for a page of one copy: `first_fee` for each of the first pages, `next_fee` for each further one, never more
    than `most_per_copy`.
    """

    first_pages: int
    first_fee: int
    next_fee: int
    most_per_copy: int


def copy_fee(tariff: CopyTariff, pages: int) -> int:
    """Đồng for one certified copy of so many pages of the original. Raises ValueError below one page."""
    if pages < 1:
        raise ValueError("a copy has at least one page")
    first = min(pages, tariff.first_pages)
    fee = first * tariff.first_fee + (pages - first) * tariff.next_fee
    return min(fee, tariff.most_per_copy)
