"""Pictures of the wall in its states, both ways up and in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from queue_server.contract.answers import Board
from queue_server.contract.planning import Basis, Quieter
from tests.integration.display.stage import MORNING, Stage, board, busy_board, call, open_stage
from tests.support_browser import LANDSCAPE, PORTRAIT, SOUND_AT_ONCE, open_chromium, save

SIZES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}


def shoot(folder: Path) -> list[Path]:
    """Write the pictures into `folder` and say which."""
    with open_chromium(SOUND_AT_ONCE) as browser:
        return [_shoot(browser, folder, scene, size) for scene in SCENES for size in SIZES]


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    board: Board
    query: str = "sound=off"
    happens: Callable[[Stage], None] = lambda stage: None


def _shoot(browser: Browser, folder: Path, scene: Scene, size: str) -> Path:
    picture = folder / f"wall-{scene.name}-{size}.png"
    with open_stage(browser, scene.board, SIZES[size]) as stage:
        page = stage.open(scene.query)
        _wait_until_drawn(page)
        scene.happens(stage)
        save(page, picture)
    return picture


def _wait_until_drawn(page: Page) -> None:
    expect(page.locator("#desks li").first).to_be_visible()
    # In two languages once the catalogue is there; the clock is in place by then too.
    expect(page.locator("html[lang=en] #hero-invite .first, #hero-invite .other")).to_be_visible()
    page.evaluate("document.fonts.ready")


def _lose_the_server(stage: Stage) -> None:
    stage.board = None
    expect(stage.page.locator("#trouble")).to_be_visible(timeout=11_000)


def _recalled() -> Board:
    calls = [call("K1-004", 5, 150, age=2, call_count=2, priority=True), *busy_board().calls[1:5]]
    return busy_board().model_copy(update={"seq": 160, "calls": calls})


def _quieter() -> Board:
    later = Quieter(at=MORNING + timedelta(hours=6, minutes=15), time="15:30", basis=Basis.HISTORY)
    return busy_board().model_copy(update={"quieter": later})


SCENES = (
    Scene("busy", busy_board()),
    Scene("busy-en", busy_board(), "sound=off&languages=en"),
    Scene("quieter", _quieter()),
    Scene("recalled", _recalled()),
    Scene("nobody", board(busiest=0)),
    Scene("sixteen-counters", busy_board(counters=16, services=24)),
    Scene("out-of-touch", busy_board(), happens=_lose_the_server),
)
