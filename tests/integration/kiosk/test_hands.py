"""Two fingers at once, and a glass that is turned in the middle of a visit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.support import wait_until
from tests.support_server import DemoServer

TURNED = {"1080x1920": (1920, 1080), "1920x1080": (1080, 1920)}


def visits(server: DemoServer) -> int:
    client, _ = server.signed_in()
    with client:
        return sum(event.name.value == "visit.started" for event in client.journal(limit=500).events)


def turn(kiosk: KioskDriver, width: int, height: int) -> dict[str, Any]:
    """Turn the glass and wait until it is laid out anew; nothing may be cut then."""
    kiosk.resize(width, height)
    wait_until(lambda: kiosk.look()["size"] == [width, height], what="the turned glass")
    seen = kiosk.wait("")
    assert kiosk.complaints() == []
    return seen


def test_of_two_plates_touched_at_once_only_the_first_answers(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    kiosk.tap("start")
    kiosk.wait("groups")
    assert kiosk.tap_both("group:chung-thuc", "home") == ["group:chung-thuc"]
    kiosk.wait("services")
    assert kiosk.tap_both("back", "service:chung-thuc-ban-sao") == ["back"]
    kiosk.wait("groups")
    kiosk.tap("group:chung-thuc")
    kiosk.wait("services")


def test_take_and_leave_touched_at_once_make_one_ticket_or_none(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.choose("ho-tich", "khai-sinh")
    before = visits(server)
    assert kiosk.tap_both("leave", "take") == ["leave"]
    kiosk.wait("attract")
    kiosk.choose("ho-tich", "khai-sinh")
    assert kiosk.tap_both("take", "leave") == ["take"]
    kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    assert visits(server) == before + 1


def test_two_thumbs_on_the_keyboard_both_write(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    kiosk.tap("find")
    kiosk.wait("find")
    kiosk.tap("search")
    kiosk.wait("search")
    assert sorted(kiosk.tap_both("key:k", "key:h")) == ["key:h", "key:k"]
    kiosk.tap_both("key:a", "key:i")
    assert "procedure:1.001193" in {one["name"] for one in kiosk.wait_for("procedure:1.001193")["widgets"]}


@pytest.mark.parametrize("size", TURNED)
def test_a_glass_turned_in_mid_visit_loses_nothing(server: DemoServer, start_kiosk: StartKiosk, size: str) -> None:
    kiosk = start_kiosk(server.url, "--size", size, demo=server.data)
    back = tuple(int(length) for length in size.split("x"))
    kiosk.wait("attract")
    kiosk.tap("find")
    kiosk.wait("find")
    kiosk.tap("search")
    kiosk.wait("search")
    for letter in "khai sinh":
        kiosk.tap(f"key:{letter}" if letter != " " else "key:space")
    kiosk.wait_for("procedure:1.001193")
    assert "procedure:1.001193" in {one["name"] for one in turn(kiosk, *TURNED[size])["widgets"]}
    kiosk.tap("procedure:1.001193")
    kiosk.wait("procedure")
    turn(kiosk, *back)
    kiosk.tap("take")
    ticket = kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    turned = turn(kiosk, *TURNED[size])
    assert turned["screen"] == "ticket"
    assert set(ticket["texts"]) & set(turned["texts"])
    assert len(kiosk.printed()) == 1


def test_a_glass_turned_under_the_comfort_sheet_keeps_what_was_set(server: DemoServer, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(server.url, "--size", "1080x1920", demo=server.data)
    kiosk.wait("attract")
    kiosk.tap("comfort")
    kiosk.wait_for("text:200")
    kiosk.tap("text:200")
    kiosk.wait_for("comfort:close")
    assert turn(kiosk, 1920, 1080)["screen"] == "comfort"
    kiosk.tap("comfort:close")
    kiosk.wait("attract")
    kiosk.tap("start")
    kiosk.wait("groups")
    assert turn(kiosk, 1080, 1920)["screen"] == "groups"


def test_a_second_visitor_types_within_reach_as_the_first_did(kiosk: KioskDriver) -> None:
    for _ in range(2):
        kiosk.wait("attract")
        kiosk.tap("comfort")
        while "reach:on" not in {one["name"] for one in kiosk.wait_for("comfort:close")["widgets"]}:
            kiosk.tap("comfort:next")
        kiosk.tap("reach:on")
        kiosk.tap("comfort:close")
        kiosk.wait("attract")
        kiosk.tap("find")
        kiosk.wait("find")
        kiosk.tap("search")
        kiosk.wait("search")
        for letter in "khai":
            kiosk.tap(f"key:{letter}")
        kiosk.wait("search", "Chạm “Xong” để xem.")
        assert kiosk.complaints() == []
        kiosk.tap("key:done")
        kiosk.wait_for("procedure:1.001193")
        assert kiosk.complaints() == []
        kiosk.go_home()
