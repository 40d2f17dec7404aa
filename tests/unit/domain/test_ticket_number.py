"""How numbers are written."""

import pytest

from queue_server.domain.ticket_number import ticket_number


@pytest.mark.parametrize(
    ("series", "number", "written"),
    [("A", 1, "A001"), ("A", 999, "A999"), ("A", 1000, "A1000"), ("K1", 4, "K1-004"), ("TN", 12, "TN012")],
)
def test_a_number_is_written_with_at_least_three_digits(series: str, number: int, written: str) -> None:
    assert ticket_number(series, number) == written
