"""A living office for the console: the real server at nine in the morning, people who take tickets, pages that work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from playwright.sync_api import Locator, Page, expect

from queue_server.client import QueueClient
from queue_server.contract.alerts import Alert
from queue_server.contract.answers import TicketIssued
from queue_server.contract.commands import StartVisit
from tests.moved_clock import OFFICE_ZONE, put_on, seconds_to_opening, set_clock
from tests.support import wait_until
from tests.support_server import ROOT, DemoServer, clean_environment, free_port, is_ready

COPIES, BIRTH, LAND = "chung-thuc-ban-sao", "khai-sinh", "dang-ky-dat"
COUNTER_1_NAME = "Quầy 1"
ROUND_SECONDS = 8.0
LEAPS = 10

Found = TypeVar("Found")

ACTIONS = {
    "call": "Gọi số",
    "recall": "Gọi lại",
    "serve": "Bắt đầu",
    "complete": "Hoàn tất",
    "no_show": "Vắng mặt",
    "hold": "Tạm giữ",
    "transfer": "Chuyển quầy",
    "cancel": "Hủy",
}


@dataclass(frozen=True, slots=True)
class LivingOffice:
    """A server whose clock can be put forward, and the people around it."""

    server: DemoServer
    shift_file: Path

    def let_pass(self, span: timedelta) -> None:
        """Put the server's clock forward. Pages learn of it when they read the hall next: with the next event."""
        put_on(self.shift_file, span)

    def in_time(self, check: Callable[[], Found], what: str, leap: timedelta = timedelta(minutes=7)) -> Found:
        """Put the clock forward in leaps until it is so, letting the server look after each: it does every 5 s."""
        for _ in range(LEAPS):
            self.let_pass(leap)
            try:
                return wait_until(check, ROUND_SECONDS, what)
            except AssertionError:
                continue
        raise AssertionError(f"never came: {what}")

    def alerts(self, kind: str) -> list[Alert]:
        """Those of a kind that a supervisor sees."""
        supervisor, _ = self.server.signed_in("supervisor")
        with supervisor:
            return [one for one in supervisor.alerts().alerts if one.kind == kind]

    def take_ticket(self, service_id: str = COPIES, **more: Any) -> TicketIssued:
        """Somebody touches the kiosk."""
        with QueueClient(self.server.url, self.server.kiosk_token) as kiosk:
            return kiosk.start_visit(StartVisit(request_id=uuid4().hex, service_id=service_id, **more))

    @contextmanager
    def colleague(self, who: int = 1) -> Iterator[QueueClient]:
        """Another clerk, at a desk of her own."""
        with QueueClient(self.server.url) as client:
            client.sign_in(**self.server.credentials["clerks"][who])
            yield client

    @contextmanager
    def printer(self, where: str = "agent") -> Iterator[QueueClient]:
        """The device that prints: at the counters (`agent`) or in the `kiosk`, where its own tickets go again."""
        with QueueClient(self.server.url, self.server.credentials[f"{where}_token"]) as device:
            yield device

    def empty(self) -> None:
        """Everybody goes home: nobody waits and no counter is held."""
        supervisor, _ = self.server.signed_in("supervisor")
        with supervisor:
            for visit in supervisor.visits().visits:
                if visit.state == "serving":
                    self._finish(supervisor, visit.visit_id)
                else:
                    supervisor.visit_verb(visit.visit_id, "cancel", {"reason": "cuối ngày"})
            for counter in supervisor.counters():
                supervisor.counter_verb(counter.id, "close")

    @staticmethod
    def _finish(supervisor: QueueClient, visit_id: str) -> None:
        if supervisor.visit_verb(visit_id, "complete").visit.state == "waiting":
            supervisor.visit_verb(visit_id, "cancel", {"reason": "cuối ngày"})


@contextmanager
def living_office(folder: Path) -> Iterator[LivingOffice]:
    """The real demo server, at nine o'clock of the office's own time whatever the machine says."""
    folder.mkdir(parents=True, exist_ok=True)
    shift_file, log, port = folder / "shift", folder / "server.log", free_port()
    set_clock(shift_file, seconds_to_opening())
    command = [sys.executable, "-m", "tests.moved_clock", str(shift_file)]
    arguments = ["--demo", "--data", str(folder / "data"), "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command + arguments, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=clean_environment()
        )
    try:
        with QueueClient(f"http://127.0.0.1:{port}") as client:
            wait_until(lambda: is_ready(client, process, log), 30, "the server to be ready")
        credentials = json.loads((folder / "data" / "demo-credentials.json").read_text(encoding="utf-8"))
        yield LivingOffice(DemoServer(port, folder / "data", process.pid, credentials), shift_file)
    finally:
        process.terminate()
        process.wait(15)


def today_of(office: LivingOffice) -> date:
    """The day it is in the office."""
    shifted = datetime.now(UTC) + timedelta(seconds=float(office.shift_file.read_text()))
    return shifted.astimezone(OFFICE_ZONE).date()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a clerk sees and does at one page of the console."""

    page: Page
    office: LivingOffice

    def visit(self) -> None:
        self.page.goto(f"{self.office.server.url}/console/")

    def sign_in(self, username: str, password: str) -> None:
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()

    def come_to_work(self, who: int = 0, *, role: str | None = None) -> None:
        """Open the page and sign in as one of the clerks, or as `role`."""
        account = self.office.server.credentials[role] if role else self.office.server.credentials["clerks"][who]
        self.visit()
        self.sign_in(**account)
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def come_to_work_in(self, language: str, role: str) -> None:
        """As `come_to_work`, for a page that remembers another language than Vietnamese."""
        account = self.office.server.credentials[role]
        self.visit()
        self.page.locator("#username").fill(account["username"])
        self.page.locator("#password").fill(account["password"])
        self.page.keyboard.press("Enter")
        expect(self.page.locator(f"html[lang={language}] #main > *")).to_be_visible()
        expect(self.page.locator("#sign-in")).to_be_hidden()

    def open_counter(self, name: str = COUNTER_1_NAME) -> None:
        self.card(name).get_by_role("button", name="Mở quầy").click()
        expect(self.work).to_be_visible()

    def card(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.get_by_role("listitem").filter(has=heading)

    @property
    def work(self) -> Locator:
        return self.page.get_by_role("region", name="Lượt giao dịch tại quầy")

    @property
    def hall(self) -> Locator:
        return self.page.get_by_role("region", name="Phòng chờ")

    @property
    def held(self) -> Locator:
        return self.page.get_by_role("region", name="Đang tạm giữ")

    @property
    def sheet(self) -> Locator:
        """The topmost sheet over the page."""
        return self.page.get_by_role("dialog").last

    def action(self, which: str) -> Locator:
        group = self.page.get_by_role("group", name="Thao tác")
        return group.get_by_role("button", name=ACTIONS[which], exact=True)

    def press(self, key: str, which: str) -> None:
        """Press a key once its action may be used: while a command is under way no key asks for another."""
        expect(self.action(which)).to_be_enabled()
        self.page.keyboard.press(key)

    def row(self, number: str) -> Locator:
        return self.hall.get_by_role("listitem").filter(has_text=number)

    def held_row(self, number: str) -> Locator:
        return self.held.get_by_role("listitem").filter(has_text=number)

    def call_and_serve(self) -> None:
        self.action("call").click()
        self.action("serve").click()
        self.expect_state("Đang phục vụ")

    def expect_state(self, words: str) -> None:
        expect(self.work.get_by_text(words, exact=True)).to_be_visible()

    def expect_number(self, number: str) -> None:
        expect(self.work.get_by_text(number, exact=True)).to_be_visible()

    def confirm(self, label: str) -> None:
        """Send the sheet and see it go."""
        sheet = self.sheet
        sheet.get_by_role("button", name=label, exact=True).click()
        expect(sheet).to_be_hidden()

    def give_reason(self, words: str) -> None:
        self.sheet.get_by_role("button", name=words, exact=True).click()

    def hold(self, reason: str) -> None:
        self.action("hold").click()
        self.give_reason(reason)
        self.confirm("Tạm giữ")

    def call_button(self, number: str) -> Locator:
        return self.row(number).get_by_role("button", name="Gọi", exact=True)

    def fact(self, name: str) -> Locator:
        return self.work.locator("dl div").filter(has_text=name).get_by_role("definition")

    def problem(self, words: str) -> Locator:
        return self.page.get_by_role("alert").locator("p").filter(has_text=words)

    def expect_problem(self, words: str) -> None:
        expect(self.problem(words)).to_be_visible()

    def expect_enabled(self, *names: str) -> None:
        """These actions and no others can be used now."""
        for name in ACTIONS:
            check = expect(self.action(name))
            check.to_be_enabled() if name in names else check.to_be_disabled()

    def tab_to(self, target: Locator) -> None:
        """Reach it as a keyboard does; AssertionError if it cannot be reached."""
        expect(target).to_be_visible()
        for _ in range(40):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab never reached it.")

    def small_targets(self) -> list[str]:
        """Buttons and fields on the page that a finger may miss: smaller than 44 pixels either way."""
        return list(
            self.page.locator("button:visible, input:visible").evaluate_all(
                """all => all.map((one) => [one.getBoundingClientRect(), one])
                  .filter(([box]) => Math.min(box.width, box.height) < 42)
                  .map(([box, one]) => `${one.textContent || one.name} ${box.width}x${box.height}`)"""
            )
        )

    def end_session_elsewhere(self) -> None:
        """The session of this page is ended on the server, as by an administrator or by time."""
        [cookie] = self.page.context.cookies()
        answer = httpx.delete(
            f"{self.office.server.url}/api/v1/sessions/current", headers={"Authorization": f"Bearer {cookie['value']}"}
        )
        assert answer.status_code == 204

    @contextmanager
    def unaware(self) -> Iterator[None]:
        """News of the hall do not reach this page, its commands do."""
        self.page.route(f"{self.office.server.url}/api/v1/counters", lambda route: route.abort())
        yield
        self.page.unroute_all(behavior="ignoreErrors")

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """The page has no network, until the block ends."""
        self.page.context.set_offline(True)
        yield
        self.page.context.set_offline(False)
