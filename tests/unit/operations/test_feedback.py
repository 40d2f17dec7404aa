"""Petitions: sealed as they come in, due by working days, handed over, closed, and erased with their keys."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from queue_server.domain.catalog import FeedbackClass, Petitions
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.petitions import Feedback, FeedbackState, due_date
from queue_server.keys import Keys
from queue_server.operations import feedback
from queue_server.operations.feedback import Petition
from tests.support_office import SmallOffice, small_catalog

WORDS = "Tôi là Nguyễn Văn A, 0912345678: chờ quá lâu ở quầy đất đai."
PETITIONS = Petitions({"vi": "Số 1 đường Ví Dụ"}, {"delay": FeedbackClass("delay", {"vi": "Chậm"}, 5, "Quy chế")})


@pytest.fixture
def office(tmp_path: Path):
    holidays = frozenset({date(2026, 3, 4)})
    opened = SmallOffice(tmp_path, catalog=small_catalog(petitions=PETITIONS, holidays=holidays))
    yield opened
    opened.close()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


def send(office: SmallOffice, keys: Keys, request_id: str = "request-1", class_code: str = "delay") -> Feedback:
    return office.run(lambda work: feedback.take_in(work, Petition(request_id, class_code, WORDS), keys))


def test_a_petition_is_read_with_its_key_and_is_nowhere_in_plain_words(office: SmallOffice, keys: Keys, tmp_path: Path):
    made = send(office, keys)
    [read] = feedback.everything(office.db, keys)
    assert (read.text, read.about) == (WORDS, made)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"0912345678" not in written
    assert office.names() == []


def test_without_its_key_a_petition_is_listed_and_cannot_be_read(office: SmallOffice, keys: Keys, tmp_path: Path):
    made = send(office, keys)
    [unread] = feedback.everything(office.db, Keys(tmp_path / "another"))
    assert (unread.text, unread.about.reference) == (None, made.reference)


def test_words_that_were_moved_to_another_row_do_not_open(office: SmallOffice, keys: Keys):
    send(office, keys)
    send(office, keys, "request-2")
    office.db.execute("update feedback set sealed = (select sealed from feedback where request_id = 'request-1')")
    assert sorted(str(one.text) for one in feedback.everything(office.db, keys)) == ["None", WORDS]


def test_the_same_request_again_is_the_same_petition(office: SmallOffice, keys: Keys):
    assert send(office, keys) == send(office, keys)
    assert send(office, keys, "request-2").reference != send(office, keys).reference
    assert len(feedback.everything(office.db, keys)) == 2


def test_a_class_that_the_office_does_not_have_is_refused(office: SmallOffice, keys: Keys):
    with pytest.raises(Refused) as refused:
        send(office, keys, class_code="praise")
    assert refused.value.code is Refusal.UNKNOWN_FEEDBACK_CLASS


def test_the_due_date_counts_working_days_alone(office: SmallOffice, keys: Keys):
    # Received on a Monday; Wednesday is a holiday, then comes a weekend.
    assert send(office, keys).due_date == date(2026, 3, 10)
    plain = small_catalog().office
    assert due_date(plain, date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert due_date(plain, date(2026, 3, 7), 5) == date(2026, 3, 13)


def test_a_petition_goes_from_received_to_handed_over_to_closed(office: SmallOffice, keys: Keys):
    boss, made = office.person("boss", "supervisor"), send(office, keys)
    states = [made.state]
    for step in (feedback.hand_over, feedback.hand_over, feedback.close, feedback.close):
        states.append(office.run(lambda work, step=step: step(work, made.feedback_id, boss)).state)
    received, handed_over, closed = FeedbackState
    assert states == [received, handed_over, handed_over, closed, closed]
    with pytest.raises(Refused) as refused:
        office.run(lambda work: feedback.hand_over(work, made.feedback_id, boss))
    assert refused.value.code is Refusal.FEEDBACK_CLOSED


def test_what_is_open_past_its_day_is_overdue_and_comes_first(office: SmallOffice, keys: Keys):
    boss = office.person("boss", "supervisor")
    old = send(office, keys)
    office.clock.advance(timedelta(days=9))
    new, done = send(office, keys, "request-2"), send(office, keys, "request-3")
    office.run(lambda work: feedback.close(work, done.feedback_id, boss))
    listed = [one.about for one in feedback.everything(office.db, keys)]
    assert [one.reference for one in listed] == [old.reference, new.reference, done.reference]
    assert [one.is_overdue(office.today()) for one in listed] == [True, False, False]


def test_closed_petitions_are_erased_at_their_age_and_their_key_with_the_last_of_them(office: SmallOffice, keys: Keys):
    boss = office.person("boss", "supervisor")
    closed, still_open = send(office, keys), send(office, keys, "request-2")
    office.run(lambda work: feedback.close(work, closed.feedback_id, boss))
    erase = lambda: office.run(lambda work: feedback.erase_old(work, timedelta(days=90), keys))  # noqa: E731
    office.clock.advance(timedelta(days=89))
    erase()
    assert len(feedback.everything(office.db, keys)) == 2
    office.clock.advance(timedelta(days=2))
    erase()
    assert [one.about.reference for one in feedback.everything(office.db, keys)] == [still_open.reference]
    assert keys.names("feedback") == ["feedback-2026-03"]
    office.run(lambda work: feedback.close(work, still_open.feedback_id, boss))
    office.clock.advance(timedelta(days=91))
    erase()
    assert keys.names("feedback") == []


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path):
    keys = Keys(tmp_path / "keys")
    assert keys.find("feedback-2026-03") is None
    first = keys.get("feedback-2026-03")
    assert len(first) == 32
    assert keys.get("feedback-2026-03") == keys.find("feedback-2026-03") == first
    [path] = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="not the name of a key"):
        keys.get("../feedback-2026-03")
