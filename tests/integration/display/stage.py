"""The wall on a stage: its real page in a real Chromium, with the server's answers given from here.

Boards are built from the contract's own models, so that the page cannot be tested against a shape that nobody sends.
"""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, Route, ViewportSize

from queue_server.contract.answers import (
    Board,
    BoardCall,
    BoardCounter,
    BoardWaiting,
    Forecast,
    OfficeRef,
    ServiceRef,
)
from queue_server.contract.common import CounterState, VisitState
from tests.support_browser import LANDSCAPE, open_page

ROOT = Path(__file__).resolve().parents[3]
WALL = "http://wall.test"
MORNING = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
}
SERVICES = (
    ("Chứng thực bản sao, chữ ký", "Certification of copies and signatures"),
    ("Khai sinh, khai tử, kết hôn", "Births, deaths and marriages"),
    ("Đất đai, nhà ở", "Land and housing"),
    ("Đăng ký hộ kinh doanh", "Household business registration"),
    ("Bảo trợ xã hội, người có công", "Social protection and merit"),
    ("Cư trú, tạm trú, tạm vắng", "Residence"),
    ("Y tế, giáo dục và đào tạo", "Health, education and training"),
    (
        "Tiếp công dân, khiếu nại, tố cáo, phản ánh và kiến nghị về thủ tục hành chính",
        "Receiving citizens, complaints, denunciations and petitions on administrative procedures",
    ),
)


def call(number: str, counter: int, seq: int, *, age: float = 60, **more: Any) -> BoardCall:
    """A call of `age` seconds ago; `more` are fields of the contract's own."""
    facts = {"state": VisitState.CALLED, "call_count": 1, "priority": False} | more
    return BoardCall(
        seq=seq,
        ticket_number=number,
        counter_id=f"counter-{counter}",
        counter_name=counter_name(counter),
        called_at=MORNING - timedelta(seconds=age),
        **facts,
    )


def counter_name(counter: int) -> dict[str, str]:
    if counter == 8:
        return {"vi": "Quầy ưu tiên 8", "en": "Priority counter 8"}
    return {"vi": f"Quầy {counter}", "en": f"Counter {counter}"}


def board(
    seq: int = 100,
    calls: Sequence[BoardCall] = (),
    recent: Sequence[BoardCall] = (),
    *,
    counters: int = 8,
    services: int = 8,
    busiest: int = 13,
) -> Board:
    """`busiest` bounds the people that wait for one service; 0 means that nobody waits for any."""
    counts = [(index * 7 + 3) % busiest if busiest else 0 for index in range(services)]
    waiting = [
        BoardWaiting(service=ServiceRef(id=f"s{index}", name=names(index)), count=count, forecast=wait(index))
        for index, count in enumerate(counts)
    ]
    at = {found.counter_id: found.ticket_number for found in calls}
    return Board(
        seq=seq,
        at=MORNING,
        business_date=date(2026, 3, 2),
        office=OfficeRef(
            name={
                "vi": "Trung tâm Phục vụ hành chính công xã Ví Dụ",
                "en": "Ví Dụ Commune Public Administrative Service Centre",
            }
        ),
        time_zone="Asia/Ho_Chi_Minh",
        calls=list(calls),
        recent=list(recent) or list(calls),
        waiting=waiting,
        waiting_total=sum(counts),
        counters=[
            BoardCounter(
                id=f"counter-{index}",
                name=counter_name(index),
                state=CounterState.OPEN,
                ticket_number=at.get(f"counter-{index}"),
            )
            for index in range(1, counters + 1)
        ],
    )


def wait(service: int) -> Forecast | None:
    """Of every kind: not known, short, single minutes, fives, hours."""
    low, high = ((0, 0), (20, 170), (380, 520), (620, 890), (5400, 9000))[service % 5]
    if not high:
        return None
    return Forecast(
        median_seconds=(low + high) / 2, low_seconds=low, high_seconds=high, as_of=MORNING - timedelta(seconds=3)
    )


def names(service: int) -> dict[str, str]:
    vietnamese, english = SERVICES[service % len(SERVICES)]
    return {"vi": vietnamese, "en": english}


def busy_board(counters: int = 8, services: int = 8) -> Board:
    """A full morning: every counter but one is busy, with every kind of number."""
    numbers = ["A118", "B042", "C007", "A1000", "K1-004", "D021", "A119", "A120"]
    numbers += [f"A{121 + index}" for index in range(max(0, counters - 8))]
    states = [VisitState.SERVING if index < 5 else VisitState.CALLED for index in range(1, counters + 1)]
    calls = [
        call(number, index, 60 + index, age=300 - index, priority=index == 2, state=state)
        for index, (number, state) in enumerate(zip(numbers, states, strict=False), start=1)
    ]
    calls[-1] = call(calls[-1].ticket_number, counters, 99, age=4)
    past = [call(f"A{100 + index}", index % counters + 1, 20 + index, age=900) for index in range(16)]
    standing = [found for found in calls if found.counter_id != "counter-6"]
    full = board(100, standing, [*reversed(calls), *reversed(past)], counters=counters, services=services)
    resting = full.counters[5].model_copy(update={"state": CounterState.PAUSED})
    return full.model_copy(update={"counters": [*full.counters[:5], resting, *full.counters[6:]]})


HANGS = b"never comes"

DRAW = """
const modules = ['board_view', 'texts', 'board_state', 'clock'];
const [{ createView }, { createTexts }, { fromBoard }, { createClock }] = await Promise.all(modules.map(load));
const texts = createTexts(given.languages);
await texts.load();
const clock = createClock();
clock.set(given.board.at, given.board.time_zone);
const view = createView(document, texts);
for (const list of document.querySelectorAll('ul, ol')) list.replaceChildren();
view.drawTitles();
view.drawClock(clock);
view.draw(fromBoard(given.board), null, clock.now());
await document.fonts.ready;
"""


def clip(seconds: float = 0.2) -> bytes:
    """A WAV of silence."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(int(16000 * seconds)))
    return written.getvalue()


class Stage:
    """Answers the page's requests. What the server says is set here, at any time:

    `board`: what it shows, None for a server that is away; `events_status`: how it answers the stream (200: it opens
    and ends at once); `sound`: a clip, None for none there, HANGS for one that never comes; `languages`: catalogues.
    """

    def __init__(self, page: Page, first: Board | None = None) -> None:
        self.page = page
        self.board = first
        self.events_status = 200
        self.sound: bytes | None = clip()
        self.languages = {"en"}
        self.asked: list[str] = []
        page.route("**/*", self._answer)

    def open(self, query: str = "sound=off") -> Page:
        self.page.goto(f"{WALL}/wall/?{query}")
        return self.page

    def blank(self) -> Page:
        """An empty page of the same origin, to import single modules into."""
        self.page.goto(f"{WALL}/blank")
        return self.page

    def still(self) -> Page:
        """The page without what moves it: `draw` alone decides what is shown."""
        self.page.route("**/js/main.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        return self.open()

    def draw(self, shown: Board, languages: list[str]) -> None:
        """Draw one board on a still page, as the wall's own view draws it."""
        self.run(DRAW, {"board": as_json(shown), "languages": languages})

    def run(self, script: str, argument: Any = None) -> Any:
        """Run the body of an async function with the wall's modules at hand as `load(name)`."""
        prelude = "const load = (name) => import(`/wall/js/${name}.js`);"
        return self.page.evaluate(f"async (given) => {{ {prelude} {script} }}", argument)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(WALL).partition("?")[0]
        self.asked.append(path)
        if path == "/blank":
            route.fulfill(content_type="text/html", body="<!doctype html><title>Trang thử</title>")
        elif path.endswith(".wav"):
            self._answer_sound(route)
        elif path.startswith("/api/"):
            self._answer_api(route, path)
        elif path.startswith("/i18n/display/") and Path(path).stem in self.languages:
            route.fulfill(json=catalogue(Path(path).stem))
        else:
            serve_file(route, path)

    def _answer_api(self, route: Route, path: str) -> None:
        if self.board is None:
            route.abort("connectionrefused")
        elif path.endswith("/board"):
            route.fulfill(content_type="application/json", body=self.board.model_dump_json())
        elif path.endswith("/events"):
            route.fulfill(status=self.events_status, content_type="text/event-stream", body=": here\n\n")
        elif path.endswith("/health/live"):
            route.fulfill(json={"status": "live"})
        else:
            route.fulfill(status=404)

    def _answer_sound(self, route: Route) -> None:
        if self.sound is None:
            route.fulfill(status=404)
        elif self.sound != HANGS:
            route.fulfill(body=self.sound, content_type="audio/wav")


@contextmanager
def open_stage(
    browser: Browser, first: Board | None = None, viewport: ViewportSize = LANDSCAPE, **more: Any
) -> Iterator[Stage]:
    with open_page(browser, viewport, **more) as page:
        try:
            yield Stage(page, first)
        finally:
            # The page asks on to the end; what it asks while it closes needs no answer.
            page.unroute_all(behavior="ignoreErrors")


def catalogue(language: str) -> dict[str, str]:
    with (ROOT / f"assets/i18n/{language}/LC_MESSAGES/display.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def serve_file(route: Route, path: str) -> None:
    wall = path.removeprefix("/wall/")
    file = ROOT / "display" / (wall or "index.html") if path.startswith("/wall/") else ROOT / "assets" / path[1:]
    if not file.is_file():
        route.fulfill(status=404)
        return
    policy = {"Content-Security-Policy": "default-src 'self'"}
    route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix], headers=policy)


def as_json(model: Board) -> dict[str, Any]:
    """What the page gets when it reads this board."""
    read: dict[str, Any] = json.loads(model.model_dump_json())
    return read
