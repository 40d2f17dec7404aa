"""Plain ./run: the demo server, the printer agent, the kiosk window if there is a screen, and a clean end for all."""

import argparse
import fcntl
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from launcher import screen
from launcher.children import Child, end, supervise
from launcher.environment import ROOT
from launcher.say import Stop, say

DEFAULT_DATA = ROOT / "var" / "demo"
DEFAULT_PORT = 8080
CREDENTIALS = "demo-credentials.json"
PORTS_TO_TRY = 50
START_LIMIT = 60.0
LOOK_EVERY = 0.2


@dataclass(frozen=True)
class Options:
    data: Path
    port: int
    port_was_chosen: bool


@dataclass
class Office:
    """What is running. Kiosk and agent are started again when they end; without the server there is no office."""

    server: Child
    agent: Child
    kiosk: Child | None = None
    stop_asked: list[int] = field(default_factory=list)

    def devices(self) -> list[Child]:
        return [self.agent, self.kiosk] if self.kiosk else [self.agent]


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="./run", description="Start a demo office.")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the demo office")
    parser.add_argument("--port", type=int, help="port of the server (default: 8080, or the next one free)")
    given = parser.parse_args(arguments)
    return Options(given.data.resolve(), given.port or DEFAULT_PORT, given.port is not None)


def run(options: Options) -> int:
    with hold(options.data), asked_to_stop() as stop_asked:
        port = choose_port(options)
        data = options.data
        office = Office(server_child(data, port), agent_child(data, port), kiosk_child(data, port), stop_asked)
        try:
            start(office, port)
            announce(data, port, office)
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
    command = ["queue_server", "--demo", "--data", str(data), "--port", str(port)]
    return Child("server", command, data / "logs" / "server.log")


def agent_child(data: Path, port: int) -> Child:
    """The printer at the counters: for tickets and reprints that are asked for at the console."""
    command = ["hardware", "agent", "--server", address(port), "--token-file", str(data / CREDENTIALS)]
    command += ["--data", str(data / "agent"), "--printer", f"virtual:{data / 'agent' / 'printer'}"]
    return Child("agent", command, data / "logs" / "agent.log")


def kiosk_child(data: Path, port: int) -> Child | None:
    if screen.trouble():
        return None
    command = ["kiosk", "--server", address(port), "--demo-data", str(data), *screen.kiosk_window()]
    return Child("kiosk", command, data / "logs" / "kiosk.log")


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def start(office: Office, port: int) -> None:
    """The devices wait for the server: their tokens lie in a file that the server writes."""
    say("Starting the server ...")
    office.server.start()
    deadline = time.monotonic() + START_LIMIT
    while not answers(port) and not office.stop_asked:
        if office.server.has_ended():
            raise Stop(f"The server ended at once. The end of {office.server.log}:\n{office.server.last_lines()}")
        if time.monotonic() > deadline:
            raise Stop(f"The server does not answer. The end of {office.server.log}:\n{office.server.last_lines()}")
        time.sleep(LOOK_EVERY)
    for device in [] if office.stop_asked else office.devices():
        device.start()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"{address(port)}/api/v1/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def announce(data: Path, port: int, office: Office) -> None:
    if office.stop_asked:
        return
    kiosk = "in its window" if office.kiosk else f"no screen here ({screen.trouble()}), so it is not started"
    say(f"""
A demo office is open.

  Console   {address(port)}/console/
  Wall      {address(port)}/wall/
  Kiosk     {kiosk}
  Papers    {data / "kiosk" / "printer"} (from the kiosk)
            {data / "agent" / "printer"} (from the console)
  Sign in   with a name and password from {data / CREDENTIALS}
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
    server = f" --server {address(port)}" if port != DEFAULT_PORT else ""
    return "./run demo-day" + server + (f" --data {data}" if data != DEFAULT_DATA else "")


def watch(office: Office) -> int:
    while not office.stop_asked:
        if office.server.has_ended():
            say(f"The server ended. The end of {office.server.log}:\n{office.server.last_lines()}")
            return 1
        for device in office.devices():
            supervise(device)
        time.sleep(LOOK_EVERY)
    return 0


def stop(office: Office) -> None:
    """Politely first. The devices go before the server, so that they do not report the server as lost."""
    children = (*office.devices(), office.server)
    running = [child for child in children if child.process and not child.has_ended()]
    if running:
        say("\nStopping ...")
    signals_before = len(office.stop_asked)
    for child in running:
        end(child, office.stop_asked, signals_before)
    if running:
        say("Stopped.")
