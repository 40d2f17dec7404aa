"""The operator's corner in the window: held open, typed open, used, and left."""

from __future__ import annotations

import json

import httpx

from kiosk.clock import MachineClock
from kiosk.operator.pin import PIN_FILE, PinLock
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.support import wait_until
from tests.support_server import DemoServer

PIN = "482915"


def type_pin(kiosk: KioskDriver, pin: str) -> None:
    for digit in pin:
        kiosk.tap(f"pin:{digit}")
    kiosk.tap("pin:enter")


def test_the_corner_is_held_open_and_its_pin_lets_the_operator_work(
    server: DemoServer, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk(server.url, demo=server.data)
    kiosk.wait("attract")
    kiosk.hold_corner(1.0)
    kiosk.wait("attract")
    kiosk.hold_corner()
    kiosk.wait("pin", "chưa có mã PIN")
    kiosk.tap("home")
    token = json.loads((server.data / "demo-credentials.json").read_text())["kiosk_token"]
    PinLock(kiosk.data / PIN_FILE, token, MachineClock()).set(PIN)
    kiosk.wait("attract")
    kiosk.hold_corner()
    kiosk.wait("pin", "Nhập mã PIN")
    assert kiosk.complaints() == []
    type_pin(kiosk, "111111")
    kiosk.wait("pin", "không đúng")
    type_pin(kiosk, PIN)
    kiosk.wait("operator", "đang liên lạc")
    assert kiosk.complaints() == []
    kiosk.tap("operator:test_print")
    kiosk.wait("operator", "In thử: xong")
    assert len(kiosk.printed()) == 1
    kiosk.break_printer("paper_out")
    kiosk.tap("operator:look")
    kiosk.wait("operator", "hết giấy")
    kiosk.tap("home")
    kiosk.wait("attract")
    assert PIN not in kiosk.log()


def test_a_restart_that_is_asked_for_ends_the_kiosk_so_that_it_is_started_again(
    server: DemoServer, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk(server.url, demo=server.data)
    token = json.loads((server.data / "demo-credentials.json").read_text())["kiosk_token"]
    kiosk.wait("attract")
    PinLock(kiosk.data / PIN_FILE, token, MachineClock()).set(PIN)
    kiosk.hold_corner()
    kiosk.wait("pin")
    type_pin(kiosk, PIN)
    kiosk.wait("operator", "đang liên lạc")
    kiosk.tap("operator:restart")
    wait_until(lambda: kiosk.process.poll() is not None, 15, "the kiosk to end")
    assert kiosk.process.returncode == 1


def test_nothing_of_a_visit_is_left_when_it_is_over(server: DemoServer, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(server.url, demo=server.data)
    kiosk.choose("ho-tich", "khai-sinh", priority="elderly_75")
    kiosk.tap("take")
    number = next(text for text in kiosk.wait("ticket", "Mời ông/bà lấy phiếu")["texts"] if text[1:].isdigit())
    assert kiosk.traces(number)["holders"], "the search must find what is there"
    kiosk.copy("079085012345")
    scratch = kiosk.data / "scratch" / "photo.jpg"
    scratch.write_bytes(b"a scan")
    kiosk.tap("done")
    kiosk.wait("attract")
    wait_until(lambda: not scratch.exists(), 10, "the scratch folder to be emptied")
    left = kiosk.traces(number)
    assert left == {"holders": [], "clipboard": ""}


def test_a_pin_that_the_administrator_sets_at_the_console_opens_the_corner(
    server: DemoServer, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk(server.url, demo=server.data)
    kiosk.wait("attract")
    admin, token = server.signed_in("admin")
    admin.close()
    with httpx.Client(base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {token}"}) as console:
        devices = console.get("/devices").json()["devices"]
        own = next(one["id"] for one in devices if one["kind"] == "kiosk")
        assert console.post(f"/devices/{own}/pin", json={"pin": PIN}).status_code == 200
        wait_until(lambda: not waiting(console, own), 30, "the kiosk to fetch its PIN")
    kiosk.hold_corner()
    kiosk.wait("pin", "Nhập mã PIN")
    type_pin(kiosk, PIN)
    kiosk.wait("operator")
    assert PIN not in kiosk.log() + (kiosk.data / PIN_FILE).read_text()


def waiting(console: httpx.Client, device_id: str) -> bool:
    return any(one["id"] == device_id and one["pin_waiting"] for one in console.get("/devices").json()["devices"])
