"""The calculator against the tariff, and what is said where there is none."""

from __future__ import annotations

import pytest

from kiosk.procedures.fees import dong, total
from kiosk.procedures.model import Fee
from tests.unit.kiosk.procedures.made import shipped

COPIES = "2.000815"


@pytest.mark.parametrize(
    ("pages", "fee"), [(1, 2000), (2, 4000), (3, 5000), (10, 12_000), (197, 199_000), (198, 200_000), (199, 200_000)]
)
def test_certified_copies_cost_what_the_tariff_says(pages: int, fee: int) -> None:
    assert total(shipped().procedures[COPIES].fee, 1, pages) == fee


def test_the_ceiling_holds_for_each_copy_not_for_all() -> None:
    assert total(shipped().procedures[COPIES].fee, 3, 500) == 600_000


def test_a_fixed_fee_grows_with_the_number_of_copies() -> None:
    assert total(shipped().procedures["2.000635"].fee, 3) == 24_000


def test_a_procedure_without_a_tariff_has_no_fee_instead_of_none_to_pay() -> None:
    fee = shipped().procedures["1.001193"].fee
    assert not fee.is_known
    assert total(fee, 1) is None
    assert total(Fee(amount=0), 1) == 0


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (-1, 1), (1, 0)])
def test_less_than_one_copy_or_page_is_refused(count: int, pages: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        total(shipped().procedures[COPIES].fee, count, pages)


def test_money_is_written_as_people_write_it() -> None:
    assert [dong(0), dong(2000), dong(1_200_000)] == ["0\u00a0đ", "2.000\u00a0đ", "1.200.000\u00a0đ"]
