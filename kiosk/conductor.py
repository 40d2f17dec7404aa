"""Ties the flow to the world: a screen that needs an answer gets a job, a job's end becomes an action."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.actions import (
    Action,
    CatalogArrived,
    OutlookArrived,
    OutOfOrder,
    PaperDone,
    PrinterSeen,
    TicketRefused,
    TicketTaken,
)
from kiosk.choice import Choice
from kiosk.flow import step
from kiosk.issue import Issuer, PrintDesk, Reporter
from kiosk.jobs import JobRunner
from kiosk.path_jobs import wish_of
from kiosk.state import CUT_OFF, Catalog, Screen, State, Trouble
from kiosk.upkeep import CUT_OFF_SECONDS, Upkeep, pause_after, trouble_of
from queue_server.client import QueueClient
from queue_server.contract.answers import TicketIssued

REPORT_AGAIN_SECONDS = 5.0
VISIT_ENDED_SECONDS = 1.0
"""How soon after a visit the catalog is read again."""

RECOVERY_SECONDS = 3.0
"""How long a fault of the screen is shown at least."""

TOLD_AS_IT_IS = (Trouble.NOT_ALLOWED, *CUT_OFF)
"""Whatever else keeps the catalog from us, to the citizen the server is away."""

KIOSK_FAULT = "kiosk_fault"

log = logging.getLogger("kiosk.flow")


class Path(Protocol):
    """The jobs of a path of its own: told of every change before it is shown."""

    def follow(self, before: State, now: State) -> None: ...


@dataclass(frozen=True, slots=True)
class Hands:
    """What the conductor works with. `citizen` does what somebody waits for, `background` everything else.

    `later(seconds, call)` runs a call on the screen's thread after a while.
    """

    client: QueueClient
    issuer: Issuer
    desk: PrintDesk
    reporter: Reporter
    upkeep: Upkeep
    citizen: JobRunner
    background: JobRunner
    later: Callable[[float, Callable[[], None]], None]


class Conductor:
    """Holds the state. Every method must be called on the screen's thread; `show` is called after each change."""

    def __init__(self, hands: Hands, show: Callable[[State], None]) -> None:
        self.state = State()
        self._hands = hands
        self._show = show
        self._failed_looks = 0
        self._has_lost_jobs = True
        self._is_reporting = False
        self._look_number = 0
        self.paths: list[Path] = []

    def start(self) -> None:
        """Begin to look after the office; the state so far is for the caller to show."""
        self._look()

    def do(self, action: Action) -> None:
        before, self.state = self.state, step(self.state, action)
        if self.state is before:
            return
        self._follow(before, self.state)
        self._show(self.state)

    # What a new screen asks for

    def _follow(self, before: State, now: State) -> None:
        for path in self.paths:
            path.follow(before, now)
        if now.choice.asking and now.choice != before.choice:
            self._ask_outlook(now.choice)
        if before.screen is not now.screen:
            log.info("screen %s", now.screen.value)
            self._follow_screen(before, now)

    def _follow_screen(self, before: State, now: State) -> None:
        if now.screen is Screen.ISSUING:
            self._take(now)
        if before.screen is Screen.ISSUING and now.screen is Screen.TICKET and now.attempt and now.attempt.ticket:
            self._print(now.attempt.request_id, now.attempt.ticket)
        if before.screen is Screen.REFUSED and now.screen is not Screen.ISSUING:
            self._has_lost_jobs = True
        if now.trouble is Trouble.SCREEN_FAULT:
            self._look_in(RECOVERY_SECONDS)

    def _ask_outlook(self, choice: Choice) -> None:
        service_id, priority_class = str(choice.service_id), choice.priority_class
        self._hands.citizen.submit(
            "outlook",
            lambda: self._hands.client.outlook(service_id, priority_class),
            lambda outlook: self.do(OutlookArrived(service_id, priority_class, outlook)),
            lambda _: self.do(OutlookArrived(service_id, priority_class, None)),
        )

    def _take(self, now: State) -> None:
        if now.attempt is None:
            return
        request_id, wish = now.attempt.request_id, wish_of(now, now.attempt.request_id)
        self._hands.citizen.submit(
            "take ticket",
            lambda: self._hands.issuer.take(wish),
            lambda ticket: self.do(TicketTaken(request_id, ticket)),
            lambda error: self.do(TicketRefused(request_id, trouble_of(error))),
        )

    def _print(self, request_id: str, ticket: TicketIssued) -> None:
        self._hands.citizen.submit(
            "print ticket",
            lambda: self._hands.desk.print_ticket(ticket),
            lambda fault: self._printed(request_id, fault),
            lambda _: self._printed(request_id, KIOSK_FAULT),
        )

    def _printed(self, request_id: str, fault: str | None) -> None:
        self.do(PaperDone(request_id, fault))
        self._report()

    # What goes on in the background

    def _report(self) -> None:
        if self._is_reporting:
            return
        self._is_reporting = True
        self._hands.background.submit("report printing", self._hands.reporter.flush, self._reported, self._not_reported)

    def _reported(self, _: None) -> None:
        self._is_reporting = False

    def _not_reported(self, _: Exception) -> None:
        self._is_reporting = False
        self._hands.later(REPORT_AGAIN_SECONDS, self._report)

    def _look(self) -> None:
        if self.state.is_waiting_for_people:
            self._hands.background.submit("look", self._hands.upkeep.look, self._looked, self._look_failed)
        else:
            self._hands.background.submit("still here", self._hands.upkeep.still_here, _unseen, _unseen)
            self._look_in(VISIT_ENDED_SECONDS)

    def _look_in(self, seconds: float) -> None:
        """Plan the next look in place of whatever was planned before."""
        self._look_number += 1
        number = self._look_number
        self._hands.later(seconds, lambda: self._look() if number == self._look_number else None)

    def _looked(self, catalog: Catalog) -> None:
        self._failed_looks = 0
        self.do(CatalogArrived(catalog))
        self._disown_lost_jobs()
        self._report()
        self._hands.background.submit("printer", self._hands.upkeep.check_printer, self._printer_seen, _unseen)
        self._look_in(CUT_OFF_SECONDS if catalog.is_cut_off else pause_after(self._failed_looks))

    def _look_failed(self, error: Exception) -> None:
        self._failed_looks += 1
        trouble = trouble_of(error)
        self.do(OutOfOrder(trouble if trouble in TOLD_AS_IT_IS else Trouble.SERVER_AWAY))
        self._look_in(pause_after(self._failed_looks))

    def _printer_seen(self, fault: str | None) -> None:
        self.do(PrinterSeen(fault))

    def _disown_lost_jobs(self) -> None:
        if not self._has_lost_jobs:
            return
        self._has_lost_jobs = False
        self._hands.citizen.submit("lost jobs", self._hands.issuer.disown_lost_jobs, self._disowned, self._not_disowned)

    def _disowned(self, _: None) -> None:
        self._report()

    def _not_disowned(self, _: Exception) -> None:
        self._has_lost_jobs = True


def _unseen(_: object) -> None:
    """The next look asks again; until then the printer counts as it was."""
