"""What a procedure costs, worked out; whole đồng."""

from __future__ import annotations

from kiosk.procedures.model import Fee
from queue_server.contract.forms.fees import copy_fee

MOST_PAGES = 999
MOST_COUNT = 99


def total(fee: Fee, count: int, pages: int = 1) -> int | None:
    """For `count` cases or copies; None when no tariff is known, which is not 0. Raises ValueError below one."""
    if count < 1:
        raise ValueError("there is at least one")
    if fee.copies is not None:
        return count * copy_fee(fee.copies, pages)
    return None if fee.amount is None else count * fee.amount


def dong(amount: int) -> str:
    """As money is written in Vietnam, held together by a blank that does not break: `12.000 đ`."""
    return f"{amount:,}".replace(",", ".") + "\u00a0đ"
