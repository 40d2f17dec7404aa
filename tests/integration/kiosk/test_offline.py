"""A kiosk whose server is away, in its own window: numbers of its own, honest words, and everything handed in later."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from queue_server.client import QueueClient
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_visit import number_on
from tests.support_server import ServerProcess, server_process

HAND_IT_OVER = "Mời ông/bà lấy phiếu và đưa cho cán bộ"
CUT_OFF = "Máy đang mất kết nối"


def waiting(server: ServerProcess) -> list[tuple[str, str]]:
    """Number and service of everyone in the hall."""
    credentials = server.credentials()
    with QueueClient(server.url) as staff:
        staff.sign_in(**credentials["supervisor"])
        return sorted((visit.ticket_number, visit.service.id) for visit in staff.visits().visits)


def take(kiosk: KioskDriver, *service: str) -> str:
    kiosk.choose(*service)
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", HAND_IT_OVER))
    assert any(CUT_OFF in text for text in kiosk.look()["texts"])
    kiosk.tap("done")
    return number


def test_numbers_go_on_over_an_outage_and_a_pulled_plug_and_come_into_the_hall(
    start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    with server_process(tmp_path / "server") as server:
        demo = server.start()
        kiosk = start_kiosk(demo.url, demo=demo.data)
        kiosk.choose("ho-tich", "khai-sinh")
        server.kill()
        kiosk.tap("take")
        assert number_on(kiosk.wait("ticket", HAND_IT_OVER, seconds=6)) == "K1-001"
        kiosk.tap("done")
        kiosk.wait("attract", CUT_OFF)
        kiosk.kill()
        again = start_kiosk(demo.url, demo=demo.data)
        again.wait("attract", CUT_OFF)
        assert take(again, "chung-thuc", "chung-thuc-ban-sao") == "K1-002"
        server.start()
        again.wait("attract", "2 người đang chờ", seconds=30)
        assert waiting(server) == [("K1-001", "khai-sinh"), ("K1-002", "chung-thuc-ban-sao")]
        again.choose("ho-tich", "khai-sinh")
        again.tap("take")
        assert number_on(again.wait("ticket", "Mời ông/bà lấy phiếu")) == "A001"
        assert len(again.printed()) == 3


def test_the_hall_sees_which_ticket_of_an_outage_never_came_out_and_who_wants_help_online(
    start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    with server_process(tmp_path / "server") as server:
        demo = server.start()
        kiosk = start_kiosk(demo.url, demo=demo.data)
        kiosk.wait("attract")
        server.kill()
        kiosk.wait("attract", CUT_OFF, seconds=30)
        kiosk.break_printer("paper_out")
        ask_for_help_online(kiosk)
        assert number_on(kiosk.wait("ticket", "Máy in gặp lỗi")) == "K1-001"
        kiosk.tap("done")
        kiosk.break_printer("")
        assert take(kiosk, "chung-thuc", "chung-thuc-ban-sao") == "K1-002"
        server.start()
        kiosk.wait("attract", "2 người đang chờ", seconds=30)
        with QueueClient(server.url) as staff:
            staff.sign_in(**server.credentials()["supervisor"])
            seen = {one.ticket_number: (one.channel, one.paper_fault) for one in staff.visits().visits}
        assert seen == {"K1-001": ("assisted_online", "paper_out"), "K1-002": ("offline", None)}


def ask_for_help_online(kiosk: KioskDriver) -> None:
    """For the procedure that comes first under having a child."""
    for screen, plate in (
        ("attract", "find"),
        ("find", "procedure:1.001193"),
        ("procedure", "part:online"),
        ("online", "take:online"),
    ):
        kiosk.wait(screen)
        kiosk.tap(plate)


def test_a_server_that_hangs_keeps_nobody_waiting_and_makes_no_second_visit(
    start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    with server_process(tmp_path / "server") as server:
        demo = server.start()
        kiosk = start_kiosk(demo.url, demo=demo.data)
        kiosk.choose("ho-tich", "khai-sinh")
        os.kill(server.running().pid, signal.SIGSTOP)
        kiosk.tap("take")
        assert number_on(kiosk.wait("ticket", "K1-001", seconds=5)) == "K1-001"
        os.kill(server.running().pid, signal.SIGCONT)
        kiosk.wait("ticket", HAND_IT_OVER)
        kiosk.tap("done")
        kiosk.wait("attract", "1 người đang chờ", seconds=30)
        assert waiting(server) == [("K1-001", "khai-sinh")]


def test_a_kiosk_without_numbers_says_where_to_go(office: Any, start_kiosk: StartKiosk) -> None:
    office.lend(1)
    kiosk = start_kiosk(office.start())
    kiosk.wait("attract")
    kiosk.choose("ho-tich", "khai-sinh")
    office.stop()
    kiosk.tap("take")
    assert number_on(kiosk.wait("ticket", HAND_IT_OVER)) == "K1-001"
    kiosk.tap("done")
    kiosk.wait("out_of_order", "Máy đã phát hết số của mình")
    kiosk.wait("out_of_order", "Mời ông/bà đến quầy hướng dẫn")
