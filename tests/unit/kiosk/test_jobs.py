"""The job threads: work there, answers here."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from kiosk.jobs import JobRunner
from kiosk.offline.standby import NoNumbers
from kiosk.state import Trouble

Screen = queue.SimpleQueue[Callable[[], None]]


@pytest.fixture
def screen() -> Screen:
    """Calls that wait for the screen's thread, which is the test itself."""
    return queue.SimpleQueue()


@pytest.fixture
def runner(screen: Screen) -> Iterator[JobRunner]:
    runner = JobRunner("test", screen.put)
    runner.start()
    yield runner
    runner.stop(5)


def test_work_is_done_elsewhere_and_its_answer_comes_back_here(runner: JobRunner, screen: Screen) -> None:
    answers: list[tuple[str, str]] = []
    runner.submit("name", lambda: threading.current_thread().name, lambda name: answers.append(("done", name)), _never)
    assert answers == []
    screen.get(timeout=5)()
    assert answers == [("done", "kiosk-test")]


def test_whatever_a_job_raises_is_told_and_the_next_job_is_done(runner: JobRunner, screen: Screen) -> None:
    failures: list[Exception] = []
    runner.submit("broken", lambda: 1 / 0, _never, failures.append)
    runner.submit("whole", lambda: 7, lambda _: None, _never)
    screen.get(timeout=5)()
    screen.get(timeout=5)()
    assert [type(failure) for failure in failures] == [ZeroDivisionError]


def test_what_the_screen_has_words_for_is_one_line_in_the_log(
    runner: JobRunner, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    def unable() -> None:
        raise NoNumbers(Trouble.SERVER_AWAY)

    runner.submit("look", unable, _never, lambda _: None)
    screen.get(timeout=5)()
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [("look: server_away", None)]


def test_jobs_come_in_the_order_of_asking(runner: JobRunner, screen: Screen) -> None:
    answers: list[int] = []
    for number in range(20):
        runner.submit("count", lambda number=number: number, answers.append, _never)
    for _ in range(20):
        screen.get(timeout=5)()
    assert answers == list(range(20))


def test_a_runner_stops_after_what_was_asked_for(screen: Screen) -> None:
    runner, done = JobRunner("test", screen.put), []
    runner.start()
    runner.submit("last", lambda: done.append(1), lambda _: None, _never)
    runner.stop(5)
    assert done == [1]


def _never(_: object) -> None:
    raise AssertionError("this was not to be called")
