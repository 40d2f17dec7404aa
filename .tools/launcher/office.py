"""Plain ./run: the demo server, the kiosk window if there is a screen, and a clean end for both."""

import argparse
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from launcher import screen
from launcher.environment import PYTHON, ROOT, child_environment
from launcher.say import Stop, say

DEFAULT_DATA = ROOT / "var" / "demo"
DEFAULT_PORT = 8080
PORTS_TO_TRY = 50
START_LIMIT = 60.0
GRACE = 10.0
LOOK_EVERY = 0.2
LONG_LIFE = 60.0
QUICK_DEATHS_ALLOWED = 5
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Options:
    data: Path
    port: int
    port_was_chosen: bool


@dataclass
class Child:
    """A program of ours in a process group of its own, writing to a log of its own."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0
    start_again_at: float = 0.0

    def start(self) -> None:
        if not self.started_at:
            put_away(self.log)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=child_environment(),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - ./run has one thread
            )
        self.started_at = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def last_lines(self, count: int = 12) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-count:]
        return "\n".join(f"  | {line}" for line in lines)


@dataclass
class Office:
    """What is running. The kiosk is started again when it ends; without the server there is no office."""

    server: Child
    kiosk: Child | None = None
    stop_asked: list[int] = field(default_factory=list)

    def children(self) -> list[Child]:
        return [child for child in (self.kiosk, self.server) if child is not None]


def put_away(log: Path) -> None:
    """Keep one log of an earlier run beside the new one."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))


def die_with_parent() -> None:
    """Even a kill -9 of ./run must not leave a server behind that holds the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="./run", description="Start a demo office.")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the demo office")
    parser.add_argument("--port", type=int, help="port of the server (default: 8080, or the next one free)")
    given = parser.parse_args(arguments)
    return Options(given.data.resolve(), given.port or DEFAULT_PORT, given.port is not None)


def run(options: Options) -> int:
    with hold(options.data), asked_to_stop() as stop_asked:
        port = choose_port(options)
        office = Office(server_child(options.data, port), kiosk_child(options.data, port), stop_asked)
        try:
            start(office, port)
            announce(options.data, port, office)
            return watch(office)
        finally:
            stop(office)


def choose_port(options: Options) -> int:
    if is_free(options.port):
        return options.port
    if options.port_was_chosen:
        raise Stop(f"Port {options.port} is taken by another program. Name another with --port N.")
    for port in range(options.port + 1, options.port + PORTS_TO_TRY):
        if is_free(port):
            say(f"Port {options.port} is taken, so this office answers on {port}.")
            return port
    raise Stop(f"No free port from {options.port} on. Name one with --port N.")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return False
        return True


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """One office to a data folder."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / ".run-lock").open("w")
    except OSError as problem:
        raise Stop(f"The data folder cannot be used: {problem}. Name another with --data DIR.") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(f"Another ./run already serves from {data}. Stop it, or name another --data DIR.") from None
        yield


@contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """Ctrl-C, SIGTERM and a closed terminal are noted; the loop looks. A second Ctrl-C stops waiting."""
    asked: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        asked.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, note) for number in numbers}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def server_child(data: Path, port: int) -> Child:
    command = [str(PYTHON), "-m", "queue_server", "--demo", "--data", str(data), "--port", str(port)]
    return Child("server", command, data / "logs" / "server.log")


def kiosk_child(data: Path, port: int) -> Child | None:
    if screen.trouble():
        return None
    server = f"http://127.0.0.1:{port}"
    command = [str(PYTHON), "-m", "kiosk", "--server", server, "--demo-data", str(data), *screen.kiosk_window()]
    return Child("kiosk", command, data / "logs" / "kiosk.log")


def start(office: Office, port: int) -> None:
    """The kiosk waits for the server: its token lies in a file that the server writes."""
    say("Starting the server ...")
    office.server.start()
    deadline = time.monotonic() + START_LIMIT
    while not answers(port) and not office.stop_asked:
        if office.server.has_ended():
            raise Stop(f"The server ended at once. The end of {office.server.log}:\n{office.server.last_lines()}")
        if time.monotonic() > deadline:
            raise Stop(f"The server does not answer. The end of {office.server.log}:\n{office.server.last_lines()}")
        time.sleep(LOOK_EVERY)
    if office.kiosk and not office.stop_asked:
        office.kiosk.start()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def announce(data: Path, port: int, office: Office) -> None:
    if office.stop_asked:
        return
    address = f"http://127.0.0.1:{port}"
    kiosk = "in its window" if office.kiosk else f"no screen here ({screen.trouble()}), so it is not started"
    say(f"""
A demo office is open.

  Console   {address}/console/
  Wall      {address}/wall/
  Kiosk     {kiosk}
  Papers    {data / "kiosk" / "printer"} (what the virtual printer printed)
  Sign in   with a name and password from {data / "demo-credentials.json"}
  Logs      {data / "logs"}

Next: {next_step(office)}
In a second terminal, {demo_day(data, port)} replays a day at 60x. Ctrl-C ends the office.
""")


def next_step(office: Office) -> str:
    if office.kiosk:
        return "take a ticket at the kiosk, sign in to the console as the clerk, call the number, watch the wall."
    return "sign in to the console as the clerk, give a walk-in ticket, call the number, watch the wall."


def demo_day(data: Path, port: int) -> str:
    """The line to type for this office; what is at its default is left out."""
    server = f" --server http://127.0.0.1:{port}" if port != DEFAULT_PORT else ""
    return "./run demo-day" + server + (f" --data {data}" if data != DEFAULT_DATA else "")


def watch(office: Office) -> int:
    while not office.stop_asked:
        if office.server.has_ended():
            say(f"The server ended. The end of {office.server.log}:\n{office.server.last_lines()}")
            return 1
        if office.kiosk:
            supervise(office.kiosk)
        time.sleep(LOOK_EVERY)
    return 0


def supervise(kiosk: Child) -> None:
    """Start it again, each time later, and leave it alone once it keeps dying young."""
    now = time.monotonic()
    if kiosk.process is None:
        if kiosk.quick_deaths <= QUICK_DEATHS_ALLOWED and now >= kiosk.start_again_at:
            kiosk.start()
        return
    if not kiosk.has_ended():
        return
    kiosk.quick_deaths = 1 if now - kiosk.started_at > LONG_LIFE else kiosk.quick_deaths + 1
    kiosk.process = None
    delay = 2.0 ** (kiosk.quick_deaths - 1)
    kiosk.start_again_at = now + delay
    if kiosk.quick_deaths > QUICK_DEATHS_ALLOWED:
        say(f"The kiosk window does not stay open; going on without. The end of {kiosk.log}:\n{kiosk.last_lines()}")
    else:
        say(f"The kiosk ended; starting it again in {delay:.0f} s (its log: {kiosk.log}).")


def stop(office: Office) -> None:
    """Politely first. The kiosk goes before the server, so that it does not report the server as lost."""
    running = [child for child in office.children() if child.process and not child.has_ended()]
    if running:
        say("\nStopping ...")
    signals_before = len(office.stop_asked)
    for child in running:
        end(child, office.stop_asked, signals_before)
    if running:
        say("Stopped.")


def end(child: Child, stop_asked: list[int], signals_before: int) -> None:
    assert child.process is not None
    tell_group(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while not child.has_ended() and time.monotonic() < deadline and len(stop_asked) == signals_before:
        time.sleep(0.05)
    tell_group(child, signal.SIGKILL)
    child.process.wait()


def tell_group(child: Child, number: signal.Signals) -> None:
    assert child.process is not None
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)
