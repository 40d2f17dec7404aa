"""A real Chromium for tests, the way the hall's own machines start it: full screen, no chatter to the outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Page, ViewportSize, expect, sync_playwright

from tests.support import patience

LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
EXPECT_MILLISECONDS = 5000

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
SOUND_AT_ONCE = "--autoplay-policy=no-user-gesture-required"
"""The flag with which a wall is started, so that it may speak without a touch."""


@contextmanager
def open_chromium(*more_flags: str) -> Iterator[Browser]:
    """A Chromium of the system, closed at the end."""
    expect.set_options(timeout=EXPECT_MILLISECONDS * patience())
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, *more_flags)
        try:
            yield browser
        finally:
            browser.close()


def launch(kind: BrowserType, *more_flags: str) -> Browser:
    """A further browser beside an open one (`browser.browser_type`): a process can have only one `open_chromium`."""
    return kind.launch(executable_path=_chromium(), args=[*_FLAGS, *_sandbox(), *more_flags])


@contextmanager
def open_page(browser: Browser, viewport: ViewportSize = LANDSCAPE, **more: Any) -> Iterator[Page]:
    """A page with cookies of its own. What went wrong in its scripts fails the test at the end.

    `more` goes to Playwright's `new_context`, for instance `locale="en"` or `reduced_motion="reduce"`.
    """
    settings = {"locale": "vi", "timezone_id": "Asia/Ho_Chi_Minh"} | more
    context = browser.new_context(viewport=viewport, **settings)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not faults, f"{len(faults)} errors in the page, the first: {faults[:3]}"


OVERFLOWING = """() => {
  const cut = [];
  const words = (element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 30)}"`;
  const corners = (box) => [box.left, box.top, box.right, box.bottom].map(Math.round).join(',');
  const within = (inner, outer, slack) => inner.left >= outer.left - slack && inner.top >= outer.top - slack &&
    inner.right <= outer.right + slack && inner.bottom <= outer.bottom + slack;
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || style.visibility === 'hidden' || style.display === 'inline') continue;
    if (element.closest('[data-may-shorten], [data-may-scroll], option')) continue;
    const parent = element.parentElement.getBoundingClientRect();
    if (!within(box, screen, 1)) cut.push(`${words(element)} leaves the screen: ${corners(box)}`);
    else if (!within(box, parent, 3) && !['fixed', 'absolute'].includes(style.position)) {
      cut.push(`${words(element)} leaves its place: ${corners(box)} in ${corners(parent)}`);
    } else if (element.clientWidth && element.scrollWidth > element.clientWidth + 1) {
      cut.push(`${words(element)} is wider than its place: ${element.scrollWidth} > ${element.clientWidth}`);
    }
  }
  return cut;
}"""


def overflowing(page: Page) -> list[str]:
    """What is cut or leaves its place now, in words.

    What stands in `data-may-shorten` may end in an ellipsis, what stands in `data-may-scroll` may be scrolled to.
    """
    return list(page.evaluate(OVERFLOWING))


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("no Chromium on this machine: apt-get install chromium")


def _sandbox() -> tuple[str, ...]:
    return ("--no-sandbox",) if os.geteuid() == 0 else ()


def save(page: Page, picture: Path) -> None:
    """A PNG of what the page shows now."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(picture), animations="disabled")
