"""The hall of a replayed day: opens the counters, lets people come and leave, and ends it all cleanly."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from queue_server.client import QueueClient
from queue_server.contract.commands import StartVisit
from queue_server.contract.common import VisitState
from queue_server.demo_day.clerk import REASON_HOLD, Clerk
from queue_server.demo_day.plan import AFTERNOON_OPENS, LUNCH_BEGINS, PlannedVisit
from queue_server.demo_day.scene import Guest, Scene

REASON_LEFT = "Người dân báo không chờ nữa"
REASON_OVER = "Kết thúc ngày chạy thử"


class Hall:
    """Plays a planned day at the pace of its scene. Other people may work in the same hall meanwhile."""

    def __init__(self, scene: Scene, kiosk: QueueClient) -> None:
        self._scene = scene
        self._kiosk = kiosk
        self._clerks: list[Clerk] = []
        self._to_come = 0

    @property
    def serving(self) -> int:
        return sum(clerk.visit_id is not None for clerk in self._clerks)

    @property
    def waiting(self) -> int:
        return sum(not guest.is_at_desk and not guest.is_away for guest in self._scene.guests.values())

    def is_quiet(self) -> bool:
        return not self._scene.guests

    def is_over(self) -> bool:
        """Nobody is still to come or to come back, and every clerk is free and was told that nobody waits."""
        is_anyone_away = any(guest.is_away for guest in self._scene.guests.values())
        return not self._to_come and not is_anyone_away and all(clerk.is_free for clerk in self._clerks)

    def open(self, visits: Sequence[PlannedVisit]) -> int:
        """Open every counter that nobody else holds, and expect these visits. Answers how many counters it opened."""
        self._end_what_a_killed_day_holds()
        for counter in self._scene.staff.counters():
            if not self._scene.ask(partial(self._scene.staff.counter_verb, counter.id, "open")):
                continue
            if counter.visit_id:
                self._end(counter.visit_id)
            clerk = Clerk(self._scene, counter, self._wake)
            self._clerks.append(clerk)
            self._scene.pace.after(timedelta(0), clerk.look)
        for visit in visits:
            self._scene.pace.at(visit.arrives_at, partial(self._arrive, visit))
        self._to_come = len(visits)
        self._scene.pace.at(LUNCH_BEGINS, self._begin_lunch)
        self._scene.pace.at(AFTERNOON_OPENS, self._end_lunch)
        return len(self._clerks)

    def close(self) -> None:
        """End what is still going on and close the counters that `open` opened."""
        for visit_id in list(self._scene.guests):
            self._end(visit_id)
        for clerk in self._clerks:
            self._scene.ask(partial(self._scene.staff.counter_verb, clerk.counter_id, "close"))

    def _arrive(self, plan: PlannedVisit) -> None:
        self._to_come -= 1
        command = StartVisit(
            request_id=uuid.uuid4().hex,
            service_id=plan.service_id,
            priority_class=plan.priority_class,
            language=plan.language,
        )
        ticket = self._scene.ask(partial(self._kiosk.start_visit, command))
        if ticket is None:
            return
        self._scene.tally.issued += 1
        self._scene.guests[ticket.visit_id] = Guest.of(plan)
        if plan.leaves_after:
            self._scene.pace.after(plan.leaves_after, partial(self._leave, ticket.visit_id))
        self._wake(plan.service_id)

    def _leave(self, visit_id: str) -> None:
        guest = self._scene.guests.get(visit_id)
        if guest is None or guest.is_at_desk:
            return
        if self._scene.move(visit_id, "cancel", {"reason": REASON_LEFT}):
            self._scene.tally.left += 1
            del self._scene.guests[visit_id]

    def _wake(self, service_id: str) -> None:
        for clerk in self._clerks:
            if clerk.is_free and service_id in clerk.services:
                clerk.look()

    def _begin_lunch(self) -> None:
        for clerk in self._clerks:
            if clerk.is_free:
                clerk.look()

    def _end_lunch(self) -> None:
        for clerk in self._clerks:
            clerk.end_lunch()

    def _end_what_a_killed_day_holds(self) -> None:
        """Those who wait are called anyway; a held one would wait for a clerk who is gone."""
        for visit in self._scene.staff.visits().visits:
            if visit.state is VisitState.HELD and visit.hold_reason == REASON_HOLD:
                self._end(visit.visit_id)

    def _end(self, visit_id: str) -> None:
        """Cancel a visit, or complete it where it is being served."""
        if not self._scene.move(visit_id, "cancel", {"reason": REASON_OVER}):
            self._scene.move(visit_id, "complete")
        self._scene.guests.pop(visit_id, None)
