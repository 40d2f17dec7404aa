"""Facts kept at a citizen's wish: opened by the card alone, forgotten when asked, when due, or when nothing is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.contract.remembered import WORK, finder_of, opener_of
from queue_server.keys import Keys
from queue_server.operations import remembering
from queue_server.operations.remembering import Agreed, Card, Memory, NotRememberable
from tests.support_office import KIOSK, SmallOffice
from tests.unit.contract.forms.made import BOOK

PHONE = "0987123654"
WORDS = ("remember", 1)
YEAR = timedelta(days=365)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(BOOK, Keys(tmp_path / "keys"), YEAR)


def card(memory: Memory, number: str = "064090012345", issued: str = "12/05/2021") -> Card:
    assert memory.pepper
    secrets = finder_of(memory.pepper, number), opener_of(memory.pepper, number, issued)
    return Card(*(bytes.fromhex(one) for one in secrets))


def keep(office: SmallOffice, memory: Memory, own: Card, **facts: str) -> None:
    agreed = Agreed(facts or {"nyc_dien_thoai": PHONE}, *WORDS)
    office.run(lambda work: remembering.remember(work, own, agreed, memory))


def recalled(office: SmallOffice, memory: Memory, own: Card) -> dict[str, str] | None:
    found = office.run(lambda work: remembering.recall(work, own, memory))
    return dict(found.facts) if found else None


def rows(office: SmallOffice) -> int:
    return int(office.db.execute("select count(*) from remembered").fetchone()[0])


def clear(office: SmallOffice, memory: Memory, *, remembers: bool = True) -> None:
    office.run(lambda work: remembering.forget_due(work, memory.keys, remembers=remembers))


def test_the_same_card_finds_its_facts_and_another_card_none(office: SmallOffice, memory: Memory):
    own = card(memory)
    keep(office, memory, own)
    assert recalled(office, memory, own) == {"nyc_dien_thoai": PHONE}
    assert recalled(office, memory, card(memory, "064090012346")) is None
    assert recalled(office, memory, card(memory, issued="13/05/2021")) is None


def test_neither_database_nor_keys_tell_number_or_facts(office: SmallOffice, memory: Memory, tmp_path: Path):
    own = card(memory)
    keep(office, memory, own)
    found = office.run(lambda work: remembering.recall(work, replace(own, opener=bytes(32)), memory))
    assert found is None
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert PHONE.encode() not in everything
    assert b"064090012345" not in everything
    assert WORK["n"] * WORK["r"] * 128 >= 32 * 2**20


def test_with_the_facts_stand_the_words_that_were_agreed_to_and_when(office: SmallOffice, memory: Memory):
    keep(office, memory, card(memory))
    row = office.db.execute("select consent_id, consent_version, agreed_at, forget_at from remembered").fetchone()
    assert tuple(row)[:2] == WORDS
    assert row["agreed_at"] < row["forget_at"]


def test_kept_again_the_new_facts_take_the_place_of_the_old_and_the_old_key_is_gone(
    office: SmallOffice, memory: Memory
):
    own = card(memory)
    keep(office, memory, own)
    (first,) = memory.keys.names("remembered")
    keep(office, memory, own, nyc_dien_thoai="0912000111")
    assert recalled(office, memory, own) == {"nyc_dien_thoai": "0912000111"}
    assert first not in memory.keys.names("remembered")
    assert rows(office) == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"nyc_ho_ten": "Nguyễn Văn Mẫu"}, WORDS),
        ({"nyc_so_dinh_danh": "064090012345"}, WORDS),
        ({"dt_khuyet_tat": "x"}, WORDS),
        ({"nyc_dien_thoai": PHONE}, ("remember", 99)),
        ({"nyc_dien_thoai": PHONE}, ("khác", 1)),
    ],
)
def test_what_no_form_knows_what_says_whose_it_is_and_unknown_words_are_refused(
    office: SmallOffice, memory: Memory, facts: dict[str, str], words: tuple[str, int]
):
    with pytest.raises(NotRememberable):
        office.run(lambda work: remembering.remember(work, card(memory), Agreed(facts, *words), memory))
    clear(office, memory)
    assert (rows(office), memory.keys.names("remembered")) == (0, [])


def test_forgotten_is_key_and_row_gone_and_the_event_names_nobody(office: SmallOffice, memory: Memory):
    own = card(memory)
    keep(office, memory, own)
    office.run(lambda work: remembering.forget(work, own.finder, KIOSK, memory.keys))
    assert recalled(office, memory, own) is None
    assert (rows(office), memory.keys.names("remembered")) == (0, [])
    told = [one.fact for one in office.events if one.fact.name == "facts.forgotten"]
    assert [(one.visit_id, dict(one.body)) for one in told] == [(None, {})]


def test_to_forget_what_never_was_looks_the_same(office: SmallOffice, memory: Memory):
    office.run(lambda work: remembering.forget(work, card(memory).finder, KIOSK, memory.keys))
    assert [one.fact.name for one in office.events][-1] == "facts.forgotten"


def test_what_is_due_is_destroyed_with_its_key_by_the_clock(office: SmallOffice, memory: Memory):
    own = card(memory)
    keep(office, memory, own)
    office.clock.advance(YEAR - timedelta(seconds=1))
    clear(office, memory)
    assert recalled(office, memory, own) is not None
    office.clock.advance(timedelta(seconds=2))
    assert recalled(office, memory, own) is None
    clear(office, memory)
    assert (rows(office), memory.keys.names("remembered")) == (0, [])


def test_an_office_that_remembers_nothing_more_forgets_what_it_had(office: SmallOffice, memory: Memory):
    keep(office, memory, card(memory))
    clear(office, memory, remembers=False)
    assert rows(office) == 0
    off = replace(memory, age=None)
    assert off.pepper is None
    with pytest.raises(NotRememberable):
        office.run(lambda work: remembering.remember(work, card(memory), Agreed({"nyc_dien_thoai": "x"}, *WORDS), off))


def test_a_key_that_a_crash_left_behind_is_destroyed(office: SmallOffice, memory: Memory):
    memory.keys.get("remembered-0000-aaaa")
    clear(office, memory)
    assert memory.keys.names("remembered") == []


def test_every_version_of_the_words_is_there_once_in_every_language():
    words = json.loads((Path(__file__).resolve().parents[3] / "assets/forms/consents.json").read_text("utf-8"))
    assert len({(one["id"], one["version"]) for one in words}) == len(words)
    assert all({"vi", "en"} <= one[part].keys() for one in words for part in ("title", "text", "yes", "no"))
    assert all("{what}" in text and "{until}" in text for one in words for text in one["text"].values())
