"""A crowded morning: the server finds a quieter hour, and the wall and the kiosk's answer name it."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from queue_server.client import QueueClient
from tests.e2e.console.stage import living_office
from tests.support import wait_until
from tests.support_browser import open_chromium, open_page

PEOPLE = 110


@pytest.mark.timeout(240)
def test_a_quieter_hour_is_named_on_the_wall_while_people_wait_long(tmp_path: Path) -> None:
    with living_office(tmp_path) as office, QueueClient(office.server.url) as anybody:
        # On a Sunday nobody is expected, and no hour is quieter than another.
        office.let_pass(timedelta(days=-anybody.board().business_date.weekday() % 7))
        assert anybody.board().quieter is None
        supervisor, _ = office.server.signed_in("supervisor")
        with supervisor:
            services = [one.id for one in supervisor.services()]
            for number in range(PEOPLE):
                office.take_ticket(services[number % len(services)])
            for counter in supervisor.counters():
                supervisor.counter_verb(counter.id, "open")
                supervisor.call_next(counter.id)
        found = wait_until(lambda: anybody.board().quieter, 150, "a quieter hour")
        assert "09:30" <= found.time <= "16:30"
        outlook = anybody.outlook("dang-ky-dat")
        long_wait = outlook.forecast is not None and outlook.forecast.median_seconds >= 600
        assert (outlook.quieter == found) is long_wait
        with open_chromium() as browser, open_page(browser) as page:
            page.goto(f"{office.server.url}/wall/?sound=off")
            expect(page.locator("#quieter")).to_contain_text(f"vắng hơn lúc {found.time}")
            expect(page.locator("#quieter")).to_contain_text("quieter at")
