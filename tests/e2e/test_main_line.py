"""One visit through the whole product: a finger on the kiosk, paper, the clerk's console, the wall, and its wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.e2e.console.stage import Desk, LivingOffice
from tests.e2e.kiosk_window import KioskWindow, kiosk_window
from tests.support import wait_until
from tests.support_browser import SOUND_AT_ONCE, open_chromium, open_page
from tests.support_server import DemoServer, demo_server

PRINTER_DOTS = 576


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with demo_server(tmp_path_factory.mktemp("main_line")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium(SOUND_AT_ONCE) as one:
        yield one


def take_ticket(kiosk: KioskWindow, group: str, service: str, priority: str) -> None:
    kiosk.touch("start")
    kiosk.touch(f"group:{group}")
    kiosk.touch(f"service:{service}")
    kiosk.touch(f"priority:{priority}")
    # Whoever has nobody before him is not asked whether he wants to wait.
    wait_until(lambda: kiosk.screen() in ("outlook", "ticket"), 30, "the outlook or the ticket")
    if kiosk.screen() == "outlook":
        kiosk.touch("take")
    kiosk.wait_for("ticket")


def service_of(server: DemoServer, service_id: str) -> tuple[str, str]:
    client, _ = server.signed_in("supervisor")
    with client:
        service = next(one for one in client.services() if one.id == service_id)
    return service.group.id, service.id


def test_a_visit_goes_from_the_first_touch_to_the_last_figure(
    server: DemoServer, browser: Browser, tmp_path: Path
) -> None:
    office = LivingOffice(server, tmp_path / "no-shift")
    group, service = service_of(server, "khai-sinh")
    with (
        kiosk_window(server, tmp_path / "kiosk") as kiosk,
        open_page(browser) as desk_page,
        open_page(browser) as wall,
    ):
        wall.goto(f"{server.url}/wall/")
        expect(wall.get_by_text("Các quầy chưa mở")).to_be_visible()
        office.take_ticket(service)
        take_ticket(kiosk, group, service, "elderly_75")
        assert "A002" in kiosk.texts()
        paper = Image.open(kiosk.paper(1))
        assert paper.width == PRINTER_DOTS
        assert paper.height > PRINTER_DOTS

        desk = Desk(desk_page, office)
        desk.come_to_work()
        desk.open_counter()
        expect(desk.row("A002")).to_be_visible()
        with wall.expect_response(lambda answer: answer.url.endswith(".wav")) as sound:
            desk.action("call").click()
        expect(wall.locator("#hero-number")).to_have_text("A002")
        assert sound.value.body()[:4] == b"RIFF"
        desk.expect_number("A002")
        desk.action("serve").click()
        desk.expect_state("Đang phục vụ")
        desk.action("complete").click()
        expect(desk.action("call")).to_be_enabled()

    client, _ = server.signed_in("supervisor")
    with client:
        told = client.journal()
        visit_id = next(event.visit_id for event in told.events if event.body.get("ticket_number") == "A002")
        names = [event.name.value for event in told.events if event.visit_id == visit_id]
        visit = client.visit(str(visit_id))
    assert names == [
        "visit.started",
        "ticket.printed",
        "visit.called",
        "visit.serving_started",
        "visit.completed",
    ]
    assert visit.state == "completed"
    assert visit.within_target is True
    assert visit.wait_seconds is not None
    assert 0 < visit.wait_seconds < 60


def test_a_kiosk_lying_on_its_side_gives_tickets_too_and_takes_no_keys(server: DemoServer, tmp_path: Path) -> None:
    group, service = service_of(server, "ket-hon")
    with kiosk_window(server, tmp_path / "kiosk", size="1920x1080") as kiosk:
        for key in ("Escape", "F1", "F11", "alt+F4", "ctrl+q", "ctrl+c"):
            kiosk.xdo("key", key)
        take_ticket(kiosk, group, service, "none")
        kiosk.paper(1)
        kiosk.touch("done")
        kiosk.wait_for("attract")
