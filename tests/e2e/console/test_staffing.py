"""The page that plans a weekday to come: chosen by weekday and share, computed while somebody watches."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.console.stage import Desk

LONG = 200_000


def plan_for(desk: Desk, weekday: str) -> None:
    desk.come_to_work(role="supervisor")
    page = desk.page
    page.get_by_role("button", name="Số liệu").click()
    page.get_by_role("button", name="Nhân lực").click()
    page.get_by_role("button", name="90 %").click()
    page.get_by_role("button", name=weekday).click()


@pytest.mark.timeout(240)
def test_a_plan_is_waited_for_and_shows_every_half_hour_and_counter(desk: Desk) -> None:
    plan_for(desk, "Thứ Bảy")
    page = desk.page
    expect(page.get_by_role("status").filter(has_text="Đã xong")).to_be_visible()
    roster = page.get_by_role("region", name="Bảng phân công").get_by_role("table")
    expect(roster).to_be_visible(timeout=LONG)
    expect(roster.get_by_role("columnheader", name="Quầy 5")).to_be_visible()
    expect(roster.get_by_role("rowheader", name="08:00–08:30")).to_be_visible()
    expect(page.get_by_text("Số người đến lấy theo tuần thông thường của một xã.")).to_be_visible()
    assert page.locator(".table-frame").evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert desk.small_targets() == []
    page.get_by_role("button", name="Đã qua").click()
    expect(page.get_by_label("Từ ngày")).to_be_visible()


def test_a_day_on_which_the_office_expects_nobody_is_said_in_a_sentence(desk: Desk) -> None:
    plan_for(desk, "Chủ Nhật")
    alert = desk.page.get_by_role("region", name="Nhân lực").get_by_role("alert")
    expect(alert).to_contain_text("không mở cửa hoặc không có ai đến", timeout=LONG)
