"""By keyboard, by touch, in another language, without a network, on every size of screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.console.stage import Desk, LivingOffice
from tests.support_browser import open_page


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
    desk.press("F2", "call")
    desk.expect_number(first.ticket_number)
    desk.press("l", "recall")
    expect(desk.fact("Số lần gọi")).to_have_text("2")
    desk.press("b", "serve")
    desk.expect_state("Đang phục vụ")
    desk.press("t", "hold")
    keys.press("Enter")
    expect(page.get_by_label("Lý do")).to_have_value("Chờ bổ sung giấy tờ")
    keys.press("Enter")
    expect(desk.held_row(first.ticket_number)).to_be_visible()
    desk.press("g", "call")
    desk.expect_number(second.ticket_number)
    desk.press("F8", "serve")
    desk.expect_state("Đang phục vụ")
    desk.press("F9", "complete")
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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_top_bar_of_a_supervisor_with_two_counters_is_one_row(desk: Desk, language: str) -> None:
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    desk.come_to_work(role="supervisor")
    desk.open_counter("Quầy 1")
    desk.page.get_by_role("button", name="Mở thêm quầy").click()
    desk.open_counter("Quầy 2")
    desk.page.locator(f"#top [data-language={language}]").click()
    expect(desk.page.locator(f"html[lang={language}]")).to_be_attached()
    middles = "all => all.map(one => one.getBoundingClientRect()).map(box => box.top + box.height / 2)"
    found = desk.page.locator("#top > *, #top button").evaluate_all(middles)
    assert max(found) - min(found) < 3
