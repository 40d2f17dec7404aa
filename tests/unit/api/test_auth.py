"""Who is let in, for how long, and after how many wrong passwords nobody is."""

from datetime import timedelta

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from queue_server.api.auth import LOCKED, MOST_FAILURES, Doorkeeper, is_foreign, password_hasher, token_of
from queue_server.domain.errors import Refusal, Refused
from queue_server.operations import devices, people
from tests.support_office import SmallOffice

PASSWORD = "mật khẩu rất dài"


def request(token: str | None = None, **headers: str) -> Request:
    sent = dict(headers) | ({"Authorization": f"Bearer {token}"} if token else {})
    return Request(EnvironBuilder(base_url="http://office.test", headers=sent).get_environ())


@pytest.fixture
def doorkeeper(office: SmallOffice) -> Doorkeeper:
    hashed = password_hasher().hash(PASSWORD)
    office.run(lambda work: people.add_person(work, "an", "Nguyễn Thị An", hashed, frozenset({"clerk"})))
    return Doorkeeper(office.db, office.clock)


def session(office: SmallOffice, doorkeeper: Doorkeeper, lasts: timedelta) -> str:
    person = doorkeeper.verify("an", PASSWORD)
    until = office.clock.now() + lasts
    return office.run(lambda work: people.begin_session(work, person.person_id, until))


def refusal(doorkeeper: Doorkeeper, username: str, password: str) -> tuple[Refusal, dict]:
    with pytest.raises(Refused) as refused:
        doorkeeper.verify(username, password)
    return refused.value.code, refused.value.facts


def test_a_session_lets_its_person_in_until_it_expires_and_not_a_moment_longer(office, doorkeeper):
    token = session(office, doorkeeper, timedelta(hours=12))
    asker = doorkeeper.asker(request(token))
    assert asker is not None
    assert asker.roles == {"clerk"}
    office.clock.advance(timedelta(hours=12) - timedelta(seconds=1))
    assert doorkeeper.asker(request(token)) is not None
    office.clock.advance(timedelta(seconds=1))
    assert doorkeeper.asker(request(token)) is None


def test_a_session_that_was_ended_is_forgotten_at_once(office, doorkeeper):
    token = session(office, doorkeeper, timedelta(hours=1))
    assert doorkeeper.asker(request(token)) is not None
    office.run(lambda work: people.end_session(work, token))
    doorkeeper.forget()
    assert doorkeeper.asker(request(token)) is None


def test_a_token_is_looked_up_again_after_a_while_even_if_nobody_said_so(office, doorkeeper):
    token = session(office, doorkeeper, timedelta(hours=1))
    doorkeeper.asker(request(token))
    office.run(lambda work: people.end_session(work, token))
    office.clock.advance(timedelta(seconds=5))
    assert doorkeeper.asker(request(token)) is None


def test_five_wrong_passwords_lock_a_name_for_five_minutes_in_any_spelling(office, doorkeeper):
    for _ in range(MOST_FAILURES):
        assert refusal(doorkeeper, "an", "sai") == (Refusal.WRONG_CREDENTIALS, {})
    assert refusal(doorkeeper, "AN", PASSWORD) == (Refusal.TOO_MANY_ATTEMPTS, {"minutes": 5})
    office.clock.advance(LOCKED - timedelta(seconds=1))
    assert refusal(doorkeeper, "an", PASSWORD) == (Refusal.TOO_MANY_ATTEMPTS, {"minutes": 1})
    office.clock.advance(timedelta(seconds=1))
    assert doorkeeper.verify("an", PASSWORD).username == "an"


def test_asking_while_locked_does_not_make_the_lock_longer(office, doorkeeper):
    for _ in range(MOST_FAILURES):
        refusal(doorkeeper, "an", "sai")
    office.clock.advance(LOCKED - timedelta(seconds=1))
    refusal(doorkeeper, "an", "sai")
    office.clock.advance(timedelta(seconds=1))
    assert doorkeeper.verify("an", PASSWORD)


def test_the_right_password_wipes_the_slate(office, doorkeeper):
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            refusal(doorkeeper, "an", "sai")
        assert doorkeeper.verify("an", PASSWORD)


def test_wrong_passwords_of_one_do_not_lock_out_another(office, doorkeeper):
    for _ in range(MOST_FAILURES):
        refusal(doorkeeper, "somebody", "sai")
    assert refusal(doorkeeper, "somebody", "sai")[0] is Refusal.TOO_MANY_ATTEMPTS
    assert doorkeeper.verify("an", PASSWORD)


def test_an_account_without_a_real_password_lets_nobody_in(office, doorkeeper):
    office.person("binh")
    for password in ("", "not a hash of any password"):
        assert refusal(doorkeeper, "binh", password)[0] is Refusal.WRONG_CREDENTIALS


def test_a_code_enrols_a_device_for_a_day_and_once(office, doorkeeper):
    code = office.run(lambda work: devices.add_device(work, "kiosk", "Ki-ốt")).code
    office.clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    device, token = office.run(lambda work: devices.enrol(work, code))
    asker = doorkeeper.asker(request(token))
    assert asker is not None
    assert (asker.device_id, asker.device_kind) == (device.device_id, "kiosk")
    with pytest.raises(Refused):
        office.run(lambda work: devices.enrol(work, code))


def test_a_code_expires_after_a_day(office, doorkeeper):
    code = office.run(lambda work: devices.add_device(work, "kiosk", "Ki-ốt")).code
    office.clock.advance(timedelta(hours=24))
    with pytest.raises(Refused) as refused:
        office.run(lambda work: devices.enrol(work, code))
    assert refused.value.code is Refusal.UNKNOWN_ENROLMENT_CODE


def test_a_code_is_hard_to_guess_and_easy_to_read(office):
    codes = {office.run(lambda work: devices.add_device(work, "kiosk", "x")).code for _ in range(50)}
    assert len(codes) == 50
    assert not set("".join(codes)) & set("0O1I")
    assert {len(code) for code in codes} == {12}


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Bearer abc", "abc"),
        ("bearer   abc  ", "abc"),
        ("Bearer ", None),
        ("Basic abc", None),
        ("abc", None),
        ("Bearer", None),
    ],
)
def test_only_a_bearer_header_carries_a_token(header, token):
    assert token_of(request(Authorization=header)) == token


@pytest.mark.parametrize(
    ("origin", "foreign"),
    [
        (None, False),
        ("http://office.test", False),
        ("https://office.test", False),
        ("http://office.test:8080", True),
        ("http://evil.test", True),
        ("http://office.test.evil.test", True),
        ("http://office.test@evil.test", True),
        ("null", True),
        ("", True),
        ("http://[", True),
    ],
)
def test_a_page_is_foreign_unless_it_came_from_this_very_host(origin, foreign):
    assert is_foreign(request(**({} if origin is None else {"Origin": origin}))) is foreign
