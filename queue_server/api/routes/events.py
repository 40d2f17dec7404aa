"""The journal: live as a stream, by pages, and as sound."""

from __future__ import annotations

from collections.abc import Callable

import gevent
from flask import Response, request

from queue_server.api import wire
from queue_server.api.auth import token_of
from queue_server.api.endpoint import PUBLIC, STAFF_AND_DEVICES, Answer, Asked, Routes, query_int
from queue_server.api.problems import ProblemFound
from queue_server.api.sound import join_wavs
from queue_server.api.stream import anybody
from queue_server.contract import events
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.announcement import announcement
from queue_server.domain.events import Name
from queue_server.store import journal

routes = Routes("events")
CALLS = frozenset({Name.VISIT_CALLED, Name.VISIT_RECALLED})
PAGE, MOST_IN_A_PAGE = 500, 1000
NO_LIMIT = 2**62
AFTER = {"type": "integer", "minimum": 0, "maximum": NO_LIMIT}


@routes.add(
    "GET /events",
    PUBLIC,
    {200: "text/event-stream"},
    problems=(P.NOT_ALLOWED, P.NOT_SIGNED_IN, P.EVENTS_GONE, P.INVALID_FIELDS),
    query={"scope": {"enum": [scope.value for scope in events.EventScope], "default": "board"}, "after": AFTER},
)
def listen(asked: Asked) -> Answer:
    scope = _scope(asked)
    after = _after(asked)
    device_id = asked.caller.device_id if asked.caller else None
    may_listen = anybody if scope is events.EventScope.BOARD else _as_long_as_signed_in(asked)
    chunks = asked.backend.stream.listen(scope, device_id, after, may_listen)
    response = Response(chunks, content_type="text/event-stream; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    # A proxy in between must not gather events.
    response.headers["X-Accel-Buffering"] = "no"
    return response


@routes.add(
    "GET /journal",
    STAFF_AND_DEVICES,
    {200: events.JournalPage},
    problems=(P.EVENTS_GONE, P.INVALID_FIELDS),
    query={"after": AFTER, "limit": {"type": "integer", "minimum": 1, "maximum": MOST_IN_A_PAGE, "default": PAGE}},
)
def read_journal(asked: Asked) -> Answer:
    parts = asked.backend
    after = query_int("after", 0, 0, NO_LIMIT)
    limit = query_int("limit", PAGE, 1, MOST_IN_A_PAGE)
    _require_kept(asked, after)
    found = journal.read_after(parts.reader, parts.wire.catalog.office.id, after, limit)
    known = [one for one in found if one.seq <= parts.stream.last_seq]
    return events.JournalPage(
        events=[wire.event(one, events.EventScope.OFFICE) for one in known],
        next_after=known[-1].seq if known else after,
        last_seq=parts.stream.last_seq,
    )


@routes.add("GET /announcements/<int:seq>", PUBLIC, {200: events.Announcement}, problems=(P.NOT_FOUND,))
def get_announcement(asked: Asked, seq: int) -> Answer:
    languages = asked.backend.wire.catalog.office.languages
    return events.Announcement(seq=seq, texts={one: _words(asked, seq, one) for one in languages})


@routes.add(
    "GET /announcements/<int:seq>.wav",
    PUBLIC,
    {200: "audio/wav"},
    problems=(P.NOT_FOUND, P.UNKNOWN_LANGUAGE),
    query={"language": {"type": "string"}},
)
def get_sound(asked: Asked, seq: int) -> Answer:
    """The call in the office's languages, one after the other; `?language=` chooses one."""
    parts = asked.backend
    languages = [request.args["language"]] if "language" in request.args else parts.config.announce_languages
    for language in languages:
        if language not in parts.wire.catalog.office.languages:
            raise ProblemFound(P.UNKNOWN_LANGUAGE, language=language[:10])
    texts = [(_words(asked, seq, language), language) for language in languages]
    threads = gevent.get_hub().threadpool
    sound = join_wavs([threads.apply(parts.voice.speak, text) for text in texts])
    response = Response(sound, content_type="audio/wav")
    response.headers["Cache-Control"] = "public, max-age=3600, immutable"
    return response


def _scope(asked: Asked) -> events.EventScope:
    """The board is public; the office is for staff and devices; errands are for the device itself."""
    name = request.args.get("scope", events.EventScope.BOARD.value)
    if name not in {scope.value for scope in events.EventScope}:
        raise ProblemFound(P.INVALID_FIELDS, [{"field": "scope", "message": "board, office, device"}], fields="scope")
    scope = events.EventScope(name)
    if scope is not events.EventScope.BOARD and asked.caller is None:
        raise ProblemFound(P.NOT_SIGNED_IN)
    if scope is events.EventScope.DEVICE and asked.asker.device_id is None:
        raise ProblemFound(P.NOT_ALLOWED)
    return scope


def _as_long_as_signed_in(asked: Asked) -> Callable[[], bool]:
    """A stream outlives the request that opened it: it ends with the session, or when the device is revoked."""
    doorkeeper, token = asked.backend.doorkeeper, token_of(request) or ""
    return lambda: doorkeeper.owner(token) is not None


def _after(asked: Asked) -> int | None:
    """Where to go on: Last-Event-ID wins, since a browser sends it when it comes back by itself."""
    header = request.headers.get("Last-Event-ID", "")
    if header.isascii() and header.isdigit() and len(header) < 19:
        after = int(header)
    elif "after" in request.args:
        after = query_int("after", 0, 0, NO_LIMIT)
    else:
        return None
    _require_kept(asked, after)
    return after


def _require_kept(asked: Asked, after: int) -> None:
    """Nothing between `after` and now may be missing; a reader ahead of us knew a database that is no more."""
    parts = asked.backend
    oldest, _ = journal.window(parts.reader, parts.wire.catalog.office.id)
    if after < oldest - 1 or after > parts.stream.last_seq:
        raise ProblemFound(P.EVENTS_GONE, [{"field": "oldest", "message": str(oldest)}], oldest=oldest)


def _words(asked: Asked, seq: int, language: str) -> str:
    parts = asked.backend
    if seq > NO_LIMIT:
        raise ProblemFound(P.NOT_FOUND)
    found = journal.find(parts.reader, parts.wire.catalog.office.id, seq)
    if found is None or found.fact.name not in CALLS or found.fact.counter_id is None:
        raise ProblemFound(P.NOT_FOUND)
    desk = parts.wire.catalog.counters.get(found.fact.counter_id)
    name = (desk.name.get(language) or desk.name["vi"]) if desk else found.fact.counter_id
    body = found.fact.body
    return announcement(str(body["ticket_number"]), name, int(body["call_count"] or 1), language)
