"""How many tickets a second: durable POST /api/v1/visits, beside the very same rows written without HTTP.

Rounds of three are interleaved, since the disk changes its mood: the server's round; then the rows which that round
left in its database, written into a twin with the same schema and settings, one visit a commit; then the same again in
groups of 32. A fourth takes as many tickets through the server's own operation and writer, with nobody to talk to.
What limits the server is told by the ratio to each.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from queue_server.store.database import connect, prepare
from tests.bench.load import CONNECTIONS
from tests.bench.writer_alone import WriterAlone
from tests.support_server import ROOT, DemoServer, demo_server

ROUNDS = 5
VISITS = 1000
GROUP = 32
SERVICES = ("khai-sinh", "chung-thuc-ban-sao", "tam-tru", "tro-cap", "dang-ky-dat", "nhan-ket-qua")
OF_A_VISIT = ("visit", "leg", "event", "forecast", "print_job")
"""The tables in which a ticket leaves rows under its visit_id; its number is counted in `sequence` besides."""

Rows = dict[str, list[tuple[Any, ...]]]


def run(rounds: int = ROUNDS, visits: int = VISITS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="bench-post-") as folder:
        data = Path(folder) / "data"
        with demo_server(data) as server:
            limits = Limits(Path(folder), data)
            results = [one_round(server, visits, limits, Path(folder) / "requests") for _ in range(rounds)]
            limits.close()
            memory, most = server.memory()
    return summary(results, visits) | {"server_mb": memory, "server_most_mb": most}


class Twin:
    """A database of the same schema and settings, with the same catalog and devices in it, and no visit yet."""

    def __init__(self, path: Path, original: Path) -> None:
        prepare(path)
        self._connection = connect(path)
        copy_standing_rows(self._connection, original)

    def write(self, visits: list[Rows], group: int) -> float:
        """Write the rows of `visits`, that many in a commit; visits a second."""
        statements = {table: insert_into(self._connection, table) for table in OF_A_VISIT}
        began = time.perf_counter()
        for first in range(0, len(visits), group):
            self._connection.execute("begin immediate")
            for rows in visits[first : first + group]:
                self._write_one(rows, statements)
            self._connection.execute("commit")
        return len(visits) / (time.perf_counter() - began)

    def _write_one(self, rows: Rows, statements: dict[str, str]) -> None:
        _, office_id, business_date, series, number, *_ = rows["visit"][0]
        self._connection.execute(
            "insert into sequence values (?, ?, ?, ?) on conflict do update set last_number = excluded.last_number",
            (office_id, business_date, series, number),
        )
        for table in OF_A_VISIT:
            for row in rows[table]:
                self._connection.execute(statements[table], row)

    def close(self) -> None:
        self._connection.close()


class Limits:
    """What the server is held against, each with a database of its own."""

    def __init__(self, folder: Path, data: Path) -> None:
        original = database_of(data)
        self.one, self.group = Twin(folder / "one.db", original), Twin(folder / "group.db", original)
        Twin(folder / "alone.db", original).close()
        with closing(sqlite3.connect(original)) as db:
            (device_id,) = db.execute("select device_id from device where kind = 'kiosk'").fetchone()
        self.alone = WriterAlone(folder / "alone.db", device_id, CONNECTIONS)

    def close(self) -> None:
        for limit in (self.one, self.group, self.alone):
            limit.close()


def one_round(server: DemoServer, visits: int, limits: Limits, file: Path) -> dict[str, Any]:
    before = last_seq(server.data)
    services = [SERVICES[n % len(SERVICES)] for n in range(visits)]
    bodies = [{"request_id": uuid4().hex, "service_id": service_id} for service_id in services]
    posted = load(server.port, server.kiosk_token, [("/api/v1/visits", body) for body in bodies], file)
    assert posted["statuses"] == {"201": visits}, posted
    rows = rows_after(server.data, before)
    assert len(rows) == visits
    one, group, alone = limits.one.write(rows, 1), limits.group.write(rows, GROUP), limits.alone.write(services)
    empty_the_hall(server, rows, file)
    return posted | {"one_a_commit": one, "groups_of_32": group, "writer_alone": alone}


def load(port: int, token: str, requests: list[tuple[str, dict[str, Any]]], file: Path) -> dict[str, Any]:
    """POST them from a process of its own; what it measured."""
    file.write_text("\n".join(f"{path}\t{json.dumps(body)}" for path, body in requests))
    command = [sys.executable, "-m", "tests.bench.load", str(port), token, str(file), str(CONNECTIONS)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def empty_the_hall(server: DemoServer, rows: list[Rows], file: Path) -> None:
    """Every round begins with an empty hall, as a morning does; thousands waiting would measure something else."""
    client, token = server.signed_in("supervisor")
    client.close()
    paths = [f"/api/v1/visits/{visit['visit'][0][0]}/cancel" for visit in rows]
    load(server.port, token, [(path, {"reason": "bench"}) for path in paths], file)


def rows_after(data: Path, seq: int) -> list[Rows]:
    """All rows of each visit that started after event `seq`, in the order of their events."""
    with closing(sqlite3.connect(database_of(data))) as db:
        started = db.execute(
            "select visit_id from event where seq > ? and name = 'visit.started' order by seq", (seq,)
        ).fetchall()
        return [
            {table: db.execute(f"select * from {table} where visit_id = ?", key).fetchall() for table in OF_A_VISIT}
            for key in started
        ]


def last_seq(data: Path) -> int:
    with closing(sqlite3.connect(database_of(data))) as db:
        return int(db.execute("select coalesce(max(seq), 0) from event").fetchone()[0])


def database_of(data: Path) -> Path:
    (path,) = data.glob("*.db")
    return path


def copy_standing_rows(twin: sqlite3.Connection, original: Path) -> None:
    """What the visits refer to: people, catalog, devices."""
    twin.execute("attach ? as original", (str(original),))
    twin.execute("pragma foreign_keys = off").fetchall()
    names = twin.execute("select name from original.sqlite_master where type = 'table'").fetchall()
    for (name,) in names:
        if not name.startswith(("sqlite_", "_sqlite")) and name not in OF_A_VISIT:
            twin.execute(f"insert or ignore into main.{name} select * from original.{name}")
    twin.execute("detach original")
    twin.execute("pragma foreign_keys = on").fetchall()


def insert_into(db: sqlite3.Connection, table: str) -> str:
    columns = len(db.execute(f"pragma table_info({table})").fetchall())
    return f"insert into {table} values ({', '.join('?' * columns)})"


def summary(results: list[dict[str, Any]], visits: int) -> dict[str, Any]:
    """Medians over the rounds; a ratio is taken within its own round first."""

    def middle(key: str) -> float:
        return median(result[key] for result in results)

    return {
        "bench": "post",
        "rounds": len(results),
        "visits_a_round": visits,
        "connections": CONNECTIONS,
        "posts_per_second": middle("per_second"),
        "p50_ms": middle("p50_ms"),
        "p99_ms": middle("p99_ms"),
        "one_a_commit_per_second": middle("one_a_commit"),
        "groups_of_32_per_second": middle("groups_of_32"),
        "writer_alone_per_second": middle("writer_alone"),
        "ratio_to_one_a_commit": median(result["per_second"] / result["one_a_commit"] for result in results),
        "ratio_to_groups_of_32": median(result["per_second"] / result["groups_of_32"] for result in results),
        "ratio_to_writer_alone": median(result["per_second"] / result["writer_alone"] for result in results),
    }
