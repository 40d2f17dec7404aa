"""A clerk of a replayed day: calls, waits at the desk, serves, and goes on when somebody else got in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from zlib import crc32

from queue_server.client import ProblemAnswered
from queue_server.contract.answers import Counter, Visit
from queue_server.contract.common import VisitState
from queue_server.contract.problems import ProblemType
from queue_server.demo_day.plan import AFTERNOON_OPENS, LUNCH_BEGINS, Turn, improvised
from queue_server.demo_day.scene import Guest, Scene

WALK = timedelta(minutes=0.6)
PATIENCE_OF_A_CALL = timedelta(minutes=0.75)
BETWEEN_VISITS = timedelta(minutes=0.25)
LOOK_AGAIN = timedelta(minutes=2)
FETCH_A_PAPER = timedelta(minutes=12)
DONE_BEFORE_A_PAUSE = 0.4
"""The part of a service that is done before a visit is held or sent on."""

ENDED = (VisitState.COMPLETED, VisitState.NO_SHOW, VisitState.CANCELLED)
REASON_HOLD = "Chờ bổ sung giấy tờ"
REASON_LUNCH = "Nghỉ trưa"

Wake = Callable[[str], None]


class Clerk:
    """Works at one counter that is open. `wake` is told of a service that somebody began to wait for."""

    def __init__(self, scene: Scene, counter: Counter, wake: Wake) -> None:
        self.counter_id = counter.id
        self.services = frozenset(counter.services)
        self.visit_id: str | None = None
        self._scene = scene
        self._wake = wake
        self._is_told_nobody_waits = False
        self._is_at_lunch = False
        self._looks_again = False
        self._back: deque[str] = deque()

    @property
    def is_free(self) -> bool:
        """Whether the last call found nobody, and nobody came back since."""
        return self._is_told_nobody_waits and self.visit_id is None and not self._back

    def look(self) -> None:
        """When free, take up whoever came back, else call the next."""
        if self.visit_id or self._is_at_lunch:
            return
        self._is_told_nobody_waits = False
        if self._back:
            self._resume(self._back.popleft())
            return
        called = self._call_next()
        if called:
            self._await(called)
        else:
            self._rest()

    def end_lunch(self) -> None:
        if not self._is_at_lunch:
            return
        self._is_at_lunch = False
        self._open()
        self.look()

    def _open(self) -> None:
        self._scene.ask(partial(self._scene.staff.counter_verb, self.counter_id, "open"))

    def _call_next(self) -> Visit | None:
        try:
            return self._scene.staff.call_next(self.counter_id).visit
        except ProblemAnswered as refusal:
            if refusal.problem.status != 409:
                raise
            if refusal.is_a(ProblemType.COUNTER_NOT_OPEN) or refusal.is_a(ProblemType.COUNTER_NOT_HELD):
                self._open()
            return None

    def _rest(self) -> None:
        self._is_told_nobody_waits = True
        pace = self._scene.pace
        if LUNCH_BEGINS <= pace.now < AFTERNOON_OPENS:
            body = {"reason": REASON_LUNCH}
            paused = self._scene.ask(partial(self._scene.staff.counter_verb, self.counter_id, "pause", body))
            self._is_at_lunch = paused is not None
        elif self._scene.guests and not self._looks_again:
            self._looks_again = True
            pace.after(LOOK_AGAIN, self._look_again)

    def _look_again(self) -> None:
        self._looks_again = False
        self.look()

    def _await(self, visit: Visit) -> None:
        """Wait until the called one stands at the desk; call again if they do not come."""
        stranger = Guest.of(improvised(visit.service.id, crc32(visit.visit_id.encode())))
        guest = self._scene.guests.setdefault(visit.visit_id, stranger)
        self._seat(visit.visit_id, guest)
        if guest.turn in (Turn.ABSENT, Turn.LATE):
            self._then(PATIENCE_OF_A_CALL, self._recall, visit.visit_id)
        else:
            self._then(WALK, self._serve, visit.visit_id)

    def _recall(self, visit_id: str) -> None:
        if not self._scene.move(visit_id, "recall"):
            self._let_go(visit_id)
        elif self._scene.guests[visit_id].turn is Turn.ABSENT:
            self._then(PATIENCE_OF_A_CALL, self._miss, visit_id)
        else:
            self._then(WALK, self._serve, visit_id)

    def _miss(self, visit_id: str) -> None:
        missed = self._scene.move(visit_id, "no-show")
        if missed and missed.visit.state is VisitState.NO_SHOW:
            self._scene.tally.absent += 1
        self._let_go(visit_id)

    def _serve(self, visit_id: str) -> None:
        if not self._scene.move(visit_id, "serve"):
            self._let_go(visit_id)
            return
        guest = self._scene.guests[visit_id]
        if guest.turn is Turn.HELD:
            self._then(guest.rest * DONE_BEFORE_A_PAUSE, self._hold, visit_id)
        elif guest.turn is Turn.SENT_ON:
            self._then(guest.rest * DONE_BEFORE_A_PAUSE, self._send_on, visit_id)
        else:
            self._then(guest.rest, self._complete, visit_id)

    def _hold(self, visit_id: str) -> None:
        guest = self._half_done(visit_id)
        if self._scene.move(visit_id, "hold", {"reason": REASON_HOLD}):
            guest.is_away = True
            self._then(FETCH_A_PAPER, self._welcome_back, visit_id)
        self._let_go(visit_id)

    def _welcome_back(self, visit_id: str) -> None:
        guest = self._scene.guests.get(visit_id)
        if guest:
            guest.is_away = False
            self._back.append(visit_id)
            self.look()

    def _resume(self, visit_id: str) -> None:
        guest = self._scene.guests.get(visit_id)
        if guest and self._scene.move(visit_id, "resume", {"counter_id": self.counter_id}):
            self._seat(visit_id, guest)
            self._then(guest.rest, self._complete, visit_id)
        else:
            self._let_go(visit_id)

    def _send_on(self, visit_id: str) -> None:
        guest = self._half_done(visit_id)
        self._scene.move(visit_id, "transfer", {"service_id": guest.plan.sent_on_to})
        self._let_go(visit_id)

    def _half_done(self, visit_id: str) -> Guest:
        guest = self._scene.guests[visit_id]
        guest.rest *= 1 - DONE_BEFORE_A_PAUSE
        guest.turn = Turn.SERVED
        return guest

    def _complete(self, visit_id: str) -> None:
        done = self._scene.move(visit_id, "complete")
        if done:
            self._scene.tally.completed += 1
            wait = timedelta(seconds=done.visit.wait_seconds or 0)
            self._scene.tally.waits.append(wait * self._scene.pace.speed)
        self._let_go(visit_id)

    def _seat(self, visit_id: str, guest: Guest) -> None:
        guest.is_at_desk = True
        self.visit_id = visit_id

    def _let_go(self, visit_id: str) -> None:
        """The visit has left this desk, or somebody else has taken it in hand: the server knows which."""
        self.visit_id = None
        visit = self._scene.staff.visit(visit_id)
        guest = self._scene.guests.get(visit_id)
        if guest:
            guest.is_at_desk = False
        if visit.state in ENDED:
            self._scene.guests.pop(visit_id, None)
        elif visit.state is VisitState.WAITING:
            self._wake(visit.service.id)
        self._scene.pace.after(BETWEEN_VISITS, self.look)

    def _then(self, span: timedelta, step: Callable[[str], None], visit_id: str) -> None:
        self._scene.pace.after(span, partial(step, visit_id))
