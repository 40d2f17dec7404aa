"""Facts that a citizen lets the office keep: kept, recalled and forgotten at a kiosk, forgotten by staff too."""

from __future__ import annotations

import gevent
from flask import Response

from queue_server.api.endpoint import KIOSKS, STAFF_AND_KIOSKS, Answer, Asked, Routes, invalid
from queue_server.contract import remembered as wire
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import remembering

routes = Routes("remembering")


@routes.add("GET /remembering", KIOSKS, {200: wire.Remembering})
def get_remembering(asked: Asked) -> Answer:
    """How long facts are kept, and the key that kiosks make secrets of cards with."""
    memory = asked.backend.memory
    return wire.Remembering(days=memory.age.days if memory.age else 0, key=memory.pepper)


@routes.add("POST /remembered/open", KIOSKS, {200: wire.Remembered}, body=wire.OpenRemembered)
def open_remembered(asked: Asked) -> Answer:
    card, memory = _card(asked.body), asked.backend.memory
    found = asked.backend.run(lambda work: remembering.recall(work, card, memory))
    if found is None:
        return wire.Remembered(facts={}, agreed_at=None, forget_at=None)
    return wire.Remembered(facts=dict(found.facts), agreed_at=found.agreed_at, forget_at=found.forget_at)


@routes.add("POST /remembered", KIOSKS, {200: wire.RememberedUntil}, body=wire.Remember, problems=(P.INVALID_FIELDS,))
def remember(asked: Asked) -> Answer:
    """Keep facts that a citizen agreed to have kept: only such as forms know, and none that says whose they are."""
    body, memory = asked.body, asked.backend.memory
    agreed = remembering.Agreed(body.facts, body.consent_id, body.consent_version)
    try:
        until = asked.backend.run(lambda work: remembering.remember(work, _card(body), agreed, memory))
    except remembering.NotRememberable as why:
        raise invalid([{"field": why.field, "message": "not known here"}]) from why
    return wire.RememberedUntil(forget_at=until)


@routes.add("POST /remembered/forget", STAFF_AND_KIOSKS, {204: "Nothing is remembered any more"}, body=wire.Forget)
def forget_remembered(asked: Asked) -> Answer:
    """The answer is the same whether or not there was anything: nobody can ask this way whom the office knows."""
    parts = asked.backend
    finder = _finder(asked)
    if finder is not None:
        parts.run(lambda work: remembering.forget(work, bytes.fromhex(finder), asked.asker, parts.memory.keys))
    return Response(status=204)


def _finder(asked: Asked) -> str | None:
    """None when nothing is remembered here."""
    body, pepper = asked.body, asked.backend.memory.pepper
    if body.finder is not None or pepper is None:
        return str(body.finder) if body.finder is not None else None
    # A tenth of a second of work: apart from the hub.
    return str(gevent.get_hub().threadpool.apply(wire.finder_of, (pepper, body.number)))


def _card(body: wire.OpenRemembered | wire.Remember) -> remembering.Card:
    return remembering.Card(bytes.fromhex(body.finder), bytes.fromhex(body.opener))
