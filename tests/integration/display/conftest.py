from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.integration.display.stage import Stage, open_stage
from tests.support_browser import SOUND_AT_ONCE, open_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium(SOUND_AT_ONCE) as opened:
        yield opened


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Stage]:
    """A blank page to import the wall's modules into."""
    with open_stage(browser) as stage:
        stage.blank()
        yield stage
