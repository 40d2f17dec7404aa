"""Numbers per person and day: counted by a digest that nobody can lead back to a card once its day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.client import card_digest
from queue_server.domain.errors import Refusal, Refused
from queue_server.keys import Keys
from queue_server.operations import cards, visits
from tests.support_office import KIOSK, SmallOffice, small_catalog

NUMBER = "064090001234"


@pytest.fixture
def office(tmp_path: Path):
    opened = SmallOffice(tmp_path, catalog=small_catalog(visits_per_person=2))
    yield opened
    opened.close()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


def digest(office: SmallOffice, keys: Keys, number: str = NUMBER) -> bytes:
    return bytes.fromhex(card_digest(keys.get(cards.key_name(office.today())).hex(), number))


def take(office: SmallOffice, card: bytes | None) -> visits.Ticket:
    request = replace(office.asked_for(), card_digest=card)
    return office.run(lambda work: visits.start_visit(work, request, KIOSK))


def counted(office: SmallOffice) -> int:
    return int(office.db.execute("select count(*) from card_visit").fetchone()[0])


def test_a_card_takes_its_numbers_of_the_day_and_no_more(office: SmallOffice, keys: Keys):
    own, other = digest(office, keys), digest(office, keys, "064090009999")
    for card in (own, own, other, None, None, None):
        take(office, card)
    with pytest.raises(Refused) as refused:
        take(office, own)
    assert (refused.value.code, refused.value.facts) == (Refusal.DAILY_LIMIT, {"limit": 2})
    take(office, other)


def test_a_request_that_comes_again_counts_once(office: SmallOffice, keys: Keys):
    request = replace(office.asked_for(), card_digest=digest(office, keys))
    for _ in range(5):
        office.run(lambda work: visits.start_visit(work, request, KIOSK))
    take(office, digest(office, keys))


def test_what_is_kept_of_a_card_and_its_key_is_gone_the_next_day(office: SmallOffice, keys: Keys):
    card = digest(office, keys)
    take(office, card)
    take(office, card)
    office.clock.advance(timedelta(days=1))
    office.run(lambda work: cards.forget_old(work, keys))
    assert counted(office) == 0
    assert keys.names("card") == []
    assert digest(office, keys) != card
    take(office, digest(office, keys))


def test_the_number_of_a_card_is_nowhere_in_the_files(office: SmallOffice, keys: Keys, tmp_path: Path):
    take(office, digest(office, keys))
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert NUMBER.encode() not in written


def test_an_office_without_a_limit_keeps_nothing_of_a_card(tmp_path: Path, keys: Keys):
    plain = SmallOffice(tmp_path)
    for _ in range(4):
        take(plain, digest(plain, keys))
    assert counted(plain) == 0
    plain.close()
