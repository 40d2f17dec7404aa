"""What a clerk sees of the hall: the line, its waits, the others, the state of the line to the server."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Browser, expect

from queue_server.contract.commands import PrintResult
from queue_server.contract.common import PrintState
from tests.e2e.console.stage import BIRTH, LAND, Desk
from tests.support import wait_until
from tests.support_browser import open_page


def test_a_chosen_visit_is_called_with_a_reason_that_is_offered_again(open_desk: Desk) -> None:
    office = open_desk.office
    office.take_ticket()
    chosen, other = office.take_ticket(), office.take_ticket()
    open_desk.call_button(chosen.ticket_number).click()
    open_desk.page.get_by_label("Lý do").fill("Người nhà đang cấp cứu")
    open_desk.confirm(f"Gọi số {chosen.ticket_number}")
    open_desk.expect_number(chosen.ticket_number)
    open_desk.action("serve").click()
    open_desk.action("complete").click()
    open_desk.expect_state("Quầy đang trống")
    open_desk.call_button(other.ticket_number).click()
    expect(open_desk.sheet.get_by_role("button", name="Người nhà đang cấp cứu")).to_be_visible()


def test_waits_are_told_in_words_and_follow_the_servers_clock(open_desk: Desk) -> None:
    office = open_desk.office
    ticket = office.take_ticket()
    row = open_desk.row(ticket.ticket_number)
    expect(row).to_contain_text("trong hạn")
    for minutes, clock, words in ((10, "10:", "sắp quá hạn"), (5, "15:", "quá hạn")):
        office.let_pass(timedelta(minutes=minutes))
        office.take_ticket()
        expect(row).to_contain_text(clock)
        expect(row).to_contain_text(words)
    expect(open_desk.hall).to_contain_text("Quá hạn: 1")


def test_the_priority_class_is_written_out_for_staff(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket(priority_class="elderly_75")
    expect(open_desk.row(ticket.ticket_number)).to_contain_text("Người từ 75 tuổi trở lên")


def test_the_line_shows_own_services_all_services_or_a_number_looked_for(open_desk: Desk) -> None:
    page = open_desk.page
    mine, foreign = open_desk.office.take_ticket(BIRTH), open_desk.office.take_ticket(LAND)
    expect(open_desk.row(mine.ticket_number)).to_be_visible()
    expect(open_desk.row(foreign.ticket_number)).to_have_count(0)
    page.get_by_role("button", name="Tất cả").click()
    expect(open_desk.row(foreign.ticket_number)).to_be_visible()
    expect(open_desk.call_button(foreign.ticket_number)).to_be_disabled()
    page.get_by_label("Tìm số").fill(foreign.ticket_number.lower())
    expect(open_desk.row(mine.ticket_number)).to_have_count(0)
    expect(open_desk.row(foreign.ticket_number)).to_be_visible()


def test_what_others_do_is_seen_without_reloading(open_desk: Desk) -> None:
    office, page = open_desk.office, open_desk.page
    page.evaluate("window.neverReloaded = true")
    ticket = office.take_ticket()
    expect(open_desk.row(ticket.ticket_number)).to_be_visible()
    with office.colleague() as other:
        other.counter_verb("2", "open")
        other.call_next("2")
        expect(open_desk.row(ticket.ticket_number)).to_have_count(0)
        page.get_by_role("tab", name="Các quầy").click()
        expect(open_desk.hall.get_by_role("listitem").filter(has_text="Quầy 2")).to_contain_text(ticket.ticket_number)
    assert page.evaluate("window.neverReloaded") is True


def test_the_same_clerk_sees_the_same_visit_on_two_pages(open_desk: Desk, browser: Browser) -> None:
    ticket = open_desk.office.take_ticket()
    with open_page(browser) as second_page:
        second = Desk(second_page, open_desk.office)
        second.come_to_work()
        open_desk.action("call").click()
        second.expect_number(ticket.ticket_number)
        second.action("serve").click()
        open_desk.expect_state("Đang phục vụ")


def test_a_very_long_line_is_counted_whole_and_shown_whole_when_asked_for(open_desk: Desk) -> None:
    tickets = [open_desk.office.take_ticket() for _ in range(63)]
    expect(open_desk.page.get_by_role("tab", name="Đang chờ")).to_contain_text("63")
    expect(open_desk.row(tickets[-1].ticket_number)).to_have_count(0)
    open_desk.page.get_by_role("button", name="Xem thêm 3 số").click()
    expect(open_desk.row(tickets[-1].ticket_number)).to_be_visible()


def test_a_ticket_that_never_came_out_is_marked_until_it_is_printed_again(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    failed = PrintResult(state=PrintState.FAILED, fault="paper_out")
    with open_desk.office.printer("kiosk") as kiosk:
        kiosk.report_print(str(ticket.print_job_id), failed)
        row = open_desk.row(ticket.ticket_number)
        expect(row).to_contain_text("Chưa in được phiếu: hết giấy")
        row.get_by_role("button", name="In lại phiếu").click()
        jobs = wait_until(lambda: [one for one in kiosk.print_jobs() if one.kind == "reprint"], what="the print job")
        kiosk.report_print(jobs[-1].job_id, PrintResult(state=PrintState.PRINTED))
    expect(row).not_to_contain_text("Chưa in được phiếu")
