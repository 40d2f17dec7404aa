"""One office and one browser for all tests of the console; after each test the hall is empty again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.console.stage import Desk, LivingOffice, living_office
from tests.support_browser import open_chromium, open_page


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
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
