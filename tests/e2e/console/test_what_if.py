"""The page that plays yesterday again: what happened, the same replayed, and with something changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.console.stage import COPIES, Desk, LivingOffice, living_office
from tests.support import wait_until
from tests.support_browser import open_page

PEOPLE, LONG = 6, 60_000


@pytest.fixture(scope="module")
def next_morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingOffice]:
    """An office on the day after one on which six people waited for one counter."""
    with living_office(tmp_path_factory.mktemp("yesterday")) as office:
        with office.colleague() as clerk:
            clerk.counter_verb("3", "open")
            for _ in range(PEOPLE):
                office.take_ticket(COPIES)
            for _ in range(PEOPLE):
                visit_id = clerk.call_next("3").visit.visit_id
                clerk.visit_verb(visit_id, "serve")
                office.let_pass(timedelta(minutes=8))
                clerk.visit_verb(visit_id, "complete")
            clerk.counter_verb("3", "close")
        office.let_pass(timedelta(days=1))
        yield office


def minutes(text: str) -> int:
    return int(text.split(":", maxsplit=1)[0])


def test_yesterday_is_played_again_as_it_was_and_with_one_more_counter(
    browser: Browser, next_morning: LivingOffice
) -> None:
    with open_page(browser) as page:
        desk = Desk(page, next_morning)
        desk.come_to_work(role="supervisor")
        page.get_by_role("button", name="Số liệu").click()
        page.get_by_role("button", name="Nếu như").click()
        table = page.get_by_role("region", name="So sánh").get_by_role("table")
        expect(table).to_be_visible(timeout=LONG)

        def cells(name: str) -> list[str]:
            header = page.get_by_role("rowheader", name=name, exact=True)
            return table.get_by_role("row").filter(has=header).get_by_role("cell").all_inner_texts()

        def is_shorter() -> bool:
            found = cells("Diễn lại theo thay đổi")
            return bool(found) and minutes(found[2]) <= 10

        happened, replayed = cells("Thực tế"), cells("Diễn lại y như cũ")
        assert happened[0] == str(PEOPLE)
        assert minutes(happened[2]) == pytest.approx(20, abs=1)
        assert minutes(replayed[2]) == pytest.approx(minutes(happened[2]), abs=1)
        page.get_by_label("Thêm một quầy").select_option(label="Làm được mọi dịch vụ")
        wait_until(is_shorter, 60, "a shorter wait")
        expect(page.get_by_label("Từ giờ")).to_be_visible()
        assert desk.small_targets() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_day_without_anybody_is_said_in_a_sentence(browser: Browser, next_morning: LivingOffice) -> None:
    with open_page(browser) as page:
        Desk(page, next_morning).come_to_work(role="supervisor")
        page.get_by_role("button", name="Số liệu").click()
        page.get_by_role("button", name="Nếu như").click()
        page.get_by_label("Ngày", exact=True).fill("2020-02-03")
        page.get_by_label("Ngày", exact=True).blur()
        alert = page.get_by_role("region", name="Nếu như").get_by_role("alert")
        expect(alert).to_contain_text("không có ai đến", timeout=LONG)
