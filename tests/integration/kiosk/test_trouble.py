"""No paper, no server, lost answers: the citizen keeps the number, and the machine comes back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_server.contract.problems import ProblemType
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.stand_in import StandInOffice
from tests.integration.kiosk.test_visit import events_of, names_of, number_on
from tests.support import wait_until
from tests.support_server import DemoServer, server_process

ADVICE = "Hãy ghi lại hoặc chụp lại số này"


def test_without_paper_the_number_stands_large_and_the_server_is_told(server: DemoServer, kiosk: KioskDriver) -> None:
    papers_before = kiosk.printed()
    kiosk.break_printer("paper_out")
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", ADVICE))
    wait_until(lambda: "ticket.print_failed" in names_of(server, number), what="the server to hear of the fault")
    told = events_of(server, number)[-1]["body"]
    assert told["fault"] == "paper_out"
    assert kiosk.printed() == papers_before
    kiosk.tap("done")
    kiosk.wait("attract", "Máy in tạm ngừng")
    kiosk.break_printer("")
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    assert len(kiosk.printed()) == len(papers_before) + 1


def test_a_kiosk_that_dies_while_printing_never_prints_that_ticket_again(
    server: DemoServer, start_kiosk: StartKiosk
) -> None:
    kiosk = start_kiosk(server.url, demo=server.data)
    kiosk.wait("attract")
    kiosk.break_printer("stall 4096")
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", "Đang in phiếu"))
    kiosk.kill()
    kiosk.break_printer("")
    again = start_kiosk(server.url, demo=server.data)
    again.wait("attract")
    wait_until(lambda: "ticket.print_failed" in names_of(server, number), what="the lost job to be reported")
    assert events_of(server, number)[-1]["body"]["fault"] == "unconfirmed"
    assert again.printed() == []


def test_a_ticket_whose_answer_gets_lost_is_the_same_ticket_once(
    office: StandInOffice, start_kiosk: StartKiosk
) -> None:
    office.mute_visits = 1
    kiosk = start_kiosk(office.start())
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    kiosk.wait("ticket", "A001")
    kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    assert len(office.tickets) == 1
    assert len(kiosk.printed()) == 1


def test_a_ticket_that_nobody_waits_for_any_more_is_reported_lost(
    office: StandInOffice, start_kiosk: StartKiosk
) -> None:
    office.mute_visits = 4
    kiosk = start_kiosk(office.start())
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    kiosk.wait("refused", "Chưa lấy được số")
    kiosk.tap("home")
    wait_until(lambda: office.results, what="the lost job to be reported")
    assert office.results == {"job-1": {"state": "failed", "fault": "unconfirmed"}}
    assert kiosk.printed() == []


@pytest.mark.parametrize(
    ("refusal", "words", "button", "leads_to"),
    [
        (ProblemType.SERVICE_CLOSED, "Thủ tục này vừa ngừng tiếp nhận", "other", "services"),
        (ProblemType.OFFICE_CLOSED, "Trung tâm đã hết giờ tiếp nhận", "home", "attract"),
    ],
)
def test_a_refusal_says_why_and_leads_on(
    office: StandInOffice, start_kiosk: StartKiosk, refusal: ProblemType, words: str, button: str, leads_to: str
) -> None:
    office.refuse = refusal
    kiosk = start_kiosk(office.start())
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    kiosk.wait("refused", words)
    kiosk.tap(button)
    kiosk.wait(leads_to)


def test_a_server_that_lent_no_numbers_goes_away_and_comes_back(office: StandInOffice, start_kiosk: StartKiosk) -> None:
    url = office.start()
    port = int(url.rpartition(":")[2])
    kiosk = start_kiosk(url)
    kiosk.choose("ho-tich", "khai-sinh")
    office.stop()
    kiosk.tap("take")
    kiosk.wait("refused", "Máy chưa liên lạc được với hệ thống")
    office.start(port)
    kiosk.tap("again")
    assert number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu")) == "A001"
    kiosk.tap("done")
    kiosk.choose("ho-tich", "khai-sinh")
    office.stop()
    kiosk.tap("take")
    kiosk.wait("refused")
    kiosk.tap("home")
    kiosk.wait("out_of_order", "Máy tạm ngừng cấp số")
    office.start(port)
    kiosk.wait("attract", seconds=30)
    assert len(kiosk.printed()) == 1


def test_a_kiosk_that_starts_before_its_server_waits_for_it(start_kiosk: StartKiosk, tmp_path: Path) -> None:
    with server_process(tmp_path / "server") as process:
        process.start()
        process.stop()
        kiosk = start_kiosk(process.url, demo=process.data)
        kiosk.wait("out_of_order", "Máy tạm ngừng cấp số")
        process.start()
        kiosk.wait("attract", seconds=30)


def test_a_kiosk_without_a_right_to_give_numbers_says_so(server: DemoServer, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(server.url)
    kiosk.wait("out_of_order", "Máy chưa được phép cấp số")
