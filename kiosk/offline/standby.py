"""The kiosk by itself: numbers of its own while the server is away, and handing them in when it is back."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from kiosk.clock import Clock
from kiosk.jobs import Foreseen
from kiosk.offline.larder import Larder
from kiosk.offline.ledger import REFUSED, Ledger
from kiosk.offline.lending import Given, cut_off, next_number, numbers_left, ticket_number, ticket_of, today
from kiosk.offline.true_time import Reading, agree, as_known_now, office_time
from kiosk.print_ledger import UNCONFIRMED, result_of
from kiosk.state import Catalog, Trouble
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, QueueClient
from queue_server.contract.answers import TicketIssued
from queue_server.contract.commands import HandInVisits, OfflineVisit, PrintResult, TakeLeases
from queue_server.contract.leases import Lease
from queue_server.contract.problems import ProblemType

BATCH = 50
PRINTING_SECONDS = 60.0
"""A paper that takes longer keeps nobody out of the queue."""

log = logging.getLogger("kiosk.offline")


class NoNumbers(Foreseen):
    """This kiosk can give no number by itself; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Stock:
    """How it stands: numbers left for today, tickets that the server has not heard of, and those it would not take."""

    left: int
    unsent: int
    refused: tuple[str, ...]


class Standby:
    """May be used from several threads. `is_cut_off`: the server was not there when it was last needed."""

    def __init__(self, folder: Path, client: QueueClient, clock: Clock) -> None:
        self._client, self._clock = client, clock
        self._ledger, self._larder = Ledger(folder), Larder(folder)
        self._leases, self._agreed = self._larder.leases(self._ledger.ledger_id)
        self._catalog = self._larder.catalog()
        self._lock = threading.Lock()
        self._printing: dict[str, float] = {}
        # Whatever ended the kiosk before came between these and their papers.
        self._unsure = {one.request_id for one in self._ledger.unsent()}
        self.is_cut_off = False

    # While the server is away

    def give(self, wish: Wish) -> TicketIssued:
        """The next number of this kiosk's own, on disk when this returns; for the same wish the same again.

        Raises `NoNumbers`, and OSError when the disk takes nothing: then no number was given.
        """
        with self._lock:
            catalog = self.catalog()
            given = self._ledger.find(wish.request_id)
            if given is None:
                given = self._new(wish, catalog)
                self._ledger.give(given)
            self.is_cut_off = True
        return ticket_of(given, catalog)

    def last(self) -> TicketIssued | None:
        """The last own ticket that was not handed in yet, to print it again; None when there is none."""
        unsent = self._ledger.unsent()
        return ticket_of(unsent[-1], self._catalog) if unsent and self._catalog else None

    def paper_begins(self, request_id: str) -> None:
        """The paper of an own number is about to come out: it is not handed in before that has ended."""
        self._printing[request_id] = self._clock.since_boot()

    def paper_ended(self, request_id: str, outcome: str) -> None:
        """Keep how it ended for the server. Never raises: a full disk loses this word and nothing else."""
        try:
            self._ledger.note_paper(request_id, outcome)
        except OSError:
            log.exception("what became of a paper cannot be noted")
        finally:
            self._printing.pop(request_id, None)

    def catalog(self) -> Catalog:
        """What can be offered without the server. Raises `NoNumbers`."""
        if self._catalog is None or self._agreed is None:
            raise NoNumbers(Trouble.SERVER_AWAY)
        now = self._now()
        self._next(self._catalog, now)
        return cut_off(self._catalog, self._leases, now)

    def can_give(self) -> bool:
        try:
            self.catalog()
        except NoNumbers:
            return False
        return True

    def stock(self) -> Stock:
        left = 0
        if self._catalog is not None:
            day = today(self._catalog, self._now())
            left = numbers_left(self._leases, day, self._ledger.used(day))
        return Stock(left, len(self._ledger.unsent()), tuple(self._ledger.refused()))

    # While it is there

    def keep(self, catalog: Catalog) -> None:
        """The server is there: hand in what it has not heard of, borrow numbers, put the catalog by.

        Only when all of that is done does the kiosk ask for numbers online again. Raises as the client does.
        """
        self.hand_in()
        self._borrow(catalog)
        self._catalog = catalog
        self._larder.put_catalog(catalog)
        with self._lock:
            # Somebody may have got a number of ours a moment ago: that one goes first.
            self.is_cut_off = bool(self._ledger.unsent())

    def hand_in(self) -> None:
        """Tell the server of every number given, in order, as often as it takes. Raises as the client does."""
        while waiting := self._ready():
            self._send(waiting[:BATCH])

    def _borrow(self, catalog: Catalog) -> None:
        used = self._ledger.used(today(catalog, self._now()))
        lent = self._client.take_leases(TakeLeases(ledger_id=self._ledger.ledger_id, used=used))
        is_news = tuple(lent.leases) != self._leases
        self._leases = tuple(lent.leases)
        drift = abs((office_time(self._clock, self._agreed) - lent.now).total_seconds())
        agreed = agree(self._clock, lent.now)
        if is_news or self._agreed is None or drift > 1 or self._agreed.boot != self._clock.boot:
            self._larder.put_leases(self._ledger.ledger_id, self._leases, agreed)
        self._agreed = agreed

    def _ready(self) -> list[Given]:
        """What can be told now: a paper that is just coming out holds up its number and those after it."""
        latest = self._clock.since_boot() - PRINTING_SECONDS
        return list(takewhile(lambda one: self._printing.get(one.request_id, latest) <= latest, self._ledger.unsent()))

    def _send(self, batch: list[Given]) -> None:
        now = self._now()
        visits = [self._visit(given, now) for given in batch]
        try:
            answers = self._client.hand_in(HandInVisits(sent_at=now, visits=visits))
        except ProblemAnswered as error:
            if not error.is_a(ProblemType.INVALID_FIELDS):
                raise
            self._send_apart(batch, error)
            return
        for answer in answers:
            log.info("handed in %s: %s %s", answer.ticket_number, answer.outcome.value, answer.problem or "")
        self._ledger.settle({answer.request_id: answer.outcome.value for answer in answers})

    def _send_apart(self, batch: list[Given], error: ProblemAnswered) -> None:
        """One ticket that the server cannot read must not hold up the others."""
        if len(batch) > 1:
            for given in batch:
                self._send([given])
            return
        log.error("the server cannot take %s: %s", batch[0].ticket_number, error)
        self._ledger.settle({batch[0].request_id: REFUSED})

    def _visit(self, given: Given, now: datetime) -> OfflineVisit:
        return OfflineVisit(
            request_id=given.request_id,
            lease_id=given.lease_id,
            number=given.number,
            service_ids=[given.service_id],
            priority_class=given.priority_class,
            language=given.language,
            delivery=given.delivery,
            assisted_online=given.online,
            paper=self._paper_of(given),
            arrived_at=as_known_now(self._clock, given.at, now),
        )

    def _paper_of(self, given: Given) -> PrintResult | None:
        outcome = self._ledger.paper(given.request_id)
        if outcome is None and given.request_id in self._unsure:
            outcome = UNCONFIRMED
        return result_of(outcome) if outcome is not None else None

    def _new(self, wish: Wish, catalog: Catalog) -> Given:
        now = self._now()
        lease, number = self._next(catalog, now)
        service = catalog.service(wish.service_id)
        if service is None or not service.open:
            raise NoNumbers(Trouble.SERVICE_CLOSED if catalog.office.open_now else Trouble.OFFICE_CLOSED)
        return Given(
            request_id=wish.request_id,
            lease_id=lease.lease_id,
            day=lease.business_date,
            number=number,
            ticket_number=ticket_number(lease.series, number),
            service_id=wish.service_id,
            priority_class=wish.priority_class,
            language=wish.language,
            delivery=wish.delivery,
            online=wish.online,
            at=Reading(self._clock.boot, self._clock.since_boot(), self._clock.now(), now),
        )

    def _next(self, catalog: Catalog, now: datetime) -> tuple[Lease, int]:
        day = today(catalog, now)
        found = next_number(self._leases, day, self._ledger.used(day))
        if found is None:
            had_some = any(lease.business_date == day for lease in self._leases)
            none = Trouble.LEASE_OVER if self._leases else Trouble.SERVER_AWAY
            raise NoNumbers(Trouble.LEASE_USED_UP if had_some else none)
        return found

    def _now(self) -> datetime:
        return office_time(self._clock, self._agreed)
