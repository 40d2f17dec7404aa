"""What the console tells a supervisor and a clerk of the alerts that stand, without anybody reloading."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, expect

from tests.e2e.console.stage import BIRTH, LAND, Desk
from tests.support_browser import open_page

SOON = 15_000


def strip(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Cảnh báo")


def test_alerts_appear_by_themselves_to_whom_they_concern_and_are_accepted_by_the_supervisor(
    desk: Desk, browser: Browser
) -> None:
    office = desk.office
    with open_page(browser) as page, office.colleague() as other:
        clerk = Desk(page, office)
        clerk.come_to_work()
        clerk.open_counter()
        other.counter_verb("3", "open")
        desk.come_to_work(role="supervisor")
        expect(strip(desk)).to_have_count(0)
        waiting = [office.take_ticket(LAND).ticket_number for _ in range(3)]
        office.take_ticket(BIRTH)
        office.in_time(lambda: len(office.alerts("visit_nearly_late")) == 4, "four late people")
        office.in_time(lambda: office.alerts("share_at_risk"), "a bad hour")

        more = strip(desk).get_by_role("button", name=re.compile("cảnh báo nữa"))
        more.click(timeout=SOON)
        rows = strip(desk).get_by_role("listitem")
        late = rows.filter(has_text="4 người sắp hoặc đã quá hạn chờ")
        for number in waiting:
            expect(late).to_contain_text(number)
        expect(rows.filter(has_text=re.compile("Mở thêm Quầy .+ thay vì|Không còn quầy nào"))).to_have_count(1)
        late.get_by_role("button", name="Nhận xử lý").click()
        expect(late).to_contain_text("đang xử lý", timeout=SOON)
        expect(late.get_by_role("button")).to_have_count(0)

        own = strip(clerk).get_by_role("listitem")
        expect(own).to_have_count(1, timeout=SOON)
        expect(own).to_contain_text("Quầy 1 đang trống trong khi 1 người chờ quầy này.")
        expect(own.get_by_role("button")).to_have_count(0)
        clerk.action("call").click()
        expect(strip(clerk)).to_have_count(0, timeout=SOON)
