"""A clerk's day at the console: the real page in Chromium, the real server, other people at other desks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.contract.commands import PrintResult
from queue_server.contract.common import PrintState
from tests.e2e.console_stage import BIRTH, COPIES, LAND, Desk, LivingOffice, living_office
from tests.support import wait_until
from tests.support_browser import open_chromium, open_page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def whole_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingOffice]:
    with living_office(tmp_path_factory.mktemp("console")) as office:
        yield office


@pytest.fixture
def office(whole_day: LivingOffice) -> Iterator[LivingOffice]:
    yield whole_day
    whole_day.empty()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


@pytest.fixture
def desk(page: Page, office: LivingOffice) -> Desk:
    return Desk(page, office)


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """A clerk who has opened counter 1."""
    desk.come_to_work()
    desk.open_counter()
    return desk


# Signing in and out


def test_a_wrong_password_is_told_in_a_sentence_and_another_try_is_free(desk: Desk) -> None:
    desk.visit()
    clerk = desk.office.server.credentials["clerks"][0]
    desk.sign_in(clerk["username"], "not this one")
    desk.expect_problem("Tên đăng nhập hoặc mật khẩu không đúng")
    desk.sign_in(**clerk)
    expect(desk.page.get_by_role("heading", name="Chọn quầy làm việc")).to_be_visible()


def test_sign_in_says_what_is_missing(desk: Desk) -> None:
    desk.visit()
    desk.sign_in("", "")
    desk.expect_problem("Xin nhập tên đăng nhập và mật khẩu.")


def test_nothing_that_opens_a_session_is_within_reach_of_scripts(open_desk: Desk) -> None:
    kept = open_desk.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    cookies = open_desk.page.context.cookies()
    assert [cookie["httpOnly"] for cookie in cookies] == [True]
    assert cookies[0]["value"] not in kept


def test_signing_out_leaves_nothing_of_the_hall_on_the_screen(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    expect(open_desk.row(ticket.ticket_number)).to_be_visible()
    open_desk.page.get_by_role("button", name="Đăng xuất").click()
    expect(open_desk.page.get_by_label("Mật khẩu")).to_be_visible()
    expect(open_desk.page.get_by_text(ticket.ticket_number)).to_have_count(0)


def test_a_session_that_ends_asks_for_sign_in_and_the_page_stays_as_it_was(open_desk: Desk) -> None:
    office, page = open_desk.office, open_desk.page
    ticket = office.take_ticket()
    open_desk.call_and_serve()
    open_desk.action("hold").click()
    page.get_by_label("Lý do").fill("Chờ bổ sung giấy xác nhận")
    open_desk.end_session_elsewhere()
    page.get_by_role("button", name="Tạm giữ", exact=True).last.click()
    expect(page.get_by_text("Phiên làm việc đã hết")).to_be_visible()

    open_desk.sign_in(**office.server.credentials["clerks"][0])
    expect(page.get_by_label("Lý do")).to_have_value("Chờ bổ sung giấy xác nhận")
    open_desk.confirm("Tạm giữ")
    expect(open_desk.held_row(ticket.ticket_number)).to_contain_text("Chờ bổ sung giấy xác nhận")


# Counters


def test_a_counter_that_somebody_holds_is_named_and_cannot_be_opened(desk: Desk) -> None:
    with desk.office.colleague() as other:
        other.counter_verb("2", "open")
        desk.come_to_work()
        expect(desk.card("Quầy 2")).to_contain_text("Trần Văn Bình đang giữ")
        expect(desk.card("Quầy 2").get_by_role("button")).to_have_count(0)
        expect(desk.card("Quầy 1").get_by_role("button", name="Mở quầy")).to_be_enabled()


def test_of_two_clerks_who_open_the_same_counter_the_second_is_told_so(desk: Desk) -> None:
    desk.come_to_work()
    with desk.office.colleague() as other, desk.unaware():
        other.counter_verb("1", "open")
        desk.card("Quầy 1").get_by_role("button", name="Mở quầy").click()
        desk.expect_problem("đang do cán bộ khác giữ")


def test_a_pause_shows_its_reason_and_no_number_can_be_called(open_desk: Desk) -> None:
    page = open_desk.page
    open_desk.office.take_ticket()
    page.get_by_role("button", name="Tạm dừng").click()
    open_desk.give_reason("Nghỉ giải lao")
    open_desk.confirm("Tạm dừng")
    expect(open_desk.work).to_contain_text("Nghỉ giải lao")
    expect(open_desk.action("call")).to_be_disabled()
    page.get_by_role("button", name="Mở lại quầy").click()
    expect(open_desk.action("call")).to_be_enabled()


def test_a_closed_counter_is_free_for_others(open_desk: Desk) -> None:
    open_desk.page.get_by_role("button", name="Đóng quầy").click()
    expect(open_desk.card("Quầy 1").get_by_role("button", name="Mở quầy")).to_be_visible()
    with open_desk.office.colleague() as other:
        assert other.counter_verb("1", "open").clerk is not None


def test_a_counter_with_somebody_before_it_cannot_be_paused_or_closed(open_desk: Desk) -> None:
    open_desk.office.take_ticket()
    open_desk.action("call").click()
    open_desk.expect_state("Đang gọi")
    for name in ("Tạm dừng", "Đóng quầy"):
        expect(open_desk.page.get_by_role("button", name=name)).to_be_disabled()


def test_a_supervisor_holds_two_counters_and_closes_one_left_open_by_another(desk: Desk) -> None:
    page = desk.page
    with desk.office.colleague() as other:
        other.counter_verb("5", "open")
    desk.come_to_work(role="supervisor")
    desk.open_counter("Quầy 1")
    page.get_by_role("button", name="Mở thêm quầy").click()
    desk.open_counter("Quầy 2")
    held = page.get_by_role("group", name="Quầy đang giữ")
    expect(held.get_by_role("button", name="Quầy 2")).to_have_attribute("aria-pressed", "true")
    held.get_by_role("button", name="Quầy 1").click()
    expect(held.get_by_role("button", name="Quầy 1")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("tab", name="Các quầy").click()
    left_open = desk.hall.get_by_role("listitem").filter(has_text="Quầy 5")
    left_open.get_by_role("button", name="Đóng quầy").click()
    expect(left_open).to_contain_text("Chưa có cán bộ")


# One visit


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


# The line


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


# Tickets by hand and paper


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


# Hands and eyes


def test_a_whole_visit_goes_by_the_keyboard_alone(desk: Desk) -> None:
    page, keys = desk.page, desk.page.keyboard
    clerk = desk.office.server.credentials["clerks"][0]
    first, second = desk.office.take_ticket(), desk.office.take_ticket()
    desk.visit()
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    keys.type(clerk["username"])
    keys.press("Tab")
    keys.type(clerk["password"])
    keys.press("Enter")
    desk.tab_to(desk.card("Quầy 1").get_by_role("button"))
    keys.press("Enter")
    expect(desk.work).to_be_visible()
    keys.press("F2")
    desk.expect_number(first.ticket_number)
    keys.press("l")
    expect(desk.fact("Số lần gọi")).to_have_text("2")
    keys.press("b")
    desk.expect_state("Đang phục vụ")
    keys.press("t")
    keys.press("Enter")
    expect(page.get_by_label("Lý do")).to_have_value("Chờ bổ sung giấy tờ")
    keys.press("Enter")
    expect(desk.held_row(first.ticket_number)).to_be_visible()
    keys.press("g")
    desk.expect_number(second.ticket_number)
    keys.press("F8")
    desk.expect_state("Đang phục vụ")
    keys.press("F9")
    desk.expect_state("Quầy đang trống")


def test_letters_typed_into_a_field_call_nobody(open_desk: Desk) -> None:
    open_desk.office.take_ticket()
    keys = open_desk.page.keyboard
    keys.press("/")
    expect(open_desk.page.get_by_label("Tìm số")).to_be_focused()
    keys.type("gbh")
    expect(open_desk.page.get_by_label("Tìm số")).to_have_value("gbh")
    open_desk.expect_state("Quầy đang trống")


def test_letter_keys_can_be_switched_off_and_function_keys_stay(open_desk: Desk) -> None:
    ticket = open_desk.office.take_ticket()
    page, keys = open_desk.page, open_desk.page.keyboard
    keys.press("?")
    open_desk.sheet.get_by_label("Dùng phím chữ cái").uncheck()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.press("g")
    open_desk.expect_state("Quầy đang trống")
    keys.press("F2")
    open_desk.expect_number(ticket.ticket_number)


def test_a_key_held_down_calls_once(open_desk: Desk) -> None:
    first, second = open_desk.office.take_ticket(), open_desk.office.take_ticket()
    page = open_desk.page
    page.evaluate(
        """() => { for (let turn = 0; turn < 5; turn += 1) {
          document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true, repeat: turn > 0 }));
          document.querySelector('[data-do="call-next"]').click();
        } }"""
    )
    open_desk.expect_number(first.ticket_number)
    expect(open_desk.row(second.ticket_number)).to_be_visible()
    expect(open_desk.problem("")).to_have_count(0)


def test_a_lost_server_is_told_and_found_again(open_desk: Desk) -> None:
    page, office = open_desk.page, open_desk.office
    first = office.take_ticket()
    expect(open_desk.row(first.ticket_number)).to_be_visible()
    with open_desk.cut_off():
        second = office.take_ticket()
        expect(page.get_by_text("Mất liên lạc với máy chủ")).to_be_visible(timeout=30_000)
        open_desk.action("call").click()
        open_desk.expect_problem("Không liên lạc được với máy chủ")
        expect(open_desk.row(first.ticket_number)).to_be_visible()
    expect(open_desk.row(second.ticket_number)).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Mất liên lạc với máy chủ")).to_have_count(0)


def test_english_is_kept_for_the_next_time_and_problems_come_in_it(open_desk: Desk) -> None:
    page = open_desk.page
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Call next")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Call next").click()
    expect(page.get_by_role("alert").filter(has_text="waiting")).to_be_visible()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(open_desk.action("call")).to_be_visible()


# Every size it is made for


SIZES = {"desk": (1366, 768), "wide desk": (1920, 1080), "upright tablet": (1080, 1920)}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_main_actions_are_large_and_never_out_of_sight(
    browser: Browser, office: LivingOffice, size: tuple[int, int]
) -> None:
    width, height = size
    with open_page(browser, {"width": width, "height": height}) as page:
        desk = Desk(page, office)
        desk.come_to_work()
        desk.open_counter()
        for _ in range(25):
            office.take_ticket()
        desk.call_and_serve()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for name in ("call", "complete", "hold", "cancel"):
            box = desk.action(name).bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height
            assert min(box["width"], box["height"]) >= 56
        assert desk.small_targets() == []
