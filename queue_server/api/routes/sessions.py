"""Signing in and out."""

from __future__ import annotations

from flask import Response, request

from queue_server.api.auth import COOKIE, token_of
from queue_server.api.endpoint import PUBLIC, STAFF, Answer, Asked, Routes
from queue_server.contract import answers, commands
from queue_server.contract.common import Role
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import people as operations
from queue_server.operations import reading
from queue_server.operations.people import token_digest
from queue_server.store import people
from queue_server.store.times import from_text

routes = Routes("sessions")


@routes.add(
    "POST /sessions",
    PUBLIC,
    {201: answers.Session},
    body=commands.SignIn,
    problems=(P.WRONG_CREDENTIALS, P.TOO_MANY_ATTEMPTS),
)
def sign_in(asked: Asked) -> Answer:
    parts, body = asked.backend, asked.body
    person = parts.doorkeeper.verify(body.username, body.password.get_secret_value())
    expires_at = parts.clock.now() + parts.config.session_time
    token = parts.run(lambda work: operations.begin_session(work, person.person_id, expires_at))
    session = answers.Session(
        token=token,
        expires_at=expires_at,
        roles=sorted(map(Role, person.roles)),
        person_id=person.person_id,
        name=person.name,
        counter_ids=_counters_of(asked, person.person_id),
    )
    response = Response(session.model_dump_json(), status=201, content_type="application/json")
    set_cookie(response, token, int(parts.config.session_time.total_seconds()))
    return response


@routes.add("GET /sessions/current", STAFF, {200: answers.Session})
def current_session(asked: Asked) -> Answer:
    parts = asked.backend
    row = people.find_session(parts.reader, token_digest(token_of(request) or ""), parts.clock.now())
    assert row is not None
    return answers.Session(
        # The token itself is told once, at sign-in.
        token="",
        expires_at=from_text(row.expires_at),
        roles=sorted(map(Role, row.roles)),
        person_id=row.person_id,
        name=row.name,
        counter_ids=_counters_of(asked, row.person_id),
    )


@routes.add("DELETE /sessions/current", STAFF, {204: "Signed out"})
def sign_out(asked: Asked) -> Answer:
    token = token_of(request) or ""
    asked.backend.run(lambda work: operations.end_session(work, token))
    asked.backend.doorkeeper.forget()
    response = Response(status=204)
    response.delete_cookie(COOKIE)
    return response


def set_cookie(response: Response, token: str, seconds: int | None) -> None:
    """Kept from scripts and from other sites; over TLS it never travels without it."""
    response.set_cookie(
        COOKIE, token, max_age=seconds, httponly=True, samesite="Strict", secure=request.is_secure, path="/"
    )


def _counters_of(asked: Asked, person_id: str) -> list[str]:
    views = asked.backend.run(reading.counters_view)
    return [view.counter.desk.id for view in views if view.counter.person_id == person_id]
