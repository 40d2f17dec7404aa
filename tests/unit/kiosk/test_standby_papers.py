"""A kiosk by itself: what it tells of its own numbers beside them, once the server is back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.faults import PaperOut
from kiosk.issue import PrintDesk
from kiosk.print_ledger import PrintLedger
from kiosk.wish import Wish
from queue_server.contract.common import Delivery
from tests.unit.kiosk.made import a_catalog
from tests.unit.kiosk.test_issue import Paper
from tests.unit.kiosk.test_standby import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    one = Stage(tmp_path)
    one.standby.keep(a_catalog())
    one.server.is_away = True
    return one


def paper_told(stage: Stage, request_id: str) -> str | None:
    paper = stage.server.taken[request_id].paper
    return None if paper is None else paper.fault or paper.state.value


def test_what_became_of_each_paper_is_handed_in_with_its_number(stage: Stage) -> None:
    stage.give("request-1", "request-2", "request-3")
    for request_id, outcome in (("request-1", "paper_out"), ("request-2", "paper_out")):
        stage.standby.paper_begins(request_id)
        stage.standby.paper_ended(request_id, outcome)
    stage.standby.paper_ended("request-2", "printed")
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    told = [paper_told(stage, f"request-{place}") for place in (1, 2, 3)]
    assert told == ["paper_out", "printed", None]


def test_a_kiosk_that_died_before_the_paper_says_that_nobody_knows(stage: Stage) -> None:
    stage.give("request-1", "request-2")
    stage.standby.paper_ended("request-1", "printed")
    stage.start()
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert [paper_told(stage, one) for one in ("request-1", "request-2")] == ["printed", "unconfirmed"]


def test_a_number_whose_paper_is_coming_out_is_handed_in_after_it_but_not_kept_for_ever(stage: Stage) -> None:
    stage.give("request-1", "request-2")
    stage.standby.paper_begins("request-2")
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert list(stage.server.taken) == ["request-1"]
    assert stage.standby.is_cut_off
    stage.machine.pass_by(61)
    stage.standby.keep(a_catalog())
    assert list(stage.server.taken) == ["request-1", "request-2"]
    stage.standby.paper_ended("request-2", "printed")


def test_help_online_and_the_way_of_the_result_outlast_the_outage_and_the_plug(stage: Stage) -> None:
    wish = Wish("request-1", "khai-sinh", "ordinary", "vi", online=True, delivery=Delivery.POST)
    stage.standby.give(wish)
    stage.start()
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    handed = stage.server.taken["request-1"]
    assert (handed.assisted_online, handed.delivery) == (True, Delivery.POST)


def test_the_desk_notes_the_paper_of_an_own_number_and_of_its_reprint(stage: Stage, tmp_path: Path) -> None:
    desk = PrintDesk(Paper(PaperOut("no paper")), PrintLedger(tmp_path / "jobs.json"), stage.standby)
    ticket = stage.standby.give(Wish("request-1", "khai-sinh", "ordinary", "vi"))
    assert desk.print_ticket(ticket) == "paper_out"
    assert desk.print_own_again(ticket) is None
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert paper_told(stage, "request-1") == "printed"
