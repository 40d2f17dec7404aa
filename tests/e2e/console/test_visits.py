"""One visit after another at a clerk's counter, and its paper."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Route, expect

from queue_server.client import QueueClient
from queue_server.contract.commands import PrintResult, ReportHealth, TakeLeases
from queue_server.contract.common import HealthState, KioskHealth, PrintState
from tests.e2e.console.stage import BIRTH, COPIES, Desk
from tests.support import wait_until


def test_a_visit_is_called_called_again_served_and_completed(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    open_desk.action("call").click()
    open_desk.expect_number(ticket.ticket_number)
    open_desk.expect_state("Đang gọi")
    open_desk.action("recall").click()
    expect(open_desk.fact("Số lần gọi")).to_have_text("2")
    open_desk.action("serve").click()
    open_desk.expect_state("Đang phục vụ")
    expect(open_desk.action("recall")).to_be_disabled()
    open_desk.action("complete").click()
    open_desk.expect_state("Quầy đang trống")
    expect(open_desk.page.get_by_text(f"Đã hoàn tất {ticket.ticket_number}.")).to_be_visible()


def test_the_clerk_reads_why_this_one_was_called(open_desk: Desk) -> None:
    desk = open_desk
    desk.office.take_ticket()
    desk.office.take_ticket(priority_class="elderly_75")
    desk.action("call").click()
    expect(desk.work).to_contain_text("Vì sao số này? Đối tượng ưu tiên được gọi sớm hơn.")


def test_only_the_moves_that_make_sense_are_enabled(open_desk: Desk) -> None:
    open_desk.office.take_ticket()
    open_desk.expect_enabled("call")
    open_desk.action("call").click()
    open_desk.expect_enabled("recall", "serve", "no_show", "hold", "transfer", "cancel")
    open_desk.action("serve").click()
    open_desk.expect_enabled("complete", "hold", "transfer")


def test_with_nobody_waiting_the_clerk_is_told_so(open_desk: Desk) -> None:
    open_desk.action("call").click()
    open_desk.expect_problem("Không có ai đang chờ quầy này.")
    expect(open_desk.action("call")).to_be_enabled()


def test_whoever_does_not_come_goes_back_to_the_line(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    open_desk.action("call").click()
    open_desk.action("no_show").click()
    open_desk.expect_state("Quầy đang trống")
    expect(open_desk.row(ticket.ticket_number)).to_contain_text("Vắng 1 lần")


def test_a_call_without_an_answer_urges_to_recall_or_mark_absent(open_desk: Desk) -> None:
    office = open_desk.office
    office.take_ticket()
    open_desk.action("call").click()
    expect(open_desk.work).to_contain_text("Chờ công dân đến quầy")
    office.let_pass(timedelta(seconds=46))
    office.take_ticket()
    expect(open_desk.work).to_contain_text("Chưa có mặt: gọi lại hoặc ghi vắng mặt")
    open_desk.action("recall").click()
    expect(open_desk.work).to_contain_text("Chờ công dân đến quầy")


def test_a_class_touched_by_mistake_is_corrected_with_a_reason(open_desk: Desk) -> None:
    desk = open_desk
    first, second = desk.office.take_ticket(), desk.office.take_ticket()
    row = desk.row(second.ticket_number)
    row.get_by_role("button", name=f"Sửa đối tượng ưu tiên của {second.ticket_number}").click()
    expect(desk.sheet.get_by_role("radio", name="Không thuộc đối tượng ưu tiên")).to_be_checked()
    desk.sheet.get_by_text("Người từ 75 tuổi trở lên").click()
    desk.give_reason("Đã xem giấy tờ")
    desk.confirm("Lưu")
    expect(desk.page.get_by_text(f"Đã sửa đối tượng ưu tiên của {second.ticket_number}.")).to_be_visible()
    expect(row).to_contain_text("Người từ 75 tuổi trở lên")
    desk.action("call").click()
    desk.expect_number(second.ticket_number)
    expect(desk.row(first.ticket_number)).to_be_visible()


def test_a_held_visit_shows_its_reason_and_is_taken_up_again(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    open_desk.call_and_serve()
    open_desk.action("hold").click()
    open_desk.give_reason("Đi sao chụp")
    open_desk.sheet.get_by_text("15 phút").click()
    open_desk.confirm("Tạm giữ")
    row = open_desk.held_row(ticket.ticket_number)
    expect(row).to_contain_text("Đi sao chụp")
    expect(row).to_contain_text("còn 14:")
    row.get_by_role("button", name="Tiếp tục").click()
    open_desk.expect_state("Đang phục vụ")
    open_desk.expect_number(ticket.ticket_number)


def test_a_held_visit_goes_back_to_the_line_while_the_counter_is_busy(open_desk: Desk) -> None:
    first = open_desk.office.take_ticket()
    second = open_desk.office.take_ticket()
    open_desk.call_and_serve()
    open_desk.hold("Đi sao chụp")
    open_desk.call_and_serve()
    open_desk.expect_number(second.ticket_number)
    open_desk.held_row(first.ticket_number).get_by_role("button", name="Về hàng chờ").click()
    expect(open_desk.row(first.ticket_number)).to_be_visible()


def test_a_sheet_without_its_reason_says_what_is_missing(open_desk: Desk) -> None:
    open_desk.office.take_ticket()
    open_desk.action("call").click()
    open_desk.action("cancel").click()
    open_desk.sheet.get_by_role("button", name="Hủy số").click()
    open_desk.expect_problem("Xin nhập: Lý do.")


def test_a_cancelled_visit_is_gone(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    row = open_desk.row(ticket.ticket_number)
    row.get_by_role("button", name=f"Hủy {ticket.ticket_number}").click()
    open_desk.give_reason("Công dân xin hủy")
    open_desk.confirm(f"Hủy số {ticket.ticket_number}")
    expect(row).to_have_count(0)


def test_a_transfer_to_a_service_waits_there_and_comes_back(open_desk: Desk) -> None:
    office = open_desk.office
    ticket = office.take_ticket(BIRTH)
    open_desk.call_and_serve()
    open_desk.action("transfer").click()
    open_desk.sheet.get_by_placeholder("Gõ để tìm").fill("dang ky dat")
    open_desk.sheet.get_by_text("Đăng ký đất, sang tên, tách thửa").click()
    open_desk.sheet.get_by_text("Quay lại đây sau đó").click()
    open_desk.confirm("Chuyển")
    open_desk.expect_state("Quầy đang trống")
    expect(open_desk.row(ticket.ticket_number)).to_have_count(0)

    with office.colleague() as land:
        land.counter_verb("6", "open")
        land.call_next("6")
        land.visit_verb(ticket.visit_id, "serve")
        land.visit_verb(ticket.visit_id, "complete")
    expect(open_desk.row(ticket.ticket_number)).to_contain_text("Khai sinh")


def test_a_transfer_to_a_colleague_by_name_is_hers_alone(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket(COPIES)
    with open_desk.office.colleague() as other:
        other.counter_verb("2", "open")
        open_desk.call_and_serve()
        open_desk.action("transfer").click()
        open_desk.sheet.get_by_text("Cán bộ", exact=True).first.click()
        open_desk.sheet.get_by_text("Trần Văn Bình").click()
        open_desk.confirm("Chuyển")
        expect(open_desk.row(ticket.ticket_number)).to_have_count(0)
        open_desk.page.get_by_role("button", name="Tất cả").click()
        expect(open_desk.call_button(ticket.ticket_number)).to_be_disabled()
        assert other.call_next("2").visit.visit_id == ticket.visit_id


def test_a_ticket_given_by_hand_shows_its_number_and_its_paper_is_followed(open_desk: Desk) -> None:
    office, page = open_desk.office, open_desk.page
    office.take_ticket()
    page.get_by_role("button", name="Cấp số").click()
    open_desk.sheet.get_by_placeholder("Gõ để tìm").fill("chung thuc ban sao")
    page.keyboard.press("Enter")
    open_desk.sheet.get_by_text("Phụ nữ mang thai").click()
    open_desk.sheet.get_by_role("button", name="Cấp số", exact=True).click()
    issued = open_desk.sheet.get_by_role("status")
    expect(issued).to_contain_text("Chứng thực bản sao")
    expect(issued).to_contain_text("Số người phía trước: 0")
    number = issued.locator(".number").inner_text()
    open_desk.sheet.get_by_role("button", name="In phiếu").click()
    with office.printer() as printer:
        job = wait_until(printer.print_jobs, what="the print job")[0]
        assert job.ticket is not None
        assert job.ticket.ticket_number == number
        open_desk.sheet.get_by_role("button", name="Đóng", exact=True).last.click()
        printer.report_print(job.job_id, PrintResult(state=PrintState.FAILED, fault="paper_out"))
        open_desk.expect_problem(f"Không in được phiếu {number}: hết giấy.")
        open_desk.row(number).get_by_role("button", name=f"In lại phiếu {number}").click()
        job = wait_until(printer.print_jobs, what="the second print job")[0]
        printer.report_print(job.job_id, PrintResult(state=PrintState.PRINTED))
        expect(page.get_by_text(f"Đã in phiếu {number}.")).to_be_visible()


def test_a_ticket_by_hand_needs_a_service(open_desk: Desk) -> None:
    open_desk.page.get_by_role("button", name="Cấp số").click()
    open_desk.sheet.get_by_role("button", name="Cấp số", exact=True).click()
    open_desk.expect_problem("Xin chọn: Dịch vụ.")


def test_a_supervisor_chooses_the_printer_and_sees_how_devices_are(desk: Desk) -> None:
    page = desk.page
    desk.come_to_work(role="supervisor")
    desk.open_counter("Quầy 1")
    ticket = desk.office.take_ticket()
    desk.row(ticket.ticket_number).get_by_role("button", name="In lại phiếu").click()
    desk.sheet.get_by_text("Máy in quầy").click()
    desk.confirm("In phiếu")
    with desk.office.printer() as printer:
        job = wait_until(printer.print_jobs, what="the print job")[0]
        printer.report_print(job.job_id, PrintResult(state=PrintState.PRINTED))
    expect(page.get_by_text(f"Đã in phiếu {ticket.ticket_number}.")).to_be_visible()
    page.get_by_role("tab", name="Thiết bị").click()
    expect(desk.hall).to_contain_text("Máy in quầy")


def test_a_supervisor_sees_how_each_kiosk_is_and_which_one_is_silent(desk: Desk) -> None:
    desk.come_to_work(role="supervisor")
    desk.open_counter("Quầy 1")
    told = KioskHealth(uptime_seconds=7500, lease_left=182, unsent=3, refused=["K1-007"], screen_faults=2, restarts=1)
    with desk.office.printer("kiosk") as kiosk:
        kiosk.report_health(ReportHealth(state=HealthState.WARNING, fault="paper_near_end", version="9.1", kiosk=told))
    desk.page.get_by_role("tab", name="Thiết bị").click()
    row = desk.row("Ki-ốt sảnh")
    expect(row.get_by_role("button", name="Đặt mã PIN")).to_have_count(0)
    for words in (
        "9.1", "sắp hết giấy", "chạy được 2 giờ 5 phút", "còn 182 số dự phòng", "3 phiếu chưa gửi về", "2 lỗi màn hình",
        "đã tự khởi động lại 1 lần", "K1-007",
    ):  # fmt: skip
        expect(row).to_contain_text(words)
    desk.office.let_pass(timedelta(minutes=3))
    desk.office.take_ticket()
    expect(row).to_contain_text("mất liên lạc")


def test_an_administrator_gives_a_kiosk_its_pin_and_nobody_else_can(desk: Desk) -> None:
    desk.come_to_work(role="admin")
    desk.open_counter("Quầy 1")
    desk.page.get_by_role("tab", name="Thiết bị").click()
    row = desk.row("Ki-ốt sảnh")
    row.get_by_role("button", name="Đặt mã PIN").click()
    desk.page.get_by_label("Mã PIN mới").fill("482915")
    desk.page.get_by_label("Mã PIN một lần nữa").fill("482916")
    desk.sheet.get_by_role("button", name="Đặt mã PIN", exact=True).click()
    desk.expect_problem("Hai lần nhập không giống nhau.")
    desk.page.get_by_label("Mã PIN một lần nữa").fill("482915")
    desk.confirm("Đặt mã PIN")
    expect(row).to_contain_text("mã PIN mới đang chờ máy nhận")
    with desk.office.printer("kiosk") as kiosk:
        pin = kiosk.this_device().new_pin
        assert pin is not None
        kiosk.pin_taken(pin.salt)
    expect(row).not_to_contain_text("mã PIN mới")


def test_a_printer_quicker_than_the_answer_is_heard_too(open_desk: Desk) -> None:
    page = open_desk.page
    ticket = open_desk.office.take_ticket()

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        with open_desk.office.printer("kiosk") as printer:
            printer.report_print(answer.json()["job_id"], PrintResult(state=PrintState.PRINTED))
        route.fulfill(response=answer)

    page.route("**/reprint", answer_late)
    open_desk.row(ticket.ticket_number).get_by_role("button", name="In lại phiếu").click()
    expect(page.get_by_text(f"Đã in phiếu {ticket.ticket_number}.")).to_be_visible()


def test_a_clerk_types_the_number_of_a_ticket_that_a_kiosk_printed_while_it_was_cut_off(open_desk: Desk) -> None:
    with QueueClient(open_desk.office.server.url, open_desk.office.server.kiosk_token) as kiosk:
        lease = kiosk.take_leases(TakeLeases(ledger_id="ledger-of-a-kiosk")).leases[0]
    number = f"{lease.series}-{lease.first_number:03d}"
    open_desk.page.get_by_role("button", name="Cấp số").click()
    open_desk.sheet.get_by_placeholder("Gõ để tìm").fill("chung thuc ban sao")
    open_desk.page.keyboard.press("Enter")
    open_desk.sheet.get_by_label("Số đã in khi mất kết nối (nếu có)").fill(number.lower())
    open_desk.sheet.get_by_role("button", name="Cấp số", exact=True).click()
    expect(open_desk.sheet.locator(".number")).to_have_text(number)
    expect(open_desk.sheet.get_by_role("status")).not_to_contain_text("null")
    open_desk.page.keyboard.press("Escape")
    open_desk.press("g", "call")
    open_desk.expect_number(number)
