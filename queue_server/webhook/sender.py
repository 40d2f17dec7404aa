"""Sends what the journal holds to a receiver: in order, again and again until it is taken or too old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from random import Random
from typing import Any

import gevent
import httpx
import structlog
from gevent.event import Event as Signal
from gevent.threadpool import ThreadPool

from queue_server.api.bridge import Unanswered
from queue_server.domain.events import Name
from queue_server.operations import webhooks
from queue_server.operations.work import Work
from queue_server.operations.writer import NotDurable
from queue_server.store.journal import Recorded
from queue_server.webhook.message import delivery_id
from queue_server.webhook.receiver import Receiver
from queue_server.webhook.signing import headers

SENT = (Name.ALERT_RAISED, Name.ALERT_CLEARED, Name.ALERT_ACCEPTED)
PAGE = 50
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
ANSWER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Outbox:
    """What a sender works with: `run` writes, `read` finds the events after a seq, `write` makes the message of one."""

    run: Callable[[Callable[[Work], Any]], Any]
    read: Callable[[int, int], list[Recorded]]
    write: Callable[[Recorded], bytes]
    now: Callable[[], datetime]


class Sender:
    """Use it on the hub. One message is under way at a time; a thread of its own waits for the answer."""

    def __init__(self, receiver: Receiver, outbox: Outbox) -> None:
        self._receiver, self._outbox = receiver, outbox
        # The address may hold a secret of the receiver: the database knows it by a digest.
        self._id = sha256(receiver.url.encode()).hexdigest()[:16]
        self._told = Signal()
        self._pause = 0.0
        self._random = Random()
        self._threads = ThreadPool(1)
        self._http = httpx.Client(timeout=ANSWER_SECONDS, trust_env=False, follow_redirects=False)
        self._rounds: gevent.Greenlet | None = None

    def start(self) -> None:
        self._rounds = gevent.spawn(self._keep)

    def heard(self, recorded: list[Recorded]) -> None:
        """Something was committed; look if it is to be sent."""
        if any(one.fact.name in SENT for one in recorded):
            self._told.set()

    def stop(self) -> None:
        """What is under way is sent again after the next start."""
        if self._rounds is not None:
            self._rounds.kill()

    def _keep(self) -> None:
        while True:
            self._told.clear()
            try:
                self._send_all()
            except (NotDurable, Unanswered) as error:
                structlog.get_logger().error("webhook_not_written", error=str(error))
                self._pause = self._longer()
            if self._pause:
                gevent.sleep(self._pause * self._random.uniform(0.8, 1.2))
            else:
                self._told.wait()

    def _send_all(self) -> None:
        """Everything that is due, until one is not taken."""
        after = self._outbox.run(lambda work: webhooks.begin(work, self._id)).after_seq
        while found := self._outbox.read(after, PAGE):
            for one in found:
                if not self._settle(one):
                    return
                after = one.seq
        self._pause = 0.0

    def _settle(self, one: Recorded) -> bool:
        """Whether this event is done with: taken, or not taken and too old to be sent again."""
        name, seq, problem = self._receiver.name, one.seq, self._deliver(one)
        if problem is None:
            self._pause = 0.0
            self._outbox.run(lambda work: webhooks.delivered(work, self._id, seq))
            return True
        is_old = self._outbox.now() - one.recorded_at > self._receiver.give_up_after
        log = structlog.get_logger().bind(receiver=name, seq=seq, problem=problem)
        if is_old:
            log.error("webhook_gave_up")
            self._outbox.run(lambda work: webhooks.gave_up(work, self._id, name, seq))
            return True
        self._pause = self._longer()
        log.warning("webhook_failed", again_in=self._pause)
        self._outbox.run(lambda work: webhooks.failed(work, self._id, name))
        return False

    def _deliver(self, one: Recorded) -> str | None:
        """None when the receiver took it, else why not."""
        body = self._outbox.write(one)
        signed = headers(self._receiver.secret, delivery_id(one), body, self._outbox.now())
        problem: str | None = self._threads.apply(self._post, (body, signed))
        return problem

    def _post(self, body: bytes, signed: dict[str, str]) -> str | None:
        """In the thread. What the receiver answers beside its status is not read."""
        try:
            with self._http.stream("POST", self._receiver.url, content=body, headers=signed) as answer:
                return None if answer.is_success else f"HTTP {answer.status_code}"
        except httpx.HTTPError as error:
            # The kind alone: its words may hold the address.
            return type(error).__name__

    def _longer(self) -> float:
        return min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
