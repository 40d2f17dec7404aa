"""The file: its settings, its migrations, and what it refuses."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from queue_server.store.database import DatabaseTooNew, connect, prepare, savepoint, write

CONTRACT = {
    *("visit", "leg", "hold", "call", "sequence", "event", "day", "device", "person", "session", "counter_session"),
    *("print_job", "lease", "appointment", "declaration", "rating", "alert", "forecast", "setting", "pause_reason"),
}
"""What the first schema holds already, so that no later one must rewrite it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "office.db"
    prepare(file)
    return file


def value(connection: sqlite3.Connection, pragma: str) -> object:
    return connection.execute(f"pragma {pragma}").fetchone()[0]


def test_what_is_committed_is_on_the_disk(path: Path):
    with closing(connect(path)) as db:
        assert value(db, "journal_mode") == "wal"
        assert value(db, "synchronous") == 2
        assert value(db, "foreign_keys") == 1


def test_the_reading_connection_cannot_write(path: Path):
    with closing(connect(path, read_only=True)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("delete from visit")


def test_the_first_schema_holds_all_that_the_contract_names_in_strict_tables(path: Path):
    with closing(connect(path)) as db:
        tables = {row["name"]: row["strict"] for row in db.execute("pragma table_list") if row["schema"] == "main"}
    ours = {name: strict for name, strict in tables.items() if not name.startswith(("sqlite_", "_sqlite"))}
    assert set(ours) >= CONTRACT
    assert all(ours.values())


def test_the_whole_file_is_consistent(path: Path):
    with closing(connect(path)) as db:
        assert value(db, "integrity_check") == "ok"
        assert db.execute("pragma foreign_key_check").fetchall() == []


def test_preparing_again_changes_nothing(path: Path):
    before = path.read_bytes()
    assert prepare(path) == prepare(path) > 1
    assert path.read_bytes() == before


def test_a_file_with_a_migration_that_we_do_not_know_is_refused_and_left_alone(path: Path):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("insert into _sqlite_migrations (migration_set, name) values ('queue_server', 'm0002_later')")
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew, match="m0002_later"):
        prepare(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "office.db"
    path.write_text("Sổ tay của tôi, xin đừng xóa. " * 40, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        prepare(path)
    assert path.read_bytes() == before


def test_a_transaction_that_fails_leaves_nothing(path: Path):
    with closing(connect(path)) as db:

        def add_and_fail() -> None:
            with write(db):
                db.execute("insert into pause_reason values ('a', 'A', 1)")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            add_and_fail()
        assert db.execute("select count(*) from pause_reason").fetchone()[0] == 0


def test_a_savepoint_that_fails_is_undone_alone(path: Path):
    with closing(connect(path)) as db:

        def add_and_fail() -> None:
            with savepoint(db):
                db.execute("insert into pause_reason values ('b', 'B', 2)")
                raise RuntimeError

        with write(db):
            db.execute("insert into pause_reason values ('a', 'A', 1)")
            with pytest.raises(RuntimeError):
                add_and_fail()
        assert [row["code"] for row in db.execute("select code from pause_reason")] == ["a"]


def test_two_writers_take_turns(path: Path):
    """A plain BEGIN would let both read first, and one of them fail at its write."""
    with closing(connect(path)) as one, closing(connect(path)) as other:
        other.execute("pragma busy_timeout = 0")
        with write(one), pytest.raises(sqlite3.OperationalError, match="locked"), write(other):
            pass
        with write(other):
            other.execute("insert into pause_reason values ('a', 'A', 1)")
