"""A kiosk's own numbers: borrowed ahead, and handed in when the server is back."""

from __future__ import annotations

from datetime import timedelta

from queue_server.api.endpoint import KIOSKS, Answer, Asked, Routes
from queue_server.contract import commands
from queue_server.contract import leases as lent
from queue_server.contract.common import Channel, HandedInAs
from queue_server.domain.errors import Refused
from queue_server.operations import leases, offline
from queue_server.operations.visits import VisitRequest

routes = Routes("leases")


@routes.add("POST /leases", KIOSKS, {200: lent.Leases}, body=commands.TakeLeases)
def take_leases(asked: Asked) -> Answer:
    """What this kiosk may give by itself, today and on the next working day. Asked again, the same."""
    body: commands.TakeLeases = asked.body
    held = asked.backend.run(lambda work: leases.take_leases(work, asked.asker, body.ledger_id, body.used))
    wire = asked.backend.wire
    return lent.Leases(now=asked.backend.clock.now(), leases=[wire.lease(one) for one in held])


@routes.add("POST /visits/batch", KIOSKS, {200: lent.HandedInList}, body=commands.HandInVisits)
def hand_in_visits(asked: Asked) -> Answer:
    """Each ticket by itself and exactly once, however often it is sent; a refused one holds up no other."""
    body: commands.HandInVisits = asked.body
    # Once for all: the last one waits for the commits of those before it, which is no fault of the kiosk's clock.
    offset = asked.backend.clock.now() - body.sent_at
    return lent.HandedInList(visits=[_hand_in(asked, one, offset) for one in body.visits])


def _hand_in(asked: Asked, one: commands.OfflineVisit, offset: timedelta) -> lent.HandedIn:
    channel = Channel.ASSISTED_ONLINE if one.assisted_online else Channel.OFFLINE
    request = VisitRequest(
        one.request_id, tuple(one.service_ids), one.priority_class, one.language, channel, one.delivery
    )
    paper = (one.paper.state, one.paper.fault) if one.paper else None
    ticket = offline.OfflineTicket(one.lease_id, one.number, request, one.arrived_at, offset, paper)
    try:
        # An operation, and so a commit, of its own: what is answered is durable whatever comes after it.
        done = asked.backend.run(lambda work: offline.hand_in(work, ticket, asked.asker))
    except Refused as refused:
        return lent.HandedIn(request_id=one.request_id, outcome=HandedInAs.REFUSED, problem=refused.code)
    return lent.HandedIn(
        request_id=one.request_id,
        outcome=HandedInAs(done.outcome),
        visit_id=done.visit.visit_id,
        ticket_number=done.visit.ticket_number,
        arrived_at=done.visit.arrived_at,
    )
