"""What certified copies cost, by a tariff that is data: fees change by decree, not by release."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyTariff:
    """Đồng for a page of one copy: `first_page_fee` for each of the `first_pages`, `next_page_fee` for the others,
    never above `max_per_copy`.
    """

    first_pages: int
    first_page_fee: int
    next_page_fee: int
    max_per_copy: int


def copy_fee(pages: int, copies: int, tariff: CopyTariff) -> int:
    """Đồng for `copies` certified copies of a paper of `pages` pages."""
    first = min(pages, tariff.first_pages) * tariff.first_page_fee
    rest = max(pages - tariff.first_pages, 0) * tariff.next_page_fee
    return copies * min(tariff.max_per_copy, first + rest)
