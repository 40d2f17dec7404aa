"""The whole page, as the hall sees it, against a server whose answers are given by the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from queue_server.contract.planning import Basis, Quieter
from tests.integration.display.stage import HANGS, MORNING, Stage, as_json, board, busy_board, call, open_stage
from tests.support_browser import LANDSCAPE, PORTRAIT, launch, overflowing

SMALL: ViewportSize = {"width": 1366, "height": 768}
LARGE: ViewportSize = {"width": 3840, "height": 2160}

QUIETER = Quieter(at=MORNING + timedelta(hours=6), time="15:30", basis=Basis.USUAL_WEEK)

BOARDS = {
    "a quieter hour": busy_board().model_copy(update={"quieter": QUIETER}),
    "nobody": board(busiest=0),
    "busy": busy_board(),
    "no counter open": board(counters=0),
    "sixteen counters": busy_board(counters=16, services=24),
    "twenty-four counters": busy_board(counters=24, services=24),
    "long number recalled": busy_board().model_copy(
        update={"seq": 200, "calls": [call("K12-10345", 8, 150, age=2, call_count=3, priority=True)]}
    ),
}


def wait_for_page(page: Page) -> None:
    expect(page.locator("#hero-invite .first")).to_be_visible()
    expect(page.locator("#clock")).to_have_text("09:15")
    page.evaluate("document.fonts.ready")


def text_box(page: Page, selector: str) -> dict[str, float]:
    """Where the letters are, not the box around them."""
    box: dict[str, float] = page.evaluate(
        """(selector) => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(selector));
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { left, right, top, bottom };
        }""",
        selector,
    )
    return box


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Stage]:
    """A page on which boards are drawn one after the other."""
    with open_stage(browser) as stage:
        stage.still()
        yield stage


@pytest.mark.parametrize("languages", [["vi", "en"], ["en"]], ids=" ".join)
@pytest.mark.parametrize("name", BOARDS)
def test_nothing_is_cut_on_any_screen_in_any_language(still: Stage, languages: list[str], name: str) -> None:
    still.draw(BOARDS[name], languages)
    for viewport in (LANDSCAPE, PORTRAIT, SMALL, LARGE):
        still.page.set_viewport_size(viewport)

        assert overflowing(still.page) == [], viewport


@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("languages", [["vi", "en"], ["en"]], ids=" ".join)
def test_the_marks_of_a_call_stand_clear_of_its_words(
    still: Stage, languages: list[str], viewport: ViewportSize
) -> None:
    still.draw(BOARDS["long number recalled"], languages)
    still.page.set_viewport_size(viewport)
    words = text_box(still.page, "#hero-invite .first")
    again, priority = text_box(still.page, "#hero-again .first"), text_box(still.page, "#hero-priority .first")

    assert again["right"] < words["left"] or again["bottom"] < words["top"]
    assert priority["left"] > words["right"] or priority["bottom"] < words["top"]


@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_the_letters_are_large_enough_to_be_read_from_five_metres(still: Stage, viewport: ViewportSize) -> None:
    still.draw(BOARDS["busy"], ["vi", "en"])
    still.page.set_viewport_size(viewport)

    def size(selector: str) -> float:
        return float(
            still.page.evaluate("(s) => parseFloat(getComputedStyle(document.querySelector(s)).fontSize)", selector)
        )

    assert size("#hero-number") >= 240
    assert size("#hero-counter") >= 72
    assert size("#desks li:first-child .number") >= 56
    assert size("#history .number") >= 40


def test_the_newest_call_is_shown_in_the_words_of_the_hall(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90), call("B007", 2, 80)])) as stage:
        page = stage.open()

        expect(page.locator("#hero-invite span")).to_have_text(["Mời công dân có số", "Now calling number"])
        expect(page.locator("#hero-number")).to_have_text("A001")
        expect(page.locator("#hero-counter span")).to_have_text(["Đến Quầy 1", "Please go to Counter 1"])
        expect(page.locator("#desks li").nth(1)).to_have_text("Quầy 2Counter 2B007")


def test_a_wall_may_speak_one_language_only(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90)])) as stage:
        page = stage.open("sound=off&languages=en")

        expect(page.locator("#hero-invite span")).to_have_text(["Now calling number"])
        expect(page.locator("#hero-counter span")).to_have_text(["Please go to Counter 1"])
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_without_a_catalogue_the_wall_is_vietnamese(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90)])) as stage:
        stage.languages = set()
        page = stage.open()

        expect(page.locator("#hero-invite")).to_have_text("Mời công dân có số")
        expect(page.locator("#hero-counter")).to_have_text("Đến Quầy 1")


def test_a_priority_is_one_mark_and_nothing_more(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90, priority=True)])) as stage:
        page = stage.open()

        expect(page.locator("#hero-priority")).to_have_text("Ưu tiênPriority")


def test_twelve_numbers_called_before_are_kept_in_sight(browser: Browser) -> None:
    past = [call(f"A{index:03d}", 1, index, age=600) for index in range(1, 25)]
    with open_stage(browser, board(100, [past[-1]], past[::-1])) as stage:
        page = stage.open()

        expect(page.locator("#history .number")).to_have_text([f"A{index:03d}" for index in range(23, 11, -1)])


def test_the_clock_is_the_servers_in_the_offices_zone(browser: Browser) -> None:
    with open_stage(browser, board(), timezone_id="America/New_York") as stage:
        page = stage.open()

        expect(page.locator("#clock")).to_have_text("09:15")
        expect(page.locator("#date")).to_have_text("Thứ Hai, 02/03/2026Monday, 02/03/2026")


def test_more_services_than_fit_take_turns(browser: Browser) -> None:
    with open_stage(browser, board(services=8)) as stage:
        page = stage.open("sound=off&languages=vi")
        names = page.locator("#waiting .name")
        expect(names).to_have_count(4)
        first = names.all_inner_texts()

        stage.board = board(services=8).model_copy(update={"at": MORNING + timedelta(seconds=8)})

        expect(names.first).not_to_have_text(first[0])
        assert not set(first) & set(names.all_inner_texts())


def test_what_a_service_would_have_to_wait_stands_beside_its_line(browser: Browser) -> None:
    with open_stage(browser, busy_board()) as stage:
        page = stage.open("languages=vi")
        expect(page.locator("#waiting .wait").filter(has_text="phút").first).to_be_visible()
        told = [text.replace("\n", " ") for text in page.locator("#waiting .wait").all_inner_texts()]
        assert set(told) == {"", "dưới 5 phút", "khoảng 6–9 phút", "khoảng 10–15 phút"}


def test_a_wait_that_was_foretold_long_ago_is_not_shown(browser: Browser) -> None:
    old = MORNING - timedelta(minutes=2)
    waiting = [
        one.model_copy(update={"forecast": one.forecast and one.forecast.model_copy(update={"as_of": old})})
        for one in busy_board().waiting
    ]
    with open_stage(browser, busy_board().model_copy(update={"waiting": waiting})) as stage:
        page = stage.open("languages=vi")
        expect(page.locator("#waiting li").first).to_be_visible()
        assert set(page.locator("#waiting .wait").all_inner_texts()) == {""}


def test_a_call_made_while_the_stream_was_broken_is_shown_and_announced(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90)])) as stage:
        page = stage.open()
        expect(page.locator("#hero-number")).to_have_text("A001")

        stage.board = board(140, [call("A002", 2, 120, age=1), call("A001", 1, 90)])

        expect(page.locator("#hero-number")).to_have_text("A002")
        expect(page.locator("#desks li[data-new] .number")).to_have_text("A002")


def test_a_stream_whose_place_is_gone_is_taken_up_from_a_new_board(browser: Browser) -> None:
    with open_stage(browser, board(100)) as stage:
        stage.events_status = 410
        page = stage.open()
        expect(page.locator("#clock")).to_have_text("09:15")

        stage.board = board(900, [call("A555", 3, 850, age=1)])

        expect(page.locator("#hero-number")).to_have_text("A555")


def test_a_server_that_is_away_is_told_of_and_comes_back_by_itself(browser: Browser) -> None:
    with open_stage(browser, busy_board()) as stage:
        page = stage.open()
        wait_for_page(page)
        expect(page.locator("#trouble")).to_be_hidden()

        stage.board = None

        expect(page.locator("#trouble")).to_be_visible(timeout=11_000)
        expect(page.locator("#trouble")).to_contain_text("Mất kết nối với máy chủ")
        expect(page.locator("#desks li")).to_have_count(8)
        assert overflowing(page) == []

        stage.board = board(200, [call("A777", 4, 190, age=1)])

        expect(page.locator("#hero-number")).to_have_text("A777", timeout=11_000)
        expect(page.locator("#trouble")).to_be_hidden(timeout=11_000)


def test_a_server_that_was_set_back_is_followed(browser: Browser) -> None:
    with open_stage(browser, board(5000, [call("Z900", 1, 4990)])) as stage:
        page = stage.open()
        expect(page.locator("#hero-number")).to_have_text("Z900")

        stage.board = board(12, [call("A001", 2, 10)])

        expect(page.locator("#hero-number")).to_have_text("A001")


def test_whoever_dislikes_motion_sees_a_new_call_stand_still(browser: Browser) -> None:
    with open_stage(browser, board(100, [call("A001", 1, 90, age=1)]), reduced_motion="reduce") as stage:
        page = stage.open()
        row = page.locator("#desks li[data-new]")
        expect(row).to_have_count(1)

        assert row.evaluate("(row) => row.getAnimations({ subtree: true }).length") == 0


@pytest.mark.parametrize(("sound", "fault"), [(b"not a sound", "broken"), (HANGS, "hanging")])
def test_sound_that_fails_never_freezes_the_board(browser: Browser, sound: bytes | None, fault: str) -> None:
    with open_stage(browser, board(100)) as stage:
        stage.sound = sound
        page = stage.open("")
        expect(page.locator("#desks li")).to_have_count(8)

        stage.board = board(140, [call("A001", 1, 120, age=1)])
        expect(page.locator("#hero-number")).to_have_text("A001")
        stage.board = board(160, [call("A002", 2, 150, age=0), call("A001", 1, 120, age=1)])

        expect(page.locator("#desks li").nth(1)).to_contain_text("A002")
        expect(page.locator("#hero-number"), f"the {fault} clip is left behind").to_have_text("A002", timeout=20_000)
        expect(page.locator("#sound")).to_contain_text("Chưa phát được âm thanh")


def test_each_call_asks_for_its_own_clip(browser: Browser) -> None:
    with open_stage(browser, board(100)) as stage:
        page = stage.open("")
        expect(page.locator("#desks li")).to_have_count(8)
        stage.board = board(140, [call("A002", 2, 120, age=0), call("A001", 1, 110, age=1)])

        expect(page.locator("#hero-number")).to_have_text("A001")
        expect(page.locator("#hero-number")).to_have_text("A002", timeout=20_000)

        clips = [path for path in stage.asked if "announcements" in path]
        assert list(dict.fromkeys(clips)) == ["/api/v1/announcements/110.wav", "/api/v1/announcements/120.wav"]
        expect(page.locator("#sound")).to_be_hidden()


def test_a_browser_that_blocks_sound_is_opened_by_one_touch(browser: Browser) -> None:
    careful = launch(browser.browser_type)
    with closing(careful), open_stage(careful, board()) as stage:
        page = stage.open("")
        expect(page.locator("#sound")).to_contain_text("Chạm màn hình để bật âm thanh")

        page.locator("#hero").click()

        expect(page.locator("#sound")).to_be_hidden()


def test_nothing_is_asked_of_another_address(browser: Browser) -> None:
    with open_stage(browser, busy_board()) as stage:
        stage.open("")
        wait_for_page(stage.page)

        assert all(path.startswith("/") for path in stage.asked), stage.asked


def test_a_day_of_boards_leaves_no_more_on_the_page_than_one(browser: Browser) -> None:
    boards = [board(1000 + step, [call(f"A{step:03d}", step % 8 + 1, 900 + step)]) for step in range(300)]
    drawn = """
        const [{ createView }, { createTexts }, { fromBoard }] =
          await Promise.all(['board_view', 'texts', 'board_state'].map(load));
        const view = createView(document, createTexts(['vi', 'en']));
        const draw = (board) => view.draw(fromBoard(board), null, Date.parse(board.at));
        const elements = () => document.querySelectorAll('*').length;
        given.slice(0, 40).forEach(draw);
        const before = elements();
        given.slice(40).forEach(draw);
        return elements() - before;
    """
    with open_stage(browser) as stage:
        stage.still()

        assert stage.run(drawn, [as_json(shown) for shown in boards]) <= 0


@pytest.mark.parametrize(("hours", "is_said"), [(6, True), (-1, False)])
def test_a_quieter_hour_is_said_only_while_it_lies_ahead(still: Stage, hours: int, is_said: bool) -> None:
    later = QUIETER.model_copy(update={"at": MORNING + timedelta(hours=hours), "basis": Basis.HISTORY})
    still.draw(busy_board().model_copy(update={"quieter": later}), ["vi", "en"])
    line = still.page.locator("#quieter")
    expect(line).to_be_visible(visible=is_said)
    if is_said:
        expect(line).to_contain_text("Thường vắng hơn lúc 15:30")
        expect(line).to_contain_text("Usually quieter at 15:30")


def test_what_rests_on_a_communes_usual_week_is_said_to(still: Stage) -> None:
    still.draw(busy_board().model_copy(update={"quieter": QUIETER}), ["vi"])
    expect(still.page.locator("#quieter")).to_have_text("Theo ngày thường ở xã, vắng hơn lúc 15:30")
