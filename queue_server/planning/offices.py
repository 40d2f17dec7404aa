"""Which office is planned for: a data folder of a server with the office's description, or a scenario's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queue_server.config import DEMO_OFFICE
from queue_server.domain.catalog import Catalog
from queue_server.mistakes import ConfigError, Mistake
from queue_server.office_file import load_office
from queue_server.store.database import Connection, connect

DATABASE = "motcua.db"
DEMO_FILE = "demo-credentials.json"
DEMO_DATA = Path(__file__).resolve().parents[2] / "var" / "demo"


def office_of(data: Path | None, office_file: Path | None) -> Catalog:
    """The office described in `office_file`; without one the demo office, if `data` is a demo's or nothing is named.

    Raises ConfigError naming the argument.
    """
    if office_file is not None:
        return load_office(office_file)
    if data is None or (data / DEMO_FILE).exists():
        return load_office(DEMO_OFFICE)
    vi = "Cần tệp mô tả trung tâm của dữ liệu này, như lúc chạy máy chủ."
    en = "Needs the description of the office that this data is of, as the server does."
    raise ConfigError([Mistake("", "--office", f"{vi} / {en}")])


@contextmanager
def history_of(data: Path | None) -> Iterator[Connection | None]:
    """The database in the folder, for reading; None when no folder is named and no demo has run here yet.

    Raises ConfigError naming the argument.
    """
    path = (data or DEMO_DATA) / DATABASE
    if not path.is_file():
        if data is None:
            yield None
            return
        vi, en = f"Không có dữ liệu máy chủ ({DATABASE}) ở đây.", f"There is no server's data ({DATABASE}) here."
        raise ConfigError([Mistake(str(data), "--data", f"{vi} / {en}")])
    connection = connect(path, read_only=True)
    try:
        yield connection
    finally:
        connection.close()
