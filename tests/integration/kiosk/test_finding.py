"""A procedure found at the kiosk, its papers on the roll, and the ticket for it: real server, virtual printer."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_visit import events_of, number_on
from tests.support_server import DemoServer

BIRTH = "procedure:1.001193"


def open_birth(kiosk: KioskDriver) -> None:
    kiosk.wait_for("find")
    kiosk.tap("find")
    kiosk.wait("find")
    kiosk.tap(BIRTH)
    kiosk.wait("procedure", "Khai sinh")


@pytest.mark.parametrize("size", ["1080x1920", "1920x1080"])
def test_a_known_procedure_is_a_ticket_after_three_touches(
    server: DemoServer, start_kiosk: StartKiosk, size: str
) -> None:
    kiosk = start_kiosk(server.url, "--size", size, demo=server.data)
    open_birth(kiosk)
    assert kiosk.complaints() == []
    kiosk.tap("take")
    ticket = kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    started = events_of(server, number_on(ticket))[0]
    assert "Khai sinh" in ticket["texts"]
    assert started["body"]["priority"] is False


def test_the_papers_to_bring_come_out_on_the_roll_with_a_code_to_the_portal(kiosk: KioskDriver) -> None:
    before = len(kiosk.printed())
    open_birth(kiosk)
    kiosk.tap("part:papers")
    kiosk.wait("papers")
    kiosk.tap("paper:0")
    kiosk.tap("print")
    kiosk.wait("papers", "Mời ông/bà lấy tờ giấy vừa in.")
    assert len(kiosk.printed()) == before + 1
    with Image.open(kiosk.printed()[-1]) as paper:
        codes = [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))]
    assert codes[0].endswith("ma_thu_tuc=1.001193")


def test_a_printer_without_paper_is_told_on_the_list(kiosk: KioskDriver) -> None:
    open_birth(kiosk)
    kiosk.tap("part:papers")
    kiosk.wait("papers")
    kiosk.break_printer("paper_out")
    kiosk.tap("print")
    kiosk.wait("papers", "Máy in gặp lỗi. Ông/bà có thể chụp lại màn hình này.")


def test_somebody_who_wants_help_online_is_counted_as_such(server: DemoServer, kiosk: KioskDriver) -> None:
    open_birth(kiosk)
    kiosk.tap("part:online")
    kiosk.wait("online")
    kiosk.tap("take:online")
    ticket = kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    visit_id = events_of(server, number_on(ticket))[0]["visit_id"]
    client, _ = server.signed_in()
    with client:
        assert client.visit(visit_id).channel.value == "assisted_online"


def test_the_fee_of_copies_is_worked_out_under_the_finger(kiosk: KioskDriver) -> None:
    kiosk.wait_for("find")
    kiosk.tap("find")
    kiosk.wait("find")
    kiosk.tap("procedure:2.000815")
    kiosk.wait("procedure")
    kiosk.tap("part:fee")
    kiosk.wait("fee", "Tổng cộng: 2.000\u00a0đ")
    kiosk.tap("pages:more")
    kiosk.tap("pages:more")
    kiosk.wait("fee", "Tổng cộng: 5.000\u00a0đ")
    kiosk.tap("copies:more")
    kiosk.wait("fee", "Tổng cộng: 10.000\u00a0đ")


def test_a_mistyped_word_finds_the_procedure_while_it_is_typed(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.wait_for("find")
    kiosk.tap("find")
    kiosk.wait("find")
    kiosk.tap("search")
    kiosk.wait("search")
    for letter in "khai":
        kiosk.tap(f"key:{letter}")
    kiosk.tap("key:space")
    for letter in "shin":
        kiosk.tap(f"key:{letter}")
    kiosk.wait_for(BIRTH)
    assert kiosk.complaints() == []
    kiosk.tap(BIRTH)
    kiosk.wait("procedure", "Khai sinh")
    kiosk.tap("take")
    kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    kiosk.tap("done")
    kiosk.wait("attract")
    assert "shin" not in kiosk.log()
