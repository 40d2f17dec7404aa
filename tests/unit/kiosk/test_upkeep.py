"""What the kiosk looks after: the catalog with and without a server, and word of itself, in a long visit too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hardware.faults import PaperOut
from hardware.ports import PrinterStatus
from kiosk.offline.standby import NoNumbers, Standby
from kiosk.state import Trouble
from kiosk.upkeep import STILL_HERE_SECONDS, Upkeep
from kiosk.vitals import RESTARTS, Vitals
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, ServerUnreachable
from queue_server.contract.answers import Problem
from queue_server.contract.commands import ReportHealth
from queue_server.contract.problems import ProblemType
from tests.unit.kiosk.machine import Machine
from tests.unit.kiosk.made import a_catalog
from tests.unit.kiosk.test_standby import FarServer, a_lease


class Office(FarServer):
    """A server that also tells what it offers, and hears how the kiosk is."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine, a_lease(1, 9))
        self.problem: ProblemType | None = None
        self.told: list[ReportHealth] = []

    def this_device(self) -> None:
        self._be_there()
        if self.problem is not None:
            raise ProblemAnswered(Problem(type=self.problem, title="", status=500, detail=""))

    def office(self) -> Any:
        return a_catalog().office

    def services(self) -> Any:
        return list(a_catalog().services)

    def priority_classes(self) -> Any:
        return list(a_catalog().priority_classes)

    def report_health(self, health: ReportHealth) -> None:
        self._be_there()
        self.told.append(health)


class Printer:
    def __init__(self) -> None:
        self.asked = 0

    def status(self) -> PrinterStatus:
        self.asked += 1
        raise PaperOut()


class Stage:
    def __init__(self, folder: Path) -> None:
        self.machine = Machine()
        self.office, self.printer = Office(self.machine), Printer()
        self.standby = Standby(folder, self.office, self.machine)  # type: ignore[arg-type]
        vitals = Vitals(self.standby, self.machine, {RESTARTS: "3"})
        self.upkeep = Upkeep(self.office, self.printer, self.standby, vitals)  # type: ignore[arg-type]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.mark.parametrize("problem", [None, ProblemType.BUSY, ProblemType.INTERNAL])
def test_without_its_server_the_kiosk_offers_what_it_can_and_hands_in_before_it_asks_again(
    stage: Stage, problem: ProblemType | None
) -> None:
    assert not stage.upkeep.look().is_cut_off
    stage.office.is_away, stage.office.problem = problem is None, problem
    assert stage.upkeep.look().is_cut_off
    stage.standby.give(Wish("wish-one", "khai-sinh", "ordinary", "vi"))
    stage.office.is_away, stage.office.problem = False, None
    assert not stage.upkeep.look().is_cut_off
    assert list(stage.office.taken) == ["wish-one"]


def test_a_kiosk_that_was_never_lent_anything_has_nothing_to_offer_alone(stage: Stage) -> None:
    stage.office.is_away = True
    with pytest.raises(NoNumbers) as none:
        stage.upkeep.look()
    assert none.value.trouble is Trouble.SERVER_AWAY


def test_a_refused_credential_is_no_outage(stage: Stage) -> None:
    stage.upkeep.look()
    stage.office.problem = ProblemType.NOT_SIGNED_IN
    with pytest.raises(ProblemAnswered):
        stage.upkeep.look()


def test_the_printer_is_known_though_the_server_is_away(stage: Stage) -> None:
    stage.office.is_away = True
    assert stage.upkeep.check_printer() == "paper_out"


def test_a_long_visit_does_not_make_the_kiosk_look_dead_and_leaves_its_printer_in_peace(stage: Stage) -> None:
    stage.upkeep.look()
    stage.upkeep.check_printer()
    for _ in range(60):
        stage.machine.pass_by(1)
        stage.upkeep.still_here()
    assert len(stage.office.told) == 1 + 60 // STILL_HERE_SECONDS
    assert stage.printer.asked == 1
    last = stage.office.told[-1]
    assert (last.fault, last.kiosk and last.kiosk.uptime_seconds, last.kiosk and last.kiosk.restarts) == (
        "paper_out", 60, 3,
    )  # fmt: skip


def test_a_server_that_hangs_up_is_an_outage(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.upkeep.look()

    def hang_up(_: object) -> None:
        raise ServerUnreachable("half an answer")

    monkeypatch.setattr(stage.office, "take_leases", hang_up)
    assert stage.upkeep.look().is_cut_off
