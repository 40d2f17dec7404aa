"""The wall of a real office: real server, real event stream, real Chromium, real sound files."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from queue_server.client import QueueClient
from queue_server.contract.answers import Visit
from queue_server.contract.commands import StartVisit
from tests.support import wait_until
from tests.support_browser import LANDSCAPE, PORTRAIT, SOUND_AT_ONCE, open_chromium, open_page, overflowing
from tests.support_server import DemoServer, ServerProcess, server_process

OUT_OF_TOUCH_WITHIN = 11_000
BACK_WITHIN = 15_000


class Hall:
    """People and clerks of one office. One supervisor holds all counters, so that one client can call at each."""

    def __init__(self, server: DemoServer) -> None:
        self.server = server
        self.supervisor, _ = server.signed_in("supervisor")
        self.counters = self.supervisor.counters()

    def open_all(self) -> None:
        for counter in self.counters:
            if counter.state != "open":
                self.supervisor.counter_verb(counter.id, "open")

    def take_tickets(self, count: int, priority_class: str = "ordinary") -> list[str]:
        """One for a service that every counter in turn can serve."""
        with QueueClient(self.server.url, self.server.kiosk_token) as kiosk:
            return [
                kiosk.start_visit(
                    StartVisit(
                        request_id=uuid4().hex,
                        service_id=self.counters[index % len(self.counters)].services[0],
                        priority_class=priority_class,
                    )
                ).ticket_number
                for index in range(count)
            ]

    def waiting(self) -> dict[str, Visit]:
        return {visit.ticket_number: visit for visit in self.supervisor.visits().visits if visit.state == "waiting"}

    def call(self, number: str) -> Visit:
        """Call a chosen number to a free counter that may serve it."""
        visit = self.waiting()[number]
        body = {"counter_id": self.free_counter(visit.service.id), "reason": "thử bảng gọi số"}
        return self.supervisor.visit_verb(visit.visit_id, "call", body).visit

    def call_in_a_row(self, count: int) -> list[Visit]:
        """Every counter in turn calls its next one; who stood there before is done."""
        called: list[Visit] = []
        standing: dict[str, str] = {}
        for counter in cycle(self.counters):
            if counter.id in standing:
                self.finish(standing.pop(counter.id))
            visit = self.supervisor.call_next(counter.id).visit
            standing[counter.id] = visit.visit_id
            called.append(visit)
            if len(called) == count:
                return called
        raise AssertionError("an office without counters")

    def finish(self, visit_id: str) -> None:
        self.supervisor.visit_verb(visit_id, "serve")
        self.supervisor.visit_verb(visit_id, "complete")

    def free_counter(self, service_id: str) -> str:
        busy = {visit.counter_id for visit in self.supervisor.visits().visits}
        return next(one.id for one in self.counters if service_id in one.services and one.id not in busy)

    def counter_name(self, counter_id: str | None) -> str:
        return next(counter.name["vi"] for counter in self.counters if counter.id == counter_id)

    def clear(self) -> None:
        """Whoever stands at a counter is served and goes; whoever waits goes home."""
        for visit in self.supervisor.visits().visits:
            if visit.state == "called":
                self.finish(visit.visit_id)
            elif visit.state == "serving":
                self.supervisor.visit_verb(visit.visit_id, "complete")
            else:
                self.supervisor.visit_verb(visit.visit_id, "cancel", {"reason": "cuối buổi"})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium(SOUND_AT_ONCE) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with server_process(tmp_path_factory.mktemp("wall")) as process:
        yield process.start()
        process.stop()


@pytest.fixture
def hall(server: DemoServer) -> Iterator[Hall]:
    hall = Hall(server)
    hall.open_all()
    yield hall
    hall.clear()
    hall.supervisor.close()


@contextmanager
def wall(browser: Browser, url: str, query: str = "") -> Iterator[Page]:
    """The wall, in touch with its server: it is drawn, and its event stream is open."""
    with open_page(browser) as page:
        with page.expect_response(lambda answer: "/events?" in answer.url):
            page.goto(f"{url}/wall/?{query}")
        expect(page.locator("#desks li").first).to_be_visible()
        yield page


def announced(page: Page) -> list[int]:
    """The calls whose clips the page asks for from now on, each once; the list grows as the page is worked with."""
    calls: list[int] = []

    def note(request: Request) -> None:
        if (seq := clip_of(request)) and seq not in calls:
            calls.append(seq)

    page.on("request", note)
    return calls


def clip_of(request: Request) -> int | None:
    """The call whose clip is asked for, None for anything else."""
    found = re.search(r"/announcements/(\d+)\.wav$", request.url)
    return int(found[1]) if found else None


def is_clip_after(request: Request, seq: int) -> bool:
    return (clip_of(request) or 0) > seq


def numbers_on(page: Page) -> set[str]:
    """Every number that stands on the wall now, at a counter or among those called before."""
    return set(page.locator("#desks .number, #history .number").all_inner_texts())


def standing(page: Page) -> list[str]:
    """All that the wall says of calls and waiting, in words."""
    return page.locator("#desks li, #history li, #waiting-total").all_inner_texts()


def test_a_call_is_shown_large_with_its_counter_and_is_spoken(browser: Browser, hall: Hall) -> None:
    [number] = hall.take_tickets(1)
    with wall(browser, hall.server.url) as page:
        with page.expect_response(lambda answer: "/announcements/" in answer.url) as clip:
            visit = hall.call(number)
            expect(page.locator("#hero-number")).to_have_text(number)

        expect(page.locator("#hero-counter .first")).to_have_text(f"Đến {hall.counter_name(visit.counter_id)}")
        assert clip.value.ok
        assert clip.value.headers["content-type"].startswith("audio/")
        expect(page.locator("#sound")).to_be_hidden()
        assert overflowing(page) == []


def test_of_twelve_calls_at_once_every_one_is_shown_and_has_its_turn_to_be_spoken(browser: Browser, hall: Hall) -> None:
    hall.take_tickets(24)
    with wall(browser, hall.server.url) as page:
        page.clock.install()
        page.reload()
        expect(page.locator("#desks li")).to_have_count(len(hall.counters))
        page.route("**/announcements/*.wav", lambda route: route.fulfill(status=404))
        clips = announced(page)

        called = hall.call_in_a_row(12)
        wait_until(lambda: numbers_on(page) >= {visit.ticket_number for visit in called}, what="all twelve on the wall")
        assert len(called) == 12

        # Speaking takes a minute or so; the page's own clock is put forward instead of waiting. Who was served
        # meanwhile need not be called any more: eight counters stand with eight people.
        still_called = sorted(call.seq for call in hall.supervisor.board().calls)
        wait_until(lambda: page.clock.run_for(1000) or set(clips) >= set(still_called), 30, "every clip")
        assert len(still_called) == len(hall.counters)
        assert clips == sorted(clips)


def test_a_recall_is_announced_again_and_says_that_it_is_one(browser: Browser, hall: Hall) -> None:
    [number] = hall.take_tickets(1)
    visit = hall.call(number)
    with wall(browser, hall.server.url) as page:
        expect(page.locator("#hero-number")).to_have_text(number)

        with page.expect_request("**/announcements/*.wav"):
            hall.supervisor.visit_verb(visit.visit_id, "recall")

        expect(page.locator("#hero-again .first")).to_have_text("Gọi lần 2")
        expect(page.locator("#desks li[data-new] .number")).to_have_text(number)


def test_what_events_built_is_what_a_fresh_wall_shows(browser: Browser, hall: Hall) -> None:
    numbers = hall.take_tickets(9, priority_class="elderly_75")
    with wall(browser, hall.server.url, "sound=off&languages=vi") as page:
        clerk = hall.supervisor
        visits = [hall.call(number).visit_id for number in numbers[:5]]
        clerk.visit_verb(visits[0], "serve")
        clerk.visit_verb(visits[1], "hold", {"reason": "bổ sung giấy tờ"})
        clerk.visit_verb(visits[2], "no-show")
        clerk.visit_verb(visits[3], "serve")
        clerk.visit_verb(visits[3], "transfer", {"service_id": hall.counters[0].services[0]})
        clerk.visit_verb(visits[4], "serve")
        clerk.visit_verb(visits[4], "complete")
        clerk.visit_verb(hall.waiting()[numbers[8]].visit_id, "cancel", {"reason": "về sớm"})
        clerk.visit_verb(visits[1], "resume", {"counter_id": hall.free_counter(hall.counters[1].services[0])})

        with wall(browser, hall.server.url, "sound=off&languages=vi") as fresh:
            wait_until(lambda: standing(page) == standing(fresh), what="both walls to say the same")
            assert "elderly" not in page.content()


def test_a_counter_that_pauses_says_so_and_one_that_closes_is_gone(browser: Browser, hall: Hall) -> None:
    first, second = hall.counters[:2]
    with wall(browser, hall.server.url, "sound=off") as page:
        rows = page.locator("#desks li")
        expect(rows).to_have_count(len(hall.counters))

        hall.supervisor.counter_verb(first.id, "pause")
        expect(rows.first).to_contain_text("Tạm dừng")
        hall.supervisor.counter_verb(second.id, "close")
        expect(rows).to_have_count(len(hall.counters) - 1)


@pytest.mark.parametrize("languages", ["vi,en", "en"])
def test_the_demo_office_fits_on_both_kinds_of_screen(browser: Browser, hall: Hall, languages: str) -> None:
    hall.take_tickets(40)
    hall.call_in_a_row(20)
    with wall(browser, hall.server.url, f"sound=off&languages={languages}") as page:
        expect(page.locator("#history li")).to_have_count(12)
        for viewport in (LANDSCAPE, PORTRAIT):
            page.set_viewport_size(viewport)
            assert overflowing(page) == [], viewport


def test_the_page_keeps_to_its_own_policy(browser: Browser, hall: Hall) -> None:
    complaints: list[str] = []
    with wall(browser, hall.server.url) as page:
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        answer = page.reload()

        expect(page.locator("#desks li").first).to_be_visible()
        assert answer
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert complaints == []


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that a test may kill, stop and start again."""
    with server_process(tmp_path) as process:
        yield process


def test_a_wall_survives_its_server_and_misses_nothing(browser: Browser, mortal: ServerProcess) -> None:
    hall = Hall(mortal.start())
    hall.open_all()
    before, during = hall.take_tickets(2)
    with wall(browser, mortal.url) as page:
        hall.call(before)
        expect(page.locator("#hero-number")).to_have_text(before)
        [first] = hall.supervisor.board().calls

        mortal.kill()
        expect(page.locator("#trouble")).to_be_visible(timeout=OUT_OF_TOUCH_WITHIN)
        expect(page.locator("#trouble")).to_contain_text("Mất kết nối với máy chủ")
        expect(page.locator("#hero-number")).to_have_text(before)
        with page.expect_request(lambda asked: is_clip_after(asked, first.seq), timeout=BACK_WITHIN):
            mortal.start()
            hall.call(during)

        expect(page.locator("#hero-number")).to_have_text(during)
        expect(page.locator("#trouble")).to_be_hidden(timeout=BACK_WITHIN)
        assert numbers_on(page) >= {before, during}
    hall.supervisor.close()


def test_a_line_that_dies_without_a_word_is_noticed(browser: Browser, mortal: ServerProcess) -> None:
    hall = Hall(mortal.start())
    hall.open_all()
    [number] = hall.take_tickets(1)
    with wall(browser, mortal.url, "sound=off") as page:
        expect(page.locator("#trouble")).to_be_hidden()

        mortal.running().send_signal(signal.SIGSTOP)
        expect(page.locator("#trouble")).to_be_visible(timeout=OUT_OF_TOUCH_WITHIN)
        mortal.running().send_signal(signal.SIGCONT)
        hall.call(number)

        expect(page.locator("#hero-number")).to_have_text(number, timeout=BACK_WITHIN)
        expect(page.locator("#trouble")).to_be_hidden(timeout=BACK_WITHIN)
    hall.supervisor.close()
