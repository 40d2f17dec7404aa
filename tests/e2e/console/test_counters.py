"""Who works where: signing in and out, opening, pausing and closing a counter."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.console.stage import Desk


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
