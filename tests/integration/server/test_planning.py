"""Plans of a running server: begun when first asked for, computed apart, and there when asked for again."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.server.hall import Hall, done, refused
from tests.support import wait_until
from tests.support_server import ROOT

LONG = 240.0
"""A plan takes eight seconds of a processor, and steps back behind whatever else the machine does."""

pytestmark = pytest.mark.timeout(300)


def planned(hall: Hall, query: str) -> dict[str, Any]:
    """The plan, asked for until it is there."""

    def look() -> dict[str, Any] | None:
        answer = hall.supervisor.get(f"/staffing?{query}")
        return answer.json if answer.status == 200 else done(answer, 202) and None

    return wait_until(look, LONG, "a plan")


def children(hall: Hall) -> list[int]:
    return [int(one) for one in Path(f"/proc/{hall.server.pid}/task/{hall.server.pid}/children").read_text().split()]


def test_a_plan_is_computed_apart_while_tickets_go_on(hall: Hall):
    first = done(hall.supervisor.get("/staffing?weekday=sat&percent=60"), 202)
    assert first["computing"] is True
    hall.ticket()
    found = planned(hall, "weekday=sat&percent=60")
    assert found["weekday"] == "sat"
    assert found["basis"] == "usual_week"
    assert found["share"] == 0.6
    assert all(len(piece["counters"]) >= 1 for piece in found["pieces"])
    assert found["roster"]["counter_hours"] <= found["flat"]["counter_hours"]


def test_a_day_without_people_has_nothing_to_plan(hall: Hall):
    wait_until(lambda: hall.supervisor.get("/staffing?weekday=sun").status != 202, LONG, "an answer")
    refused(hall.supervisor.get("/staffing?weekday=sun"), 409, "nothing_to_plan")


@pytest.mark.parametrize("query", ["weekday=monday", "percent=100", "percent=0", "percent=many"])
def test_a_wrong_question_is_told_by_its_field(hall: Hall, query: str):
    assert query.partition("=")[0] in refused(hall.supervisor.get(f"/staffing?{query}"), 422, "invalid_fields")


def test_a_computation_that_dies_is_said_and_can_be_asked_for_again(hall: Hall):
    before = set(children(hall))
    done(hall.supervisor.get("/staffing?weekday=tue&percent=51"), 202)
    (child,) = wait_until(lambda: set(children(hall)) - before, LONG, "a process of its own")
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: hall.supervisor.get("/staffing?weekday=tue&percent=51").status == 500, LONG, "the failure")
    done(hall.supervisor.get("/staffing?weekday=tue&percent=51"), 202)


def test_a_day_on_which_nobody_came_cannot_be_played_again(hall: Hall):
    refused(hall.supervisor.get("/what-if?date=2020-02-03"), 409, "nothing_to_plan")


@pytest.mark.parametrize(
    "query",
    ["date=2999-01-01", "date=yesterday", "policy=best", "services=swimming", "opens=25:00", "closes=9"],
)
def test_a_replay_that_makes_no_sense_is_told_by_its_field(hall: Hall, query: str):
    assert query.partition("=")[0] in refused(hall.supervisor.get(f"/what-if?{query}"), 422, "invalid_fields")


def test_an_hour_of_closing_before_the_opening_is_told(hall: Hall):
    said = refused(hall.supervisor.get("/what-if?services=all&opens=10:00&closes=09:00"), 422, "invalid_fields")
    assert "closes" in said


def test_while_nobody_waits_long_no_quieter_hour_is_named(hall: Hall):
    found = done(hall.anybody.get("/quiet-hours"))
    assert (found["quieter"], found["half_hours"]) == (None, [])


@pytest.mark.parametrize(("module", "part"), [("worker", 0.0), ("worker.study", 0.5)])
def test_a_process_whose_server_drops_it_early_ends_without_a_word(module: str, part: float):
    errand = pickle.dumps(["all", "that", "it", "needs", "to", "know"])
    command = [sys.executable, "-m", f"queue_server.{module}"]
    said = errand[: round(len(errand) * part)]
    ended = subprocess.run(command, check=False, cwd=ROOT, input=said, capture_output=True, timeout=LONG)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
