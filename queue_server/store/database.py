"""Opens the office's one SQLite file, refuses a newer one, and gives the writing and the reading connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from queue_server.store.migrations import migrations, unknown_to_us

Connection = sqlite3.Connection
DatabaseError = sqlite3.Error
"""What the layers above may call them: they pass connections on, and say no SQL."""

PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma busy_timeout = 5000",
    "pragma journal_size_limit = 67108864",
    "pragma trusted_schema = off",
)


class DatabaseTooNew(Exception):
    """The file was written by a newer version; it is left untouched."""

    def __init__(self, path: Path, names: list[str]) -> None:
        super().__init__(
            f"{path}: the database was made by a newer version (it has {', '.join(names)}). "
            "Start that version, or restore a backup from before the upgrade. Nothing was changed."
        )


def prepare(path: Path) -> int:
    """Create or migrate the file and return how many migrations it holds. Raises `DatabaseTooNew`, untouched."""
    if path.exists():
        _refuse_newer(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    db = Database(sqlite3.connect(path, isolation_level=None))
    with closing(db.conn):
        for pragma in PRAGMAS:
            db.execute(pragma).fetchall()
        migrations().apply(db)
        return len(migrations().applied(db))


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with our settings. It may move between threads as long as one uses it at a time."""
    # A read-only URI connection still needs the -shm file to be writable, so readers get `query_only` instead.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()
    if read_only:
        connection.execute("pragma query_only = on")
    return connection


@contextmanager
def write(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, begun as `begin` does."""
    begin(connection)
    try:
        yield
    except BaseException:
        roll_back(connection)
        raise
    commit(connection)


def begin(connection: Connection) -> None:
    """Take the write lock at once: a plain BEGIN fails under load with "database is locked"."""
    connection.execute("begin immediate")


def commit(connection: Connection) -> None:
    """Make it durable; nothing if the transaction was lost already."""
    if connection.in_transaction:
        connection.execute("commit")


def roll_back(connection: Connection) -> None:
    if connection.in_transaction:
        connection.execute("rollback")


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Many readings of one and the same moment, whatever is written meanwhile."""
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("rollback")


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """One operation inside a group commit: it is undone alone when it fails."""
    connection.execute("savepoint operation")
    try:
        yield
    except BaseException:
        connection.execute("rollback to operation")
        connection.execute("release operation")
        raise
    connection.execute("release operation")


def _refuse_newer(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = unknown_to_us(Database(connection))
    if names:
        raise DatabaseTooNew(path, names)
