"""Each endpoint for each kind of caller: exactly those who should may use it. The server decides, not the page."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from queue_server.operations.people import token_digest
from queue_server.store import people
from tests.integration.server.hall import Hall, done, refused
from tests.support_api import API, Api

STAFF = {"clerk", "supervisor", "admin"}
MACHINES = {"kiosk", "display", "agent"}
WORTHLESS = {"nobody", "garbage", "revoked", "signed out", "expired"}
EVERYBODY = STAFF | MACHINES | WORTHLESS

MAY: dict[str, set[str]] = {
    "GET /health/live": EVERYBODY,
    "GET /health/ready": EVERYBODY,
    "GET /office": EVERYBODY,
    "GET /services": EVERYBODY,
    "GET /services/{service_id}/outlook": EVERYBODY,
    "GET /priority-classes": EVERYBODY,
    "GET /board": EVERYBODY,
    "GET /announcements/{seq}": EVERYBODY,
    "GET /announcements/{seq}.wav": EVERYBODY,
    "POST /sessions": EVERYBODY,
    "POST /devices/enrol": EVERYBODY,
    "GET /sessions/current": STAFF,
    "GET /staff": STAFF,
    "GET /counters": STAFF | MACHINES,
    "POST /counters/{counter_id}/open": STAFF,
    "POST /counters/{counter_id}/pause": STAFF,
    "POST /counters/{counter_id}/close": STAFF,
    "POST /counters/{counter_id}/call-next": STAFF,
    "POST /visits": STAFF | {"kiosk"},
    "POST /visits/batch": {"kiosk"},
    "POST /leases": {"kiosk"},
    "GET /visits": STAFF,
    "GET /visits/{visit_id}": STAFF | MACHINES,
    "POST /visits/{visit_id}/call": STAFF,
    "POST /visits/{visit_id}/recall": STAFF,
    "POST /visits/{visit_id}/serve": STAFF,
    "POST /visits/{visit_id}/hold": STAFF,
    "POST /visits/{visit_id}/resume": STAFF,
    "POST /visits/{visit_id}/transfer": STAFF,
    "POST /visits/{visit_id}/complete": STAFF,
    "POST /visits/{visit_id}/no-show": STAFF,
    "POST /visits/{visit_id}/cancel": STAFF,
    "POST /visits/{visit_id}/priority": STAFF,
    "POST /visits/{visit_id}/reprint": STAFF,
    "GET /card-key": {"kiosk"},
    "GET /appointments": STAFF,
    "POST /appointments": STAFF,
    "GET /appointments/slots": STAFF,
    "POST /appointments/slots": {"supervisor", "admin"},
    "POST /appointments/{appointment_id}/cancel": STAFF,
    "POST /ratings/open": STAFF | {"kiosk"},
    "POST /ratings": STAFF | {"kiosk"},
    "GET /reports/ratings": STAFF,
    "GET /feedback/classes": EVERYBODY,
    "POST /feedback": STAFF | {"kiosk"},
    "GET /feedback": {"supervisor", "admin"},
    "POST /feedback/{feedback_id}/hand-over": {"supervisor", "admin"},
    "POST /feedback/{feedback_id}/close": {"supervisor", "admin"},
    "PUT /visits/{visit_id}/declarations/{form_id}": {"kiosk"},
    "GET /visits/{visit_id}/dossier": STAFF,
    "POST /declarations/{declaration_id}/corrections": STAFF,
    "POST /declarations/{declaration_id}/take": STAFF,
    "GET /declarations/{declaration_id}/paper": STAFF,
    "GET /remembering": {"kiosk"},
    "POST /remembered": {"kiosk"},
    "POST /remembered/open": {"kiosk"},
    "POST /remembered/forget": STAFF | {"kiosk"},
    "GET /reports/savings": {"supervisor", "admin"},
    "GET /reports/measures": {"supervisor", "admin"},
    "GET /reports/channels": {"supervisor", "admin"},
    "GET /alerts": STAFF,
    "POST /alerts/{alert_id}/accept": {"supervisor", "admin"},
    "GET /quiet-hours": EVERYBODY,
    "GET /what-if": {"supervisor", "admin"},
    "GET /staffing": {"supervisor", "admin"},
    "GET /journal": STAFF | MACHINES,
    "GET /reports/forecast": {"supervisor", "admin"},
    "GET /devices": STAFF,
    "POST /devices": {"admin"},
    "GET /devices/self": MACHINES,
    "POST /devices/{device_id}/revoke": {"admin"},
    "POST /devices/{device_id}/pin": {"admin"},
    "POST /devices/self/pin-taken": {"kiosk"},
    "POST /devices/{device_id}/health": MACHINES,
    "GET /print-jobs": MACHINES,
    "GET /print-jobs/{job_id}": STAFF | MACHINES,
    "GET /print-jobs/{job_id}/paper": MACHINES,
    "POST /declarations/{declaration_id}/print": STAFF,
    "POST /print-jobs/{job_id}/result": MACHINES,
}
ELSEWHERE = {"GET /events", "DELETE /sessions/current"}
"""Tested below: a stream does not end, and signing out would end the caller's session."""

BOUND_TO_FAIL = {"service_id": "none", "seq": "0", "counter_id": "none", "visit_id": "none", "job_id": "none"}
BOUND_TO_FAIL |= {"appointment_id": "none", "feedback_id": "none", "alert_id": "none"}
BOUND_TO_FAIL |= {"declaration_id": "none", "form_id": "none"}
STREAMS = {"board": EVERYBODY, "office": STAFF | MACHINES, "device": MACHINES}


@pytest.fixture(scope="module")
def callers(shared_hall: Hall) -> dict[str, Api]:
    hall = shared_hall
    tokens: dict[str, str | None] = {who: hall.token(who) for who in STAFF | MACHINES}
    tokens |= {"nobody": None, "garbage": "Z" * 43, "revoked": revoked(hall), "signed out": signed_out(hall)}
    tokens["expired"] = expired(hall)
    return {who: hall.anybody.as_(token) for who, token in tokens.items()}


def revoked(hall: Hall) -> str:
    added = done(hall.admin.post("/devices", {"kind": "kiosk", "name": "bị mất"}), 201)
    enrolled = done(hall.anybody.post("/devices/enrol", {"code": added["enrolment_code"]}), 201)
    done(hall.admin.post(f"/devices/{added['device']['id']}/revoke"))
    return str(enrolled["token"])


def signed_out(hall: Hall) -> str:
    token = hall.sign_in(**hall.credentials["supervisor"])
    assert hall.anybody.as_(token).ask("DELETE", "/sessions/current").status == 204
    return token


def expired(hall: Hall) -> str:
    """A session that ended a minute ago, written as the server itself would have written it."""
    now, token = datetime.now(UTC), "expired-session-of-the-administrator"
    with closing(sqlite3.connect(Path(hall.server.data) / "motcua.db", timeout=10)) as db, db:
        began, ended = now - timedelta(hours=12), now - timedelta(minutes=1)
        people.begin_session(db, token_digest(token), hall.person_id("admin"), began, ended)
    return token


def path_of(route: str, who: str) -> str:
    path = route.partition(" ")[2]
    for name, value in BOUND_TO_FAIL.items():
        path = path.replace("{" + name + "}", value)
    # Whatever a device reports, it reports about itself.
    return path.replace("{device_id}", "self" if who in MACHINES else "none")


def test_every_endpoint_that_there_is_is_in_the_table(hall: Hall):
    paths = hall.anybody.contract.document["paths"]
    there = {f"{verb.upper()} {path.removeprefix(API)}" for path, verbs in paths.items() for verb in verbs}
    assert there == set(MAY) | ELSEWHERE


@pytest.mark.parametrize("route", MAY)
def test_exactly_those_who_may_use_an_endpoint_can(hall: Hall, callers: dict[str, Api], route):
    seq = hall.seq()
    for who, caller in callers.items():
        answer = caller.ask(
            route.partition(" ")[0], path_of(route, who), b"{}" if route.startswith(("POST", "PUT")) else None
        )
        if who in MAY[route]:
            assert answer.status not in (401, 403), f"{who} may, and got {answer.status}"
        elif who in WORTHLESS:
            refused(answer, 401, "not_signed_in")
        else:
            refused(answer, 403, "not_allowed")
    assert hall.seq() == seq


@pytest.mark.parametrize("scope", STREAMS)
def test_exactly_those_who_may_listen_can(callers: dict[str, Api], scope):
    for who, caller in callers.items():
        stream = caller.events(scope)
        if who in STREAMS[scope]:
            assert stream.answer.status == 200, who
        else:
            assert stream.answer.status == (401 if who in WORTHLESS else 403), who
        stream.close()


def test_only_people_who_are_signed_in_can_sign_out(callers: dict[str, Api]):
    for who in WORTHLESS:
        refused(callers[who].ask("DELETE", "/sessions/current"), 401, "not_signed_in")
    for who in MACHINES:
        refused(callers[who].ask("DELETE", "/sessions/current"), 403, "not_allowed")


def test_a_device_speaks_for_itself_only(hall: Hall):
    other = done(hall.agent.get("/devices/self"))["id"]
    refused(hall.kiosk.post(f"/devices/{other}/health", {"state": "ok"}), 403, "not_allowed")
    own = done(hall.kiosk.get("/devices/self"))["id"]
    assert done(hall.kiosk.post(f"/devices/{own}/health", {"state": "ok"}))["id"] == own


def test_a_worthless_token_does_not_keep_anybody_from_what_is_public(callers: dict[str, Api]):
    for who in WORTHLESS:
        done(callers[who].get("/board"))
