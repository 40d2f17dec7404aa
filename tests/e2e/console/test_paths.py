"""The console in the other ways to come and to speak: appointments, petitions, ratings."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.client import QueueClient
from queue_server.contract.commands import StartVisit
from queue_server.contract.feedback import SendFeedback
from queue_server.contract.ratings import Rate
from tests.e2e.console.stage import BIRTH, Desk, LivingOffice
from tests.support_browser import open_page

CODE = re.compile(r"^\d{4} \d{4}$")
WORDS = "Ghế ngồi chờ ở sảnh bị hỏng."


def book(desk: Desk) -> str:
    """Book the first free slot of the day. The eight digits."""
    desk.page.get_by_role("button", name="Lịch hẹn").click()
    desk.sheet.locator(".tile:has(input:enabled)").first.click()
    desk.sheet.get_by_role("button", name="Đặt hẹn", exact=True).click()
    code = desk.sheet.locator(".slip-code")
    expect(code).to_have_text(CODE)
    return code.inner_text().replace(" ", "")


def petition(office: LivingOffice) -> None:
    with QueueClient(office.server.url, office.server.kiosk_token) as kiosk:
        kiosk.send_feedback(SendFeedback(request_id=uuid4().hex, class_code="other", text=WORDS))


def test_a_clerk_books_an_appointment_and_the_kiosk_takes_its_code(open_desk: Desk) -> None:
    code = book(open_desk)
    with QueueClient(open_desk.office.server.url, open_desk.office.server.kiosk_token) as kiosk:
        ticket = kiosk.start_visit(StartVisit(request_id=uuid4().hex, appointment_code=code))
    assert ticket.appointment_at is not None
    open_desk.sheet.locator(".sheet-foot").get_by_role("button", name="Đóng", exact=True).click()
    open_desk.page.get_by_role("button", name="Lịch hẹn").click()
    expect(open_desk.sheet.locator(".booked-row").filter(has_text=code[4:])).to_contain_text("đã lấy số")


def test_an_appointment_is_given_back_by_its_button(open_desk: Desk) -> None:
    code = book(open_desk)
    open_desk.sheet.locator(".sheet-foot").get_by_role("button", name="Đóng", exact=True).click()
    open_desk.page.get_by_role("button", name="Lịch hẹn").click()
    row = open_desk.sheet.locator(".booked-row").filter(has_text=f"{code[:4]} {code[4:]}")
    row.get_by_role("button", name="Hủy hẹn").click()
    expect(row).to_have_count(0)


def test_the_slip_of_an_appointment_prints_without_the_hall(open_desk: Desk) -> None:
    book(open_desk)
    open_desk.page.emulate_media(media="print")
    expect(open_desk.sheet.locator(".slip-code")).to_be_visible()
    expect(open_desk.hall).to_be_hidden()
    expect(open_desk.sheet.locator(".sheet-foot")).to_be_hidden()


def test_a_petition_is_read_handed_over_and_closed_by_a_supervisor(desk: Desk) -> None:
    petition(desk.office)
    desk.come_to_work(role="supervisor")
    desk.page.get_by_role("button", name="Phản ánh, kiến nghị").click()
    row = desk.sheet.locator(".petition").filter(has_text=WORDS).first
    expect(row).to_contain_text("hạn ")
    row.get_by_role("button", name="Chuyển xử lý").click()
    expect(row).to_contain_text("đã chuyển xử lý")
    row.get_by_role("button", name="Đóng phản ánh").click()
    expect(desk.sheet.locator(".petition.closed").filter(has_text=WORDS)).not_to_have_count(0)


def test_a_clerk_takes_down_a_petition_and_reads_nobody_elses(open_desk: Desk) -> None:
    petition(open_desk.office)
    open_desk.page.get_by_role("button", name="Phản ánh, kiến nghị").click()
    expect(open_desk.sheet.get_by_text("Góp ý khác")).to_be_visible()
    expect(open_desk.sheet.locator(".petition")).to_have_count(0)
    open_desk.sheet.get_by_role("button", name="Ghi nhận").click()
    expect(open_desk.sheet.get_by_role("alert")).to_contain_text("Loại")
    open_desk.sheet.get_by_text("Góp ý khác").click()
    open_desk.sheet.get_by_label("Nội dung").fill(WORDS)
    open_desk.sheet.get_by_role("button", name="Ghi nhận").click()
    expect(open_desk.sheet.locator(".slip-code")).to_have_text(CODE)
    expect(open_desk.sheet).to_contain_text("Trả lời chậm nhất")


def test_ratings_stand_among_the_figures_with_their_reasons(desk: Desk) -> None:
    ticket = desk.office.take_ticket(BIRTH)
    with desk.office.colleague() as clerk:
        clerk.counter_verb("2", "open")
        visit_id = clerk.call_next("2").visit.visit_id
        clerk.visit_verb(visit_id, "serve")
        clerk.visit_verb(visit_id, "complete")
    with QueueClient(desk.office.server.url, desk.office.server.kiosk_token) as kiosk:
        kiosk.rate(Rate(code=str(ticket.rating_code), score=1, reasons=["waited_long"]))
    desk.come_to_work(role="supervisor")
    desk.page.get_by_role("button", name="Số liệu").click()
    card = desk.page.locator("section.card").filter(has=desk.page.get_by_role("heading", name="Mức hài lòng"))
    expect(card).to_contain_text("Chờ lâu")
    expect(card).to_contain_text("Khai sinh")


@pytest.mark.parametrize("size", [(1366, 768), (1080, 1920)])
def test_everything_new_can_be_touched_and_nothing_sticks_out(browser: Browser, office: LivingOffice, size) -> None:
    with open_page(browser, {"width": size[0], "height": size[1]}) as page:
        desk = Desk(page, office)
        petition(office)
        desk.come_to_work(role="supervisor")
        desk.open_counter()
        for name in ("Lịch hẹn", "Phản ánh, kiến nghị"):
            page.get_by_role("button", name=name).click()
            expect(desk.sheet).to_be_visible()
            # A tile is touched as a whole, not its mark.
            assert not [one for one in desk.small_targets() if not one.startswith(("slot_at", "class_code"))]
            assert not wider_than_the_page(page)
            page.keyboard.press("Escape")


def wider_than_the_page(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
