"""Every screen, on several glasses and in both languages: nothing cut, nothing too small to touch or to read."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import ROOT, KioskDriver
from tests.integration.kiosk.stand_in import StandInOffice, service

GLASSES = [("1080x1920", "32"), ("1920x1080", "32"), ("1080x1920", "15.6"), ("1920x1080", "15.6")]
PROCEDURES = ROOT / "assets" / "procedures" / "by-code"
LONGEST_DESCRIPTION = {
    "vi": "Chứng thực giao dịch nhà đất, động sản; di chúc; phân chia di sản; sửa đổi giao dịch",
    "en": "Certifying property transactions, wills, division of an estate, and changes to them",
}
FIELD = "Thành lập và hoạt động của hộ kinh doanh"


def real_services() -> list[dict[str, Any]]:
    """Every procedure there is, the longest names first, one of them closed; with descriptions and long queues."""
    procedures = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PROCEDURES.glob("*.json"))]
    longest = sorted(procedures, key=lambda procedure: -len(procedure["name"]))
    closed = {"open": False, "closed_text": {"vi": "Hôm nay ngừng tiếp nhận từ 16 giờ 30", "en": "Closed after 16:30"}}
    services = [
        service(f"p{i}", FIELD, procedure["name"], waiting=123, **(closed if i == 1 else {}))
        for i, procedure in enumerate(longest[:12])
    ]
    services += [service("mo-ta", FIELD, longest[3]["name"], description=LONGEST_DESCRIPTION, waiting=45)]
    fields = dict.fromkeys(procedure["official_field"] for procedure in procedures)
    return services + [service(f"f{i}", field, field) for i, field in enumerate(fields)]


@pytest.fixture
def crowded(office: StandInOffice) -> StandInOffice:
    office.services = real_services()
    office.outlook = {
        "ahead": 1234,
        "forecast": {"median_seconds": 7200, "low_seconds": 5400, "high_seconds": 9600},
        "open_counters": 0,
        "unserved": True,
    }
    return office


def test_nothing_is_cut_or_too_small_on_any_screen_of_any_glass(
    crowded: StandInOffice, start_kiosk: StartKiosk
) -> None:
    url = crowded.start()
    kiosks = [
        start_kiosk(url, "--size", size, "--diagonal", inches, name=f"{size}-{inches}") for size, inches in GLASSES
    ]
    with ThreadPoolExecutor() as pool:
        complaints = dict(zip(GLASSES, pool.map(complaints_on_the_way, kiosks), strict=True))
    assert complaints == {glass: [] for glass in GLASSES}


def test_a_turned_screen_is_laid_out_anew(office: StandInOffice, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(office.start(), "--size", "1080x1920")
    assert kiosk.wait("attract")["size"] == [1080, 1920]
    kiosk.resize(1920, 1080)
    assert kiosk.wait("attract")["size"] == [1920, 1080]
    assert kiosk.complaints() == []
    kiosk.choose("ho-tich", "khai-sinh")
    assert kiosk.complaints() == []


def complaints_on_the_way(kiosk: KioskDriver) -> list[str]:
    """Walk through every screen, look at each in both languages."""
    found: list[str] = []

    def look(screen: str) -> None:
        for _ in range(2):
            kiosk.wait(screen)
            found.extend(kiosk.complaints())
            kiosk.tap("language:vi" if kiosk.look()["language"] == "en" else "language:en")
        kiosk.wait(screen)

    for screen, touch in _the_way(kiosk):
        look(screen)
        touch()
    return found


def _the_way(kiosk: KioskDriver) -> list[tuple[str, Callable[[], object]]]:
    return [
        ("attract", lambda: kiosk.tap("start")),
        ("groups", lambda: kiosk.tap(f"group:{FIELD}")),
        ("services", lambda: kiosk.tap("page:next")),
        ("services", lambda: kiosk.tap("page:earlier")),
        ("services", lambda: kiosk.tap("service:p0")),
        ("priority", lambda: kiosk.tap("priority:elderly_75")),
        ("outlook", lambda: _take(kiosk, "paper_out")),
        ("ticket", lambda: kiosk.tap("done")),
    ]


def _take(kiosk: KioskDriver, trouble: str) -> None:
    kiosk.break_printer(trouble)
    kiosk.tap("take")


def test_there_are_real_names_to_try() -> None:
    assert Path(PROCEDURES).exists()
    assert max(len(one["name"]["vi"]) for one in real_services()) > 100
