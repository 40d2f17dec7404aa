"""Pictures of the console in its states, sizes and languages, from a living office."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, expect

from tests.e2e.console.stage import Desk, LivingOffice, living_office
from tests.support_browser import open_chromium, open_page, save

SIZES: dict[str, ViewportSize] = {
    "1366": {"width": 1366, "height": 768},
    "1920": {"width": 1920, "height": 1080},
    "tablet": {"width": 1080, "height": 1920},
}
LANGUAGES = ("vi", "en")
QUEUE = (
    ("khai-sinh", {}),
    ("chung-thuc-ban-sao", {"priority_class": "elderly_75"}),
    ("chung-thuc-chu-ky", {}),
    ("chung-thuc-ban-sao", {"language": "en"}),
    ("dang-ky-dat", {}),
    ("ket-hon", {"priority_class": "pregnant"}),
    ("trich-luc", {}),
    ("doi-giay-dat", {}),
    ("cai-chinh", {}),
    ("tro-cap", {"priority_class": "merit"}),
    ("chung-thuc-ban-sao", {}),
    ("khai-tu", {}),
    ("huong-dan", {}),
    ("chung-thuc-ban-sao", {}),
)

Take = Callable[[str], None]


def shoot(folder: Path) -> None:
    """Write `console-<language>-<size>-<number>-<state>.png` into `folder`."""
    with open_chromium() as browser, tempfile.TemporaryDirectory() as scratch, living_office(Path(scratch)) as office:
        for size, viewport in SIZES.items():
            for language in LANGUAGES:
                _one_shift(browser, office, viewport, language, folder / f"console-{language}-{size}")
                office.empty()


def _one_shift(browser: Browser, office: LivingOffice, viewport: ViewportSize, language: str, prefix: Path) -> None:
    with open_page(browser, viewport) as page, office.colleague() as other:
        taken = iter(range(1, 100))

        def take(state: str) -> None:
            page.evaluate("document.fonts.ready")
            save(page, prefix.parent / f"{prefix.name}-{next(taken):02d}-{state}.png")

        desk = Desk(page, office)
        desk.visit()
        take("sign-in")
        other.counter_verb("3", "open")
        _fill_the_hall(office)
        other.call_next("3")
        page.evaluate("language => localStorage.setItem('mot-cua.console.language', language)", language)
        desk.come_to_work_in(language, "supervisor")
        _shoot_desk(desk, take)
        _shoot_sheets(desk, take)
        _shoot_hall(desk, take)


def _fill_the_hall(office: LivingOffice) -> None:
    for service_id, more in QUEUE:
        office.take_ticket(service_id, **more)
        office.let_pass(timedelta(seconds=75))


def _press(desk: Desk, key: str, command: str) -> None:
    """Press a key once its button may be used: while a command is under way no key asks for another."""
    expect(desk.page.locator(f"[data-do={command}][data-shortcut]")).to_be_enabled()
    desk.page.keyboard.press(key)


def _shoot_desk(desk: Desk, take: Take) -> None:
    take("choose-counter")
    desk.page.locator("[data-do=open][data-counter='2']").click()
    expect(desk.page.locator(".desk")).to_be_visible()
    take("idle")
    _press(desk, "F2", "call-next")
    expect(desk.page.locator(".current.called")).to_be_visible()
    take("called")
    desk.office.let_pass(timedelta(seconds=50))
    desk.office.take_ticket()
    expect(desk.page.locator(".running.late")).to_be_visible()
    take("no-answer")
    _press(desk, "F8", "serve")
    expect(desk.page.locator(".current.serving")).to_be_visible()
    desk.office.let_pass(timedelta(minutes=7))
    desk.office.take_ticket()
    expect(desk.page.locator(".running b")).to_contain_text("7:0")
    take("serving")


def _shoot_sheets(desk: Desk, take: Take) -> None:
    page, keys = desk.page, desk.page.keyboard
    _press(desk, "t", "hold")
    take("hold")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.locator(".held .row")).to_be_visible()
    page.locator(".rows.waiting [data-do=call]").nth(2).click()
    take("call-chosen")
    keys.press("Escape")
    _press(desk, "g", "call-next")
    expect(page.locator(".current.called")).to_be_visible()
    _press(desk, "c", "transfer")
    expect(page.locator(".sheet")).to_be_visible()
    take("transfer")
    keys.press("Escape")
    _press(desk, "p", "walk-in")
    expect(page.locator(".sheet")).to_be_visible()
    take("walk-in")
    page.locator(".sheet input[type=search]").fill("khai sinh")
    keys.press("Enter")
    page.locator(".sheet .button.main").click()
    expect(page.locator(".issued")).to_be_visible()
    take("issued")
    keys.press("Escape")
    keys.press("?")
    take("help")
    keys.press("Escape")


def _shoot_hall(desk: Desk, take: Take) -> None:
    page, keys = desk.page, desk.page.keyboard
    for tab in ("counters", "devices"):
        page.locator(f"#tab-{tab}").click()
        take(tab)
    page.locator("#tab-waiting").click()
    page.locator("[data-filter=all]").click()
    _press(desk, "v", "no-show")
    expect(page.locator(".current.idle")).to_be_visible()
    _press(desk, "k", "pause")
    take("pause")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.locator(".current.paused")).to_be_visible()
    take("paused")
    _shoot_alerts(desk, take)


def _shoot_alerts(desk: Desk, take: Take) -> None:
    page, office = desk.page, desk.office
    office.in_time(lambda: office.alerts("share_at_risk") and office.alerts("visit_nearly_late"), "alerts")
    office.take_ticket()
    expect(page.locator(".watch-row").first).to_be_visible()
    take("alert")
    page.locator(".watch-more").click()
    page.locator(".watch-row [data-do=accept-alerts]").first.click()
    expect(page.locator(".watch-row.taken").first).to_be_visible()
    take("alerts")
