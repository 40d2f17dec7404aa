"""What nobody may learn: the class of a person, who acted, tokens, passwords. Neither on a screen nor in a log."""

import json
from pathlib import Path

from tests.integration.server.hall import COLLEAGUE, HERS, MINE, Hall, done
from tests.support_api import PRIVATE, Answer

CLASS = "with_infant"


def everything_that(hall: Hall, who: str | None, visit_id: str, job_id: str) -> list[Answer]:
    """All that this caller can read about the hall."""
    caller = hall.caller(who) if who else hall.anybody
    paths = ["/board", "/services", "/office", "/counters", "/visits", f"/visits/{visit_id}", "/journal?limit=1000"]
    paths += ["/print-jobs", f"/print-jobs/{job_id}", "/devices/self", "/staff", "/sessions/current"]
    return [caller.get(path) for path in paths]


def without_desks(answer: Answer) -> str:
    """The text of an answer, less how the counters are set up: which classes they prefer is no secret."""
    body = answer.json
    for counter in body.get("counters", []):
        counter.pop("prefers", None)
        counter.pop("reserved_for", None)
    return json.dumps(body, ensure_ascii=False)


def test_the_class_of_a_person_is_seen_by_staff_alone(hall: Hall):
    hall.open(MINE)
    hall.open(HERS, COLLEAGUE)
    ticket = hall.ticket(priority_class=CLASS)
    hall.call_next()
    hall.ticket(priority_class="disabled")
    visit_id, job_id = ticket["visit_id"], ticket["print_job_id"]
    assert hall.visit(visit_id)["priority_class"] == CLASS
    for who in (None, "kiosk", "display", "agent"):
        for answer in everything_that(hall, who, visit_id, job_id):
            found = PRIVATE.search(without_desks(answer))
            assert not found, f"{who} reads {found}"
    seen = done(hall.caller("display").get(f"/visits/{visit_id}"))
    assert (seen["priority"], seen["priority_class"]) == (True, None)


def test_no_event_of_any_scope_names_the_class_the_reason_or_the_staff_by_name(hall: Hall):
    names = [one["name"] for one in done(hall.supervisor.get("/staff"))["staff"]]
    before = hall.seq()
    with hall.listening() as public, hall.listening("clerk", "office") as office:
        hall.open(MINE)
        visit_id = hall.ticket(priority_class=CLASS)["visit_id"]
        hall.call_next()
        hall.move(visit_id, "priority", priority_class="disabled", reason="có giấy xác nhận khuyết tật")
        hall.move(visit_id, "hold", reason="quên sổ khám thai")
        hall.move(visit_id, "cancel", reason="con ốm")
        last = hall.seq()
        heard = [*public.up_to(last), *office.up_to(last), *hall.events_after(before)]
    text = json.dumps(heard, ensure_ascii=False)
    assert not any(word in text for word in (CLASS, "disabled", "khuyết tật", "khám thai", "con ốm", *names))


def test_the_reason_of_a_hold_is_seen_by_staff_alone(hall: Hall):
    visit_id = hall.visit_in("held")
    assert hall.visit(visit_id)["hold_reason"]
    for who in ("kiosk", "display", "agent"):
        assert done(hall.caller(who).get(f"/visits/{visit_id}"))["hold_reason"] is None


def test_the_wall_tells_neither_names_nor_ids_of_people(hall: Hall):
    visit_id = hall.visit_in("called")
    board = hall.anybody.get("/board").content.decode()
    assert visit_id not in board
    assert hall.person_id("clerk") not in board
    for one in done(hall.supervisor.get("/staff"))["staff"]:
        assert one["name"] not in board


def test_no_log_holds_a_token_a_password_a_name_or_what_anybody_said(hall: Hall):
    hall.sign_in(**hall.credentials["clerk"])
    hall.anybody.post("/sessions", {"username": "Nguyễn-Văn-Bí-Mật", "password": "mật khẩu gõ nhầm"})
    hall.anybody.as_("a-foreign-token-of-somebody").get("/visits")
    hall.move(hall.visit_in("held"), "cancel", reason="chuyện riêng trong nhà")
    hall.ticket(priority_class=CLASS)
    hall.anybody.post("/devices/enrol", {"code": "LOSTCODE2345"})
    hall.anybody.ask("POST", "/sessions", b'{"username": "x", "password": "y')
    log = (Path(hall.server.data) / "server.log").read_text("utf-8")
    told = (Path(hall.server.data) / "server.out").read_text("utf-8")
    people = done(hall.supervisor.get("/staff"))["staff"]
    secrets = [account["password"] for account in hall.credentials["clerks"]] + list(hall.tokens.values())
    secrets += [hall.credentials[who]["password"] for who in ("admin", "supervisor")]
    secrets += [one["name"] for one in people] + [one["id"] for one in people] + ["canbo1", "giamsat", CLASS]
    secrets += ["Bí-Mật", "gõ nhầm", "chuyện riêng", "LOSTCODE", "a-foreign-token"]
    assert not [secret for secret in secrets if secret in log or secret in told]


def test_the_database_keeps_tokens_and_passwords_as_digests_only(hall: Hall):
    content = b"".join(path.read_bytes() for path in Path(hall.server.data).glob("motcua.db*"))
    assert b"$argon2id$" in content
    secrets = [hall.credentials["clerk"]["password"], *hall.tokens.values()]
    assert not [secret for secret in secrets if secret.encode() in content]


def test_credentials_and_data_are_readable_by_their_owner_only(hall: Hall):
    data = Path(hall.server.data)
    assert (data / "demo-credentials.json").stat().st_mode & 0o777 == 0o600
    for path in data.glob("motcua.db*"):
        assert path.stat().st_mode & 0o077 == 0, path
