"""How screens, jobs and actions play together, with the threads taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.actions import (
    Begin,
    ChooseGroup,
    ChoosePriority,
    ChooseService,
    GoHome,
    OutOfOrder,
    TakeTicket,
    TryAgain,
)
from kiosk.conductor import RECOVERY_SECONDS, Conductor, Hands
from kiosk.state import Paper, Screen, State, Trouble
from kiosk.upkeep import LOOK_SECONDS, pause_after
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, ServerUnreachable
from queue_server.contract.answers import Problem
from queue_server.contract.problems import ProblemType
from tests.unit.kiosk.made import OUTLOOK, a_catalog, a_ticket


class Stage:
    """Stands for everything outside: each job asks the answer of its name, and runs when `run` is called."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {
            "look": a_catalog(),
            "printer": None,
            "outlook": OUTLOOK,
            "take ticket": a_ticket(),
            "print ticket": None,
            "report printing": None,
            "lost jobs": None,
            "still here": None,
        }
        self.jobs: list[tuple[str, Callable[[Any], None], Callable[[Exception], None]]] = []
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.done: list[str] = []
        self.wishes: list[Wish] = []

    def submit(self, name: str, work: Any, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        self.jobs.append((name, done, failed))

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.timers.append((seconds, call))

    def run(self) -> None:
        while self.jobs:
            name, done, failed = self.jobs.pop(0)
            self.done.append(name)
            answer = self.answers[name]
            if isinstance(answer, Exception):
                failed(answer)
            else:
                done(answer)

    def wait(self) -> float:
        """Let the next timer ring; how long it took."""
        self.timers.sort(key=lambda timer: timer[0])
        seconds, call = self.timers.pop(0)
        call()
        self.run()
        return seconds


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def shown() -> list[State]:
    return []


@pytest.fixture
def conductor(stage: Stage, shown: list[State]) -> Conductor:
    nobody: Any = None
    hands = Hands(
        client=nobody,
        issuer=_Issuer(),  # type: ignore[arg-type]
        desk=nobody,
        reporter=_Reporter(),  # type: ignore[arg-type]
        upkeep=_Upkeep(),  # type: ignore[arg-type]
        citizen=stage,  # type: ignore[arg-type]
        background=stage,  # type: ignore[arg-type]
        later=stage.later,
    )
    conductor = Conductor(hands, shown.append)
    conductor.start()
    return conductor


class _Issuer:
    disown_lost_jobs = None


class _Reporter:
    flush = None


class _Upkeep:
    still_here = None
    look = None
    check_printer = None


def choose(conductor: Conductor) -> None:
    for action in (Begin(), ChooseGroup("ho-tich"), ChooseService("khai-sinh"), ChoosePriority("ordinary")):
        conductor.do(action)


def test_the_first_look_opens_the_kiosk(conductor: Conductor, stage: Stage, shown: list[State]) -> None:
    stage.run()
    assert shown[-1].screen is Screen.ATTRACT
    assert stage.done == ["look", "lost jobs", "report printing", "printer"]


def test_the_outlook_is_fetched_once_for_a_choice(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    choose(conductor)
    stage.run()
    assert conductor.state.choice.outlook == OUTLOOK
    assert stage.done.count("outlook") == 1


def test_a_ticket_is_taken_then_printed_then_reported(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    choose(conductor)
    stage.run()
    stage.done.clear()
    conductor.do(TakeTicket("request-1"))
    stage.run()
    assert stage.done == ["take ticket", "print ticket", "report printing"]
    assert conductor.state.attempt is not None
    assert conductor.state.attempt.paper is Paper.PRINTED


def test_the_number_is_on_the_screen_before_the_paper_is_out(
    conductor: Conductor, stage: Stage, shown: list[State]
) -> None:
    stage.run()
    choose(conductor)
    conductor.do(TakeTicket("request-1"))
    stage.run()
    papers = [state.attempt.paper for state in shown if state.screen is Screen.TICKET and state.attempt]
    assert papers == [Paper.PRINTING, Paper.PRINTED]


def test_a_mistake_of_ours_while_printing_still_leaves_the_number_on_the_screen(
    conductor: Conductor, stage: Stage
) -> None:
    stage.answers["print ticket"] = ZeroDivisionError()
    stage.run()
    choose(conductor)
    conductor.do(TakeTicket("request-1"))
    stage.run()
    assert conductor.state.screen is Screen.TICKET
    assert conductor.state.attempt is not None
    assert (conductor.state.attempt.paper, conductor.state.attempt.fault) == (Paper.FAILED, "kiosk_fault")


def test_a_lost_answer_is_cleared_up_after_the_citizen_has_left(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    choose(conductor)
    stage.answers["take ticket"] = ServerUnreachable("x")
    conductor.do(TakeTicket("request-1"))
    stage.run()
    assert conductor.state.trouble is Trouble.SERVER_AWAY
    stage.done.clear()
    conductor.do(TryAgain())
    stage.run()
    assert stage.done == ["take ticket"]
    conductor.do(GoHome())
    while "lost jobs" not in stage.done:
        stage.wait()
    assert stage.done.index("look") < stage.done.index("lost jobs")


def test_a_failed_look_is_tried_again_soon_and_then_less_often(conductor: Conductor, stage: Stage) -> None:
    stage.answers["look"] = ServerUnreachable("x")
    stage.run()
    assert conductor.state.trouble is Trouble.SERVER_AWAY
    pauses = [stage.wait() for _ in range(8)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (1.0, LOOK_SECONDS)
    stage.answers["look"] = a_catalog()
    stage.wait()
    assert conductor.state.screen is Screen.ATTRACT


def test_a_revoked_kiosk_says_so(conductor: Conductor, stage: Stage) -> None:
    refusal = Problem(type=ProblemType.NOT_SIGNED_IN, title="", status=401, detail="")
    stage.answers["look"] = ProblemAnswered(refusal)
    stage.run()
    assert conductor.state.trouble is Trouble.NOT_ALLOWED


def test_nobody_looks_around_while_somebody_chooses(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    conductor.do(Begin())
    stage.done.clear()
    for _ in range(30):
        stage.wait()
    assert set(stage.done) == {"still here"}
    stage.done.clear()
    conductor.do(GoHome())
    stage.wait()
    assert stage.done[0] == "look"


def test_a_fault_of_the_screen_is_mended_by_the_next_look_which_comes_soon(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    conductor.do(OutOfOrder(Trouble.SCREEN_FAULT))
    assert stage.wait() == RECOVERY_SECONDS
    assert conductor.state.screen is Screen.ATTRACT


def test_one_look_is_planned_at_a_time(conductor: Conductor, stage: Stage) -> None:
    stage.run()
    conductor.do(OutOfOrder(Trouble.SCREEN_FAULT))
    for _ in range(20):
        stage.wait()
    assert stage.done.count("look") == 20


def test_a_report_that_fails_is_made_again(conductor: Conductor, stage: Stage) -> None:
    stage.answers["report printing"] = ServerUnreachable("x")
    stage.run()
    stage.done.clear()
    stage.answers["report printing"] = None
    stage.wait()
    assert stage.done == ["report printing"]


def test_the_pause_between_looks_grows_to_its_limit() -> None:
    assert pause_after(0) == LOOK_SECONDS
    assert [pause_after(failures) for failures in (1, 2)] == [1.0, 1.6]
    assert pause_after(1000) == LOOK_SECONDS
