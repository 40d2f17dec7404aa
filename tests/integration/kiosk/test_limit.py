"""A limit of one number a card and day, from the office's file over the real server to the kiosk and its paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_visit import number_on
from tests.support_server import ROOT, DemoServer, ServerProcess

NUMBER = "064090012345"
CARD = f"{NUMBER}|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Gia Lai|12052021\n"
OTHER = "064185054321|231234568|Trần Thị Mẫu|15031985|Nữ|Thôn Ví Dụ, Gia Lai|12052021\n"


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[DemoServer]:
    """The demo office, which gives each card one number a day."""
    office = (ROOT / "assets/config/demo-office.toml").read_text("utf-8")
    assert "[office]" in office
    file = tmp_path / "office.toml"
    file.write_text(office.replace("[office]\n", "[office]\nvisits_per_person_a_day = 1\n", 1), "utf-8")
    process = ServerProcess(tmp_path / "server", "--office", str(file))
    try:
        yield process.start()
    finally:
        process.kill()


def ask_for_a_number(kiosk: KioskDriver) -> None:
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao")
    kiosk.tap("take")


def test_a_card_takes_one_number_a_day_and_is_told_kindly_of_it(
    limited: DemoServer, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    scan = tmp_path / "scanner" / "scan"
    kiosk = start_kiosk(limited.url, "--scanner", f"virtual:{scan.parent}", demo=limited.data)
    ask_for_a_number(kiosk)
    kiosk.wait("card", "Mỗi thẻ lấy được 1 số một ngày")
    scan.write_text("https://example.vn\n")
    kiosk.wait("card", "trang mạng")
    scan.write_text(CARD, encoding="utf-8")
    first = number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu"))
    kiosk.tap("done")
    ask_for_a_number(kiosk)
    kiosk.wait("card")
    scan.write_text(CARD, encoding="utf-8")
    kiosk.wait("refused", "Số đã lấy vẫn còn giá trị")
    kiosk.tap("end")
    ask_for_a_number(kiosk)
    kiosk.wait("card")
    scan.write_text(OTHER, encoding="utf-8")
    assert number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu")) != first
    kiosk.tap("done")
    ask_for_a_number(kiosk)
    kiosk.wait("card")
    kiosk.tap("card:none")
    kiosk.wait("refused", "cán bộ sẽ lấy số giúp")
    assert len(kiosk.printed()) == 2
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    assert not [path for path in files if path != scan and NUMBER.encode() in path.read_bytes()]
