"""A server's life: first start, restart, SIGTERM, kill -9, and starts that must be refused."""

import json
import re
import signal
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from queue_server.store.database import prepare
from tests.integration.server.hall import BIRTHS, MINE, Hall, done, refused
from tests.support import wait_until
from tests.support_api import Api
from tests.support_server import ROOT, ServerProcess, clean_environment, server_process

EXAMPLE = ROOT / "assets" / "config" / "office.example.toml"
WRONG_CONFIG, DATABASE_TOO_NEW, IN_USE, BROKEN = 2, 3, 4, 5
TOLD_ONCE = "Chỉ hiện một lần / Shown once: admin "


def body() -> dict:
    return {"request_id": uuid4().hex, "service_id": BIRTHS}


def run(*arguments: str, timeout: float = 30) -> subprocess.CompletedProcess[str]:
    """A start that is expected to end by itself."""
    command = [sys.executable, "-m", "queue_server", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False, env=clean_environment()
    )


@pytest.fixture
def hall_of(process: ServerProcess) -> Hall:
    """The hall of a server that this test may stop."""
    return Hall(process.start())


def test_everything_is_there_again_after_a_restart_and_after_kill_nine(hall_of: Hall, process: ServerProcess):
    hall_of.open(MINE)
    asked = body()
    called = done(hall_of.kiosk.post("/visits", asked), 201)
    waiting = [hall_of.ticket()["visit_id"], hall_of.ticket(priority_class="elderly_75")["visit_id"]]
    hall_of.call_next()
    hall_of.move(str(hall_of.counter(MINE)["visit_id"]), "cancel", reason="về")
    assert hall_of.call_next()["visit_id"] == called["visit_id"]
    before, order, seq = hall_of.counter(MINE), hall_of.waiting(), hall_of.seq()
    for end in (process.stop, process.kill):
        end()
        process.start()
        assert hall_of.counter(MINE) == before
        assert hall_of.waiting() == order == waiting[:1]
        assert hall_of.seq() == seq
    assert done(hall_of.kiosk.post("/visits", asked), 200)["ticket_number"] == called["ticket_number"]
    assert hall_of.ticket()["number"] == called["number"] + 3
    assert [event["seq"] for event in hall_of.events_after(0)] == list(range(1, seq + 2))
    hall_of.move(called["visit_id"], "serve")


def test_sigterm_ends_the_streams_and_the_server_at_once_although_others_stay_connected(hall_of: Hall, process):
    with hall_of.listening() as stream, hall_of.listening("kiosk", "device") as other:
        done(hall_of.clerk.get("/visits"))
        process.running().send_signal(signal.SIGTERM)
        assert stream.ends(timeout=3)
        assert other.ends(timeout=3)
        assert process.running().wait(4) == 0
    # On a busy machine a request may have been noted as slow.
    assert [record["event"] for record in process.records() if record["event"] != "slow"] == ["started", "stopped"]


def test_no_request_is_half_answered_when_the_server_stops(hall_of: Hall, process: ServerProcess):
    """Every ticket that was answered is there afterwards, and nobody was told of a fault."""
    token = hall_of.tokens["kiosk"]
    answered: list[str] = []

    def issue(_: int) -> None:
        api = hall_of.anybody.as_(token)
        try:
            while True:
                answered.append(done(api.post("/visits", body()), 201)["visit_id"])
        except (OSError, HTTPException):
            api.close()

    with ThreadPoolExecutor(6) as pool:
        work = [pool.submit(issue, number) for number in range(6)]
        wait_until(lambda: len(answered) > 60, what="a busy server")
        process.running().send_signal(signal.SIGTERM)
        for one in work:
            one.result(timeout=20)
    assert process.running().wait(15) == 0
    with closing(sqlite3.connect(process.data / "motcua.db")) as db:
        kept = {row[0] for row in db.execute("select visit_id from visit")}
    assert set(answered) <= kept
    assert not process.complaints()


def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(hall: Hall):
    second = run("--demo", "--data", str(hall.server.data), "--port", "0")
    assert second.returncode == IN_USE
    assert str(hall.server.data) in second.stderr
    assert "another server" in second.stderr
    assert (hall.server.data / "server.lock").read_text() == str(hall.server.pid)
    assert "Traceback" not in second.stderr
    hall.ticket()


def test_a_port_that_is_taken_is_told_in_a_line(hall: Hall, tmp_path: Path):
    second = run("--demo", "--data", str(tmp_path / "other"), "--port", str(hall.server.port))
    assert second.returncode == IN_USE
    assert "Traceback" not in second.stderr


def test_a_database_newer_than_the_code_is_refused_and_left_byte_for_byte(tmp_path: Path):
    path = tmp_path / "motcua.db"
    prepare(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('queue_server', 'm9999_future', '2031-01-01')"
        )
    before = path.read_bytes()
    refused_start = run("--demo", "--data", str(tmp_path), "--port", "0")
    assert refused_start.returncode == DATABASE_TOO_NEW
    assert "m9999_future" in refused_start.stderr
    assert "Traceback" not in refused_start.stderr
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told_in_a_line_and_left_alone(tmp_path: Path):
    path = tmp_path / "motcua.db"
    path.write_text("Sổ tay của tôi, xin đừng xóa. " * 100, encoding="utf-8")
    before = path.read_bytes()
    refused_start = run("--demo", "--data", str(tmp_path), "--port", "0")
    assert refused_start.returncode == IN_USE
    assert refused_start.stderr.startswith(f"{tmp_path}: ")
    assert "Traceback" not in refused_start.stderr
    assert path.read_bytes() == before


def test_a_server_that_cannot_write_any_more_ends_instead_of_pretending(tmp_path: Path):
    with server_process(tmp_path / "data", module="tests.integration.server.broken_server") as process:
        hall = Hall(process.start())
        with pytest.raises((HTTPException, OSError)):
            hall.kiosk.post("/visits", body())
        assert process.running().wait(10) == BROKEN
        assert "start again" in process.last_words()


def test_a_broken_config_lists_all_its_mistakes_with_file_and_key(tmp_path: Path):
    config = tmp_path / "server.toml"
    config.write_text('port = "tám"\nsesion_hours = 3\nretention_days = 0\nlog_level = "loud"\n', encoding="utf-8")
    done_run = run("--config", str(config), "--data", str(tmp_path / "data"))
    assert done_run.returncode == WRONG_CONFIG
    for key in ("port", "sesion_hours", "retention_days", "log_level", "office_file"):
        assert f"{config}: {key}: " in done_run.stderr
    assert not (tmp_path / "data").exists()


def test_a_broken_office_lists_all_its_mistakes_with_file_and_key(tmp_path: Path):
    office = tmp_path / "office.toml"
    text = EXAMPLE.read_text("utf-8").replace('group = "chung-thuc"', 'group = "khong-co"')
    office.write_text(text.replace("mean_minutes = 9", "mean_minutes = -9"), encoding="utf-8")
    assert tomllib.loads(office.read_text("utf-8"))
    done_run = run("--office", str(office), "--data", str(tmp_path / "data"))
    assert done_run.returncode == WRONG_CONFIG
    assert f"{office}: services[khai-sinh].mean_minutes: " in done_run.stderr
    assert f"{office}: services[chung-thuc-ban-sao].group: " in done_run.stderr


@pytest.fixture(scope="module")
def closed_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """No demo: an office described by its own file, on holiday yesterday, today and tomorrow."""
    folder = tmp_path_factory.mktemp("closed")
    today = datetime.now(UTC).date()
    days = ", ".join((today + timedelta(days=offset)).isoformat() for offset in (-1, 0, 1))
    text = re.sub(r"^holidays = .*$", f"holidays = [{days}]", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    (folder / "office.toml").write_text(text, encoding="utf-8")
    with server_process(folder / "data", "--office", str(folder / "office.toml"), demo=False) as process:
        process.start()
        yield process


def password_of(process: ServerProcess) -> str:
    [line] = [line for line in process.told.read_text("utf-8").splitlines() if TOLD_ONCE in line]
    return line.rpartition(" ")[2]


def test_an_office_that_is_closed_gives_no_ticket_and_says_why(closed_office: ServerProcess):
    api = Api(closed_office.url)
    account = {"username": "admin", "password": password_of(closed_office)}
    token = done(api.post("/sessions", account), 201)["token"]
    assert done(api.get("/office"))["open_now"] is False
    service = done(api.get("/services"))["services"][0]
    assert (service["open"], service["closed_reason"]) == (False, "office_holiday")
    assert set(service["closed_text"]) == {"vi", "en"}
    asked = {"request_id": uuid4().hex, "service_id": service["id"]}
    refused(api.as_(token).post("/visits", asked), 409, "office_holiday")


def test_the_first_start_tells_a_generated_administrator_once_and_never_again(closed_office: ServerProcess):
    password = password_of(closed_office)
    assert len(password) >= 16
    closed_office.stop()
    assert password not in closed_office.log.read_text("utf-8")
    closed_office.told.write_text("")
    closed_office.start()
    assert TOLD_ONCE not in closed_office.told.read_text("utf-8")
    session = done(Api(closed_office.url).post("/sessions", {"username": "admin", "password": password}), 201)
    assert session["roles"] == ["administrator"]
    assert not (closed_office.data / "demo-credentials.json").exists()


def test_it_says_that_it_lives_and_is_ready(hall: Hall):
    live = hall.anybody.get("/health/live")
    assert live.status == 200
    assert live.content_type == "text/plain"
    ready = done(hall.anybody.get("/health/ready"))
    assert ready["status"] == "ready"
    assert ready["schema_version"] >= 1


def test_metrics_count_requests_and_events_and_name_nobody(hall: Hall):
    visit_id = hall.visit_in("called")
    page = hall.anybody.send("GET", "/metrics")
    assert page.status == 200
    text = page.content.decode()
    assert 'motcua_requests_total{endpoint="visits.start_visit",status="201"}' in text
    assert f"motcua_last_seq {float(hall.seq())}" in text
    assert visit_id not in text
    assert hall.person_id("clerk") not in text


def test_every_answer_forbids_what_a_browser_should_not_do(hall: Hall):
    for path in ("/api/v1/board", "/api/v1/nothing", "/metrics", "/wall/"):
        headers = hall.anybody.send("GET", path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_log_is_one_json_record_a_line(hall: Hall):
    log = (Path(hall.server.data) / "server.log").read_text("utf-8")
    for line in log.splitlines():
        assert {"event", "level", "timestamp"} <= set(json.loads(line))


def test_the_process_listens_to_this_machine_only_unless_told_otherwise(hall: Hall):
    port = f"{hall.server.port:04X}"
    sockets = Path(f"/proc/{hall.server.pid}/net/tcp").read_text().splitlines()[1:]
    files = [fd.readlink().name for fd in Path(f"/proc/{hall.server.pid}/fd").iterdir() if fd.is_symlink()]
    own = {name.removeprefix("socket:[")[:-1] for name in files}
    listening = [line.split() for line in sockets if line.split()[3] == "0A" and line.split()[9] in own]
    assert [fields[1] for fields in listening] == [f"0100007F:{port}"]
