"""What a citizen lets the office keep: asked for at kiosks, withdrawn there and at the counter, gone from all files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from queue_server.contract.remembered import finder_of, opener_of
from tests.integration.server.hall import Hall, done, refused
from tests.integration.server.test_dossiers import traces_of
from tests.support import wait_until

NUMBER, ISSUED = "064090054321", "12/05/2021"
MARKER = "0987654301"
FACTS = {"nyc_dien_thoai": MARKER, "nyc_noi_cu_tru": "Buôn Giữ Lâu Không Thấy, xã Mẫu"}


def secrets(hall: Hall, number: str = NUMBER) -> dict[str, str]:
    key = done(hall.kiosk.get("/remembering"))["key"]
    return {"finder": finder_of(key, number), "opener": opener_of(key, number, ISSUED)}


def keep(hall: Hall, **changes: Any) -> Any:
    words = {"consent_id": "remember", "consent_version": 1}
    return hall.kiosk.post("/remembered", secrets(hall) | {"facts": FACTS} | words | changes)


def recalled(hall: Hall) -> dict[str, Any]:
    return done(hall.kiosk.post("/remembered/open", secrets(hall)))


@pytest.fixture
def kept(hall: Hall) -> Path:
    """The key file of what was kept."""
    done(keep(hall))
    (path,) = (Path(hall.server.data) / "keys").glob("remembered-*.key")
    return path


def test_a_kiosk_keeps_and_finds_by_the_card(hall: Hall, kept: Path):
    found = recalled(hall)
    assert found["facts"] == FACTS
    days = done(hall.anybody.get("/office"))["remember_days"]
    assert datetime.fromisoformat(found["forget_at"]) - datetime.fromisoformat(found["agreed_at"]) == timedelta(days)
    assert kept.stat().st_mode & 0o077 == 0


def test_facts_and_words_that_nobody_knows_are_refused(hall: Hall):
    refused(keep(hall, facts={"nyc_ho_ten": "Nguyễn Văn Mẫu"}), 422, "invalid_fields")
    refused(keep(hall, consent_version=7), 422, "invalid_fields")
    refused(keep(hall, facts={}), 422, "invalid_fields")
    refused(hall.kiosk.post("/remembered/forget", {}), 422, "invalid_fields")
    refused(hall.clerk.post("/remembered/forget", {"number": "12345"}), 422, "invalid_fields")


def test_withdrawn_by_a_clerk_it_is_gone_and_the_journal_names_nobody_but_the_clerk(hall: Hall, kept: Path):
    copy, seq = kept.read_bytes(), hall.seq()
    assert hall.clerk.post("/remembered/forget", {"number": NUMBER}).status == 204
    assert recalled(hall) == {"facts": {}, "agreed_at": None, "forget_at": None}
    told = [event for event in hall.events_after(seq) if event["name"] == "facts.forgotten"]
    assert [(one["actor"]["id"], one["visit_id"], one["body"]) for one in told] == [
        (hall.person_id("clerk"), None, {}),
    ]
    data = Path(hall.server.data)
    assert not kept.exists()
    assert [path.name for path in data.rglob("*") if path.is_file() and copy in path.read_bytes()] == []


def test_withdrawn_at_a_kiosk_it_is_gone_and_asking_again_looks_the_same(hall: Hall, kept: Path):
    finder = {"finder": secrets(hall)["finder"]}
    assert [hall.kiosk.post("/remembered/forget", finder).status for _ in range(2)] == [204, 204]
    assert recalled(hall)["facts"] == {}
    assert not kept.exists()


def test_when_its_time_is_up_it_is_gone_from_database_log_keys_and_every_copy_of_them(
    hall: Hall, kept: Path, tmp_path: Path
):
    data, copy = Path(hall.server.data), kept.read_bytes()
    for marker in (MARKER, "Buôn Giữ Lâu Không Thấy", NUMBER):
        assert traces_of(marker, data) == []
    backup = tmp_path / "backup.db"
    with closing(sqlite3.connect(data / "motcua.db", timeout=10)) as db, closing(sqlite3.connect(backup)) as copied:
        db.backup(copied)
    past = (datetime.now(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with closing(sqlite3.connect(data / "motcua.db", timeout=10)) as db, db:
        db.execute("update remembered set forget_at = ?", (past,))
    wait_until(lambda: not kept.exists(), 20, "the key to be destroyed")
    assert recalled(hall)["facts"] == {}
    assert [path.name for path in data.rglob("*") if path.is_file() and copy in path.read_bytes()] == []
    # A backup still has the row, and no key of it is left anywhere.
    with closing(sqlite3.connect(backup)) as copied:
        (name,) = copied.execute("select key_id from remembered").fetchone()
    assert not (data / "keys" / f"{name}.key").exists()
    assert traces_of(MARKER, tmp_path) == []
