"""A card scanner at the real kiosk: over a serial port, and as one that types. The cards are nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import today
from tests.integration.kiosk.stand_in import StandInOffice, service
from tests.integration.kiosk.typing_driver import TypingDriver

BORN = today().year - 78
OLD = f"0640{BORN % 100:02d}012345||Nguyễn Văn Mẫu|0101{BORN}|Nam|Thôn Ví Dụ, Gia Lai|12052021"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    office = StandInOffice([service("khai-sinh", "ho-tich", "Khai sinh"), service("sao", "chung-thuc", "Bản sao")])
    yield office.start()
    office.stop()


def kiosk_with(folder: Path, url: str, scanner: str) -> TypingDriver:
    (folder / "token").write_text("card-token")
    return TypingDriver(folder / "kiosk", url, "--token-file", str(folder / "token"), "--scanner", scanner)


def go_to_the_question(kiosk: TypingDriver) -> None:
    for screen, touch in (("attract", "start"), ("groups", "group:ho-tich"), ("services", "service:khai-sinh")):
        kiosk.wait(screen)
        kiosk.tap(touch)
    kiosk.wait("priority")


def test_a_scanned_card_suggests_the_class_and_is_forgotten_with_the_visit(url: str, tmp_path: Path) -> None:
    scans = tmp_path / "scanner" / "scan"
    with kiosk_with(tmp_path, url, f"virtual:{scans.parent}") as kiosk:
        go_to_the_question(kiosk)
        kiosk.wait("priority", "quét thẻ căn cước")
        scans.write_text("https://example.vn\n")
        kiosk.wait("priority", "trang mạng")
        scans.write_text(OLD + "\n")
        seen = kiosk.wait("priority", "78 tuổi: được ưu tiên")
        assert [one["name"] for one in seen["widgets"]].index("priority:elderly_75") < len(seen["widgets"])
        assert "Nguyễn V** M**" in seen["texts"]
        assert "Nguyễn Văn Mẫu" not in str(seen)
        kiosk.tap("card")
        kiosk.wait("priority", "Nguyễn Văn Mẫu")
        kiosk.tap("home")
        kiosk.wait("attract")
        go_to_the_question(kiosk)
        assert "Nguyễn V** M**" not in kiosk.look()["texts"]
        assert "Mẫu" not in kiosk.log()
        assert "012345" not in kiosk.log()


def test_a_scanner_that_types_is_told_from_a_person_and_leaves_no_keys_behind(url: str, tmp_path: Path) -> None:
    with kiosk_with(tmp_path, url, "wedge:") as kiosk:
        go_to_the_question(kiosk)
        kiosk.type_on()
        kiosk.text_input(OLD + "\n")
        assert kiosk.written() == {"text": "", "caret": 0, "done": []}
        kiosk.close_page()
        kiosk.wait("priority", "78 tuổi: được ưu tiên")


def test_a_scanner_that_is_away_is_not_spoken_of(url: str, tmp_path: Path) -> None:
    with kiosk_with(tmp_path, url, f"serial://{tmp_path}/nothing") as kiosk:
        go_to_the_question(kiosk)
        kiosk.wait("priority", "Không cần đưa giấy tờ")
        assert "scanner_offline" in kiosk.log()
