"""What a citizen let the office keep, destroyed at the counter at the citizen's wish."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from queue_server.client import QueueClient
from queue_server.contract.remembered import OpenRemembered, Remember, Remembered, finder_of, opener_of
from tests.e2e.console.stage import Desk, LivingOffice

NUMBER, ISSUED = "064090012345", "12/05/2021"
CARD = f"{NUMBER}|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Gia Lai|12052021"
LABEL = "Xóa thông tin công dân đã cho giữ"


def keep(office: LivingOffice) -> None:
    with QueueClient(office.server.url, office.server.kiosk_token) as kiosk:
        key = kiosk.remembering().key or ""
        facts = {"nyc_dien_thoai": "0987123654"}
        secrets = {"finder": finder_of(key, NUMBER), "opener": opener_of(key, NUMBER, ISSUED)}
        kiosk.remember(Remember(**secrets, facts=facts, consent_id="remember", consent_version=1))


def remembered(office: LivingOffice) -> Remembered:
    with QueueClient(office.server.url, office.server.kiosk_token) as kiosk:
        key = kiosk.remembering().key or ""
        return kiosk.open_remembered(
            OpenRemembered(finder=finder_of(key, NUMBER), opener=opener_of(key, NUMBER, ISSUED))
        )


@pytest.mark.parametrize("typed", [NUMBER, "064 090 012 345", CARD])
def test_a_clerk_erases_what_was_kept_by_the_number_typed_or_scanned(open_desk: Desk, typed: str) -> None:
    keep(open_desk.office)
    assert remembered(open_desk.office).facts
    open_desk.page.get_by_role("button", name=LABEL).click()
    open_desk.sheet.get_by_role("textbox").fill(typed)
    open_desk.page.keyboard.press("Enter")
    expect(open_desk.page.get_by_text("Trung tâm không còn giữ gì theo số này cho lần sau.")).to_be_visible()
    expect(open_desk.sheet).to_have_count(0)
    assert remembered(open_desk.office).facts == {}


def test_a_wrong_number_is_explained_and_stays_to_be_corrected(open_desk: Desk) -> None:
    open_desk.page.get_by_role("button", name=LABEL).click()
    open_desk.sheet.get_by_role("textbox").fill("06409001234")
    open_desk.page.keyboard.press("Enter")
    expect(open_desk.sheet.get_by_role("alert")).to_contain_text("12 chữ số")
    expect(open_desk.sheet.get_by_role("textbox")).to_have_value("06409001234")
