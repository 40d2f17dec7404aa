"""The page of figures: for those who manage the hall, live today, and right for the days that are chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.console.stage import BIRTH, COPIES, Desk
from tests.support_browser import open_page

SIZES = [(1366, 768), (1920, 1080)]


@pytest.fixture
def manager(desk: Desk) -> Desk:
    desk.come_to_work(role="supervisor")
    return desk


def figures(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Số liệu", exact=True)


def look(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Số liệu").click()
    expect(figures(desk).get_by_role("table")).to_be_visible()


def card(desk: Desk, name: str) -> Locator:
    return figures(desk).locator("section").filter(has=desk.page.get_by_role("heading", name=name, exact=True))


def row(desk: Desk, name: str) -> Locator:
    return figures(desk).get_by_role("row").filter(has=desk.page.get_by_role("rowheader", name=name, exact=True))


def served_after(desk: Desk, minutes: int, service: str = COPIES) -> None:
    """Somebody who waits so long, is served for two minutes, and goes."""
    office = desk.office
    with office.colleague() as clerk:
        clerk.counter_verb("2", "open")
        ticket = office.take_ticket(service)
        office.let_pass(timedelta(minutes=minutes))
        visit_id = clerk.call_next("2").visit.visit_id
        assert visit_id == ticket.visit_id
        clerk.visit_verb(visit_id, "serve")
        office.let_pass(timedelta(minutes=2))
        clerk.visit_verb(visit_id, "complete")


def test_a_clerk_has_no_page_of_figures(open_desk: Desk) -> None:
    expect(open_desk.page.get_by_role("button", name="Số liệu")).to_have_count(0)


def test_a_wait_beyond_the_target_is_told_by_picture_and_words_besides_colour(manager: Desk) -> None:
    served_after(manager, 20, BIRTH)
    look(manager)
    births = row(manager, "Khai sinh")
    expect(births).to_contain_text("20:")
    expect(births).to_contain_text("quá hạn")
    expect(births.locator("svg")).not_to_have_count(0)
    expect(card(manager, "Thời gian chờ")).to_contain_text("20:")
    expect(card(manager, "Thời gian phục vụ")).to_contain_text("2:0")


def test_who_waits_now_is_told_apart_and_goes_on_without_reloading(manager: Desk) -> None:
    manager.office.take_ticket(BIRTH)
    manager.office.let_pass(timedelta(minutes=7))
    look(manager)
    now = card(manager, "Đang chờ bây giờ")
    expect(now.locator("b")).to_have_text("1")
    expect(now).to_contain_text("7:")
    manager.office.take_ticket(BIRTH)
    expect(now.locator("b")).to_have_text("2", timeout=25_000)


def test_the_same_legs_are_seen_by_service_counter_people_and_hour(manager: Desk) -> None:
    served_after(manager, 1, BIRTH)
    manager.office.take_ticket(priority_class="elderly_75")
    look(manager)
    total = row(manager, "Tất cả").get_by_role("cell").first
    legs = total.inner_text()
    for button, name in (
        ("Quầy", "Quầy 2"),
        ("Quầy", "Chưa đến quầy nào"),
        ("Đối tượng", "Ưu tiên"),
        ("Đối tượng", "Không ưu tiên"),
        ("Giờ đến", "09:00"),
        ("Dịch vụ", "Khai sinh"),
    ):
        figures(manager).get_by_role("button", name=button, exact=True).click()
        expect(row(manager, name)).to_be_visible()
        expect(total).to_have_text(legs)
    assert "75 tuổi" not in figures(manager).inner_text()


def test_help_online_is_counted_beside_the_other_ways_to_come(manager: Desk) -> None:
    manager.office.take_ticket(BIRTH, channel="assisted_online")
    manager.office.take_ticket(BIRTH)
    look(manager)
    ways = card(manager, "Cách lấy số")
    expect(ways.locator(".big")).to_have_text("1nhờ nộp trực tuyến")
    expect(ways).to_contain_text("Tại kiosk")


def test_other_days_are_chosen_by_button_or_by_date(manager: Desk) -> None:
    served_after(manager, 1)
    look(manager)
    page = manager.page
    page.get_by_role("button", name="7 ngày").click()
    expect(page.get_by_role("button", name="7 ngày")).to_have_attribute("aria-pressed", "true")
    first = page.get_by_label("Từ ngày")
    assert first.input_value() < page.get_by_label("Đến ngày").input_value()
    expect(row(manager, "Tất cả")).to_be_visible()
    page.get_by_label("Đến ngày").fill("2020-01-31")
    expect(figures(manager).get_by_role("alert")).to_contain_text("from")
    first.fill("2020-01-01")
    expect(figures(manager)).to_contain_text("Những ngày này không có lượt nào.")
    expect(figures(manager).get_by_role("alert")).to_have_count(0)


def test_leaving_the_figures_gives_the_desk_back_as_it_was(manager: Desk) -> None:
    manager.open_counter()
    look(manager)
    figures(manager).get_by_role("button", name="Quay lại").click()
    expect(manager.work).to_be_visible()


def test_a_line_that_is_lost_is_told_and_the_old_figures_stay(manager: Desk) -> None:
    served_after(manager, 1, BIRTH)
    look(manager)
    with manager.cut_off():
        figures(manager).get_by_role("button", name="Giờ đến").click()
        expect(figures(manager).get_by_role("alert")).to_contain_text("Không liên lạc được")
        expect(row(manager, "Khai sinh")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_and_every_button_can_be_touched(browser: Browser, desk: Desk, size, language) -> None:
    served_after(desk, 20, BIRTH)
    width, height = size
    with open_page(browser, {"width": width, "height": height}) as page:
        seen = Desk(page, desk.office)
        seen.visit()
        page.evaluate("code => localStorage.setItem('mot-cua.console.language', code)", language)
        seen.come_to_work_in(language, "supervisor")
        page.locator("[data-do=figures]").click()
        table = page.locator(".table-frame")
        expect(table.locator("tbody tr").first).to_be_visible()
        assert table.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        cut = page.locator(".card").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
        )
        assert cut == []
        assert seen.small_targets() == []
