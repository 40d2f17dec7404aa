"""Addresses of printers."""

import pytest

from hardware.faults import SetupError
from hardware.registry import open_printer


@pytest.mark.parametrize(
    "address",
    [
        "",
        "printer",
        "lpt:1",
        "tcp://",
        "tcp://host:nine",
        "tcp://host:99999",
        "serial://ttyUSB0",
        "serial:///dev/ttyUSB0?baud=fast",
        "usb://04b8",
        "usb://epson:0202",
        "file://lp0",
        "virtual:",
        "tcp://host?colour=red",
    ],
)
def test_an_address_that_cannot_be_read_is_answered_with_how_to_write_one(address: str) -> None:
    with pytest.raises(SetupError, match=r"tcp://192\.168\.1\.50:9100"):
        open_printer(address)


def test_an_unknown_model_in_an_address_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SetupError, match="58mm"):
        open_printer("tcp://host?model=typewriter")


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("tcp://192.168.1.50", 576),
        ("tcp://192.168.1.50:9100?model=58mm", 384),
        ("serial:///dev/ttyUSB0?baud=9600&xonxoff=1&model=80mm-512", 512),
        ("usb://04b8:0202?in=0x81&out=0x02", 576),
        ("file:///dev/usb/lp0", 576),
    ],
)
def test_opening_sends_nothing_and_tells_the_width(address: str, width: int) -> None:
    printer = open_printer(address)
    assert printer.width == width
    printer.close()
