"""./run as a newcomer meets it: the office opens, says where everything is, and ends cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support import wait_until

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "run"
WORDS = ("test", "lint", "bench", "shots", "doctor", "server", "kiosk", "agent", "hardware", "demo-day")
PLANNING_WORDS = ("staffing", "what-if")


class Office:
    """A running ./run, with what it said so far."""

    def __init__(self, process: subprocess.Popen[bytes], said: Path) -> None:
        self.process = process
        self._said = said

    def said(self) -> str:
        return self._said.read_text("utf-8")

    def wait_for(self, text: str) -> None:
        wait_until(lambda: text in self.said() or self.process.poll() is not None, 60, f"./run to say {text!r}")
        assert text in self.said(), self.said()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def office(data: Path, *arguments: str, display: str = "") -> Iterator[Office]:
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"DISPLAY": display} if display else {}
    data.mkdir(exist_ok=True)
    said = data.with_suffix(".said")
    with said.open("wb") as out:
        process = subprocess.Popen([RUN, "--data", data, *arguments], stdout=out, stderr=out, env=env)
    try:
        yield Office(process, said)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def accepts(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children_of(running: Office) -> dict[str, int]:
    """Our programs that this ./run started, with their process ids."""
    pids = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
    commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0") for pid in pids}
    return {command[2]: pid for pid, command in commands.items() if command[1:2] == ["-m"]}


def child_of(running: Office, module: str) -> int:
    return wait_until(lambda: children_of(running).get(module), 10, f"{module} to be started")  # type: ignore[return-value]


@contextmanager
def x_server() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as display:
            yield f":{display.readline().strip()}"
        server.terminate()


def test_the_office_opens_says_where_everything_is_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with office(tmp_path / "data", "--port", str(port)) as running:
        running.wait_for("Ctrl-C ends the office")
        for place in (f"http://127.0.0.1:{port}/console/", f"http://127.0.0.1:{port}/wall/", "no screen here (DISPLAY"):
            assert place in running.said()
        credentials = tmp_path / "data" / "demo-credentials.json"
        assert str(credentials) in running.said()
        assert credentials.stat().st_mode & 0o777 == 0o600
        assert accepts(port)
        assert running.end() == 0
    assert not accepts(port)
    assert running.said().rstrip().endswith("Stopped.")


def test_sigterm_ends_the_office_as_cleanly(tmp_path: Path) -> None:
    port = free_port()
    with office(tmp_path / "data", "--port", str(port)) as running:
        running.wait_for("Ctrl-C ends the office")
        assert running.end(signal.SIGTERM) == 0
    assert not accepts(port)


def test_a_killed_launcher_leaves_no_server_behind(tmp_path: Path) -> None:
    port = free_port()
    with office(tmp_path / "data", "--port", str(port)) as running:
        running.wait_for("Ctrl-C ends the office")
        running.end(signal.SIGKILL)
    wait_until(lambda: not accepts(port), 20, "the server to end after its launcher")


def test_a_server_that_dies_ends_the_office_with_the_end_of_its_log(tmp_path: Path) -> None:
    with office(tmp_path / "data", "--port", str(free_port())) as running:
        running.wait_for("Ctrl-C ends the office")
        os.kill(child_of(running, "queue_server"), signal.SIGKILL)
        assert running.process.wait(30) == 1
        assert "The server ended" in running.said()


def test_a_kiosk_that_dies_is_started_again(tmp_path: Path) -> None:
    with x_server() as display, office(tmp_path / "data", "--port", str(free_port()), display=display) as running:
        running.wait_for("Ctrl-C ends the office")
        first = child_of(running, "kiosk")
        os.kill(first, signal.SIGKILL)
        running.wait_for("The kiosk ended; starting it again in 1 s")
        second = wait_until(lambda: children_of(running).get("kiosk"), 10, "another kiosk")
        assert second != first
        assert running.end() == 0
        assert not Path(f"/proc/{second}").exists()


def test_a_screen_that_does_not_answer_is_named_and_the_rest_runs(tmp_path: Path) -> None:
    with office(tmp_path / "data", "--port", str(free_port()), display=":4242") as running:
        running.wait_for("Ctrl-C ends the office")
        assert "DISPLAY is :4242, but no X server" in running.said()
        assert running.end() == 0


def test_two_offices_do_not_share_a_data_folder(tmp_path: Path) -> None:
    with office(tmp_path / "data", "--port", str(free_port())) as first:
        first.wait_for("Ctrl-C ends the office")
        second = subprocess.run([RUN, "--data", tmp_path / "data"], capture_output=True, text=True, check=False)
        assert second.returncode == 1
        assert "already serves" in second.stderr


def test_a_taken_port_is_stepped_over_unless_it_was_asked_for(tmp_path: Path) -> None:
    with closing(socket.socket()) as occupant:
        if not accepts(8080):
            occupant.bind(("127.0.0.1", 8080))
            occupant.listen()
        with office(tmp_path / "data") as running:
            running.wait_for("Port 8080 is taken, so this office answers on")
            running.wait_for("Ctrl-C ends the office")
            assert running.end() == 0
        asked = subprocess.run(
            [RUN, "--data", tmp_path / "data", "--port", "8080"], capture_output=True, text=True, check=False
        )
        assert asked.returncode == 1
        assert "Port 8080 is taken" in asked.stderr


def test_help_and_an_unknown_word_list_what_run_knows() -> None:
    asked = subprocess.run([RUN, "--help"], capture_output=True, text=True, check=False)
    mistyped = subprocess.run([RUN, "sevrer"], capture_output=True, text=True, check=False)
    assert (asked.returncode, mistyped.returncode) == (0, 2)
    for word in (*WORDS, *PLANNING_WORDS):
        assert f"./run {word}" in asked.stdout
        assert f"./run {word}" in mistyped.stderr


@pytest.mark.parametrize("word", ["server", "kiosk", "demo-day"])
def test_a_word_hands_its_arguments_to_the_program_from_any_folder(word: str, tmp_path: Path) -> None:
    done = subprocess.run([RUN, word, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


def test_a_second_start_costs_less_than_two_seconds_of_its_own(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    bare = seconds([sys.executable, "-m", "queue_server", "--help"], env)
    through_run = seconds([str(RUN), "server", "--help"], env)
    assert through_run - bare < 2


def seconds(command: list[str], env: dict[str, str]) -> float:
    """The best of three: a busy machine only ever adds."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return min(times)
