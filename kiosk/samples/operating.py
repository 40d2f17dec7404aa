"""The two screens of the operator's corner."""

from __future__ import annotations

from dataclasses import replace

from kiosk.operator.corner import Corner, Outcome, Reach, Report, Task
from kiosk.operator.pin import Tried, Verdict
from kiosk.samples.props import USUAL, Props, Sample, Samples
from kiosk.state import Screen
from queue_server.contract.common import KioskHealth

WELL = Report(
    version="0.1.0",
    server="http://192.0.2.10:8080",
    reach=Reach.THERE,
    reach_seconds=0.012,
    address="192.0.2.31",
    printer_fault=None,
    paper_low=False,
    health=KioskHealth(uptime_seconds=7500, lease_left=182),
)
ILL = replace(
    WELL,
    reach=Reach.REFUSED,
    address="",
    printer_fault="paper_out",
    health=KioskHealth(uptime_seconds=90, unsent=12, refused=["K1-007", "K1-019"], screen_faults=2, restarts=1),
)


def _pin(props: Props) -> tuple[Sample, ...]:
    state = props.at(Screen.PIN)
    return (
        Sample(USUAL, replace(state, corner=Corner(Tried(Verdict.WRONG)))),
        Sample("wrong", replace(state, corner=Corner(Tried(Verdict.WRONG), tries=1))),
        Sample("locked", replace(state, corner=Corner(Tried(Verdict.LOCKED, 240), tries=4))),
        Sample("not-set", replace(state, corner=Corner(Tried(Verdict.NOT_SET)))),
    )


def _operator(props: Props) -> tuple[Sample, ...]:
    state = props.at(Screen.OPERATOR)
    done, failed = Outcome(Task.TEST_PRINT), Outcome(Task.TEST_PRINT, "paper_out")
    return (
        Sample(USUAL, replace(state, corner=Corner(report=WELL, outcome=done))),
        Sample("ill", replace(state, corner=Corner(report=ILL, outcome=failed))),
        Sample("busy", replace(state, corner=Corner(report=WELL, busy=Task.TEST_PRINT))),
    )


SAMPLES: Samples = {Screen.PIN: _pin, Screen.OPERATOR: _operator}
