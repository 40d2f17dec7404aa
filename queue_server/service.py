"""One running server: its parts built, wired, started and stopped in order."""

from __future__ import annotations

import fcntl
import os
from datetime import timedelta
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import IO

import gevent
import structlog
from gevent.event import Event as Signal

from queue_server import duties, first_start
from queue_server.api import server as http
from queue_server.api.alert_texts import AlertTexts
from queue_server.api.app import Ports, create_app
from queue_server.api.aside import Aside
from queue_server.api.backend import Voice
from queue_server.api.bridge import Bridge
from queue_server.api.static import Folders
from queue_server.api.stream import Stream
from queue_server.api.texts import Texts
from queue_server.clock import Clock, SystemClock
from queue_server.config import Config
from queue_server.contract.forms.book import Book, load_book
from queue_server.domain.catalog import Catalog
from queue_server.keys import Keys
from queue_server.mistakes import ConfigError, Mistake
from queue_server.operations.writer import Writer
from queue_server.store import catalog as stored_catalog
from queue_server.store import journal, webhooks
from queue_server.store.database import Connection, connect, prepare, write
from queue_server.webhook.message import message_with
from queue_server.webhook.sender import SENT, Outbox, Sender
from queue_server.worker.messages import Start
from queue_server.worker.quiet_watch import QuietWatch
from queue_server.worker.studies import Studies
from queue_server.worker.supervisor import Supervisor

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 5.0
DATABASE = "motcua.db"
LONGEST_STEP = timedelta(hours=1)


class InUse(Exception):
    """Another server works on the same data."""


class Broken(Exception):
    """The server can answer, but nothing can be written: whoever watches over it should start it anew."""


class Service:
    """The parts of one server. Building it opens the database; `start` listens."""

    def __init__(self, config: Config, catalog: Catalog, voice: Voice) -> None:
        self.config, self.catalog = config, catalog
        # What is written here is for this account only: the database, its log and the credentials.
        os.umask(0o077)
        config.data_dir.mkdir(parents=True, exist_ok=True)
        self._lock = _only_one(config.data_dir)
        path = config.data_dir / DATABASE
        schema_version = prepare(path)
        self._reader, self._database = connect(path, read_only=True), connect(path)
        _refuse_orphans(stored_catalog.orphans(self._database, catalog), config.office_file)
        with write(self._database):
            stored_catalog.sync(self._database, catalog)
        self._stream = Stream(self._read_after, journal.read_head(self._reader, catalog.office.id).seq)
        clock = _clock(self._reader, catalog.office.id)
        self._bridge = Bridge(Writer(self._database, catalog, clock), self._publish)
        self._aside = Aside(lambda: connect(path, read_only=True))
        start = Start(catalog, path, config.log_level)
        self._foresight, self._studies = Supervisor(start, clock), Studies(start, clock)
        self._quiet = QuietWatch(self._studies, self._foresight, clock)
        self._keys = Keys(config.keys_dir)
        ports = Ports(
            clock,
            self._reader,
            self._aside,
            voice,
            self._foresight,
            self._keys,
            self._studies,
            self._quiet,
            _forms(),
            _folders(),
            _version(),
            schema_version,
        )
        texts = AlertTexts(catalog, Texts(_folders().texts))
        self._sender = Sender(config.webhook, self._outbox(texts, clock)) if config.webhook else None
        app = create_app(config, catalog, ports, self._bridge, self._stream)
        self._server = http.listen(app, config.host, config.port)
        self.first_password: str | None = None

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.config.host in ("", "0.0.0.0", "::") else self.config.host
        return f"http://{host}:{self._server.server_port}"

    def start(self) -> None:
        """Write, make the first accounts, then listen: nobody is answered before everything is there."""
        self._bridge.start()
        administrator = first_start.make_administrator(self._bridge.run)
        self.first_password = administrator.password if administrator else None
        if self.config.demo:
            first_start.make_demo(self._bridge.run, self.config.data_dir, administrator)
        if self._sender is not None:
            self._sender.start()
        remembers = self.config.remember_age is not None
        keeping = duties.Keeping(self.config.retention, self.config.feedback_age, self._keys, remembers)
        self._duties = duties.start(self._bridge.run, keeping, self._foresight.fresh)
        self._server.start()
        self._foresight.start()
        self._quiet.start()
        structlog.get_logger().info("started", address=self.address, office=self.catalog.office.id)

    def run_until(self, *signals: int) -> None:
        """Serve until one of these signals comes, then stop in order. Raises `Broken` when it cannot write any more."""
        ended = Signal()
        for number in signals:
            gevent.signal_handler(number, ended.set)
        self._bridge.when_it_breaks(ended.set)
        ended.wait()
        # Requests that wait for a writer that is gone need not be waited for.
        self.stop(0.0 if self._bridge.is_broken else GRACE_SECONDS)
        if self._bridge.is_broken:
            raise Broken("the writer ended by a fault: see the log, and start again")

    def stop(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """End the streams, answer what is under way, write what was submitted, close the files."""
        self._duties.kill()
        if self._sender is not None:
            self._sender.stop()
        self._foresight.stop()
        self._quiet.stop()
        self._studies.stop()
        self._stream.close()
        http.stop(self._server, grace_seconds)
        self._bridge.stop()
        self._aside.stop()
        self._reader.close()
        self._database.close()
        self._lock.close()
        structlog.get_logger().info("stopped")

    def _publish(self, recorded: list[journal.Recorded]) -> None:
        self._stream.publish(recorded)
        self._foresight.something_changed()
        if self._sender is not None:
            self._sender.heard(recorded)

    def _outbox(self, texts: AlertTexts, clock: Clock) -> Outbox:
        def read(after: int, limit: int) -> list[journal.Recorded]:
            return self._aside.run(lambda db: webhooks.pending(db, self.catalog.office.id, SENT, after, limit))

        return Outbox(self._bridge.run, read, message_with(texts), clock.now)

    def _read_after(self, after: int, limit: int) -> list[journal.Recorded]:
        return journal.read_after(self._reader, self.catalog.office.id, after, limit)


def _clock(reader: Connection, office_id: str) -> SystemClock:
    """A clock that goes on after the newest event, so that whoever comes after a start comes after those who wait.

    Where the machine is further back than a step of the clock would be, it was wrong then or is wrong now, and nobody
    here can tell which: the log says so, and the machine is believed.
    """
    newest = journal.find(reader, office_id, journal.read_head(reader, office_id).seq)
    if newest is None:
        return SystemClock()
    behind = newest.recorded_at - SystemClock().now()
    if behind > LONGEST_STEP:
        structlog.get_logger().warning("clock_behind", seconds=round(behind.total_seconds()))
        return SystemClock()
    return SystemClock(newest.recorded_at)


def _refuse_orphans(orphans: dict[str, list[str]], office_file: Path) -> None:
    """People who hold a ticket must be called, even when the office was described anew in the middle of the day."""
    if orphans:
        mistakes = [_orphaned(office_file, service_id, numbers) for service_id, numbers in orphans.items()]
        raise ConfigError(mistakes)


def _orphaned(office_file: Path, service_id: str, numbers: list[str]) -> Mistake:
    waiting = ", ".join(numbers[:10])
    vi = f"Dịch vụ này đã bị bỏ nhưng còn người chờ ({waiting}). Hãy giữ lại đến hết ngày."
    en = f"This service is gone but people wait for it ({waiting}). Keep it until the day is over."
    return Mistake(str(office_file), f"services.{service_id}", f"{vi} / {en}")


def _forms() -> Book:
    """The forms that can be used; what is wrong with the others is in the log, for whoever edits them."""
    book = load_book()
    for mistake in book.mistakes:
        structlog.get_logger().warning("form_left_out", mistake=mistake)
    return book


def _folders() -> Folders:
    assets = ROOT / "assets"
    return Folders(wall=ROOT / "display", vendor=assets / "vendor", sounds=assets / "sounds", texts=assets / "i18n")


def _only_one(data_dir: Path) -> IO[str]:
    """Hold the folder's lock for as long as the file is open; the system frees it when we die."""
    # Opened without emptying it: it names the one who holds it, to whoever comes second.
    file = (data_dir / "server.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse("máy chủ khác đang chạy với dữ liệu này / another server uses this data") from error
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _version() -> str:
    try:
        return installed_version("motcua")
    except PackageNotFoundError:
        return "0.1.0"
