"""A real Chromium for tests, the way the hall's own machines start it: full screen, no chatter to the outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}

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
    with sync_playwright() as playwright:
        browser = launch(playwright, *more_flags)
        try:
            yield browser
        finally:
            browser.close()


def launch(playwright: Playwright, *more_flags: str) -> Browser:
    """Several browsers at once need one Playwright; otherwise use `open_chromium`."""
    return playwright.chromium.launch(executable_path=_chromium(), args=[*_FLAGS, *_sandbox(), *more_flags])


@contextmanager
def open_page(browser: Browser, viewport: ViewportSize = LANDSCAPE, language: str = "vi") -> Iterator[Page]:
    """A page with cookies of its own. What went wrong in its scripts fails the test at the end."""
    context = browser.new_context(viewport=viewport, locale=language, timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not faults, f"errors in the page: {faults}"


OVERFLOWING = """() => {
  const cut = [];
  const seen = document.querySelectorAll('body *');
  for (const element of seen) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || getComputedStyle(element).visibility === 'hidden') continue;
    const name = `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 30)}"`;
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      cut.push(`${name} leaves the screen: ${Math.round(box.left)},${Math.round(box.top)} to ` +
        `${Math.round(box.right)},${Math.round(box.bottom)}`);
    } else if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 &&
        !element.hasAttribute('data-may-shorten')) {
      cut.push(`${name} is wider than its place: ${element.scrollWidth} > ${element.clientWidth}`);
    }
  }
  return cut;
}"""


def overflowing(page: Page) -> list[str]:
    """What is cut or leaves the screen now, in words. Elements with `data-may-shorten` may end in an ellipsis."""
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
