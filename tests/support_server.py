"""A real server in a process of its own: for as long as a block lasts, or killed and started again by a test."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queue_server.client import ClientError, QueueClient
from tests.support import patience, wait_until

ROOT = Path(__file__).resolve().parents[1]
LAST_LINES = 2000
READY_SECONDS = 30.0
STOP_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class DemoServer:
    port: int
    data: Path
    pid: int
    credentials: dict[str, Any]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def kiosk_token(self) -> str:
        return str(self.credentials["kiosk_token"])

    def signed_in(self, who: str = "supervisor") -> tuple[QueueClient, str]:
        """A client for `who`, and the token it uses."""
        client = QueueClient(self.url)
        token = client.sign_in(**self.credentials[who]).token
        return client, token

    def memory(self) -> tuple[float, float]:
        """Resident megabytes of the process: now, and at most so far."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        now, most = (re.search(rf"{name}:\s+(\d+) kB", status) for name in ("VmRSS", "VmHWM"))
        assert now
        assert most
        return int(now[1]) / 1024, int(most[1]) / 1024


class ServerProcess:
    """A server on a port and data of its own, which stay the same when it is started again.

    `module` is what is run in place of the server, with the server's own arguments.
    """

    def __init__(self, data: Path, *arguments: str, module: str = "queue_server", demo: bool = True) -> None:
        self.data, self.port = data, free_port()
        self.log, self.told = data / "server.log", data / "server.out"
        kind = ["--demo"] if demo else []
        self.command = [sys.executable, "-m", module, *kind, "--data", str(data), "--port", str(self.port), *arguments]
        self.process: subprocess.Popen[bytes] | None = None
        data.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> DemoServer:
        """Run it and wait until it is ready. AssertionError with its last words if it does not come up."""
        process = self.launch()
        with QueueClient(self.url) as client:
            wait_until(lambda: is_ready(client, process, self.log), READY_SECONDS, "the server to be ready")
        return DemoServer(self.port, self.data, process.pid, self.credentials())

    def launch(self) -> subprocess.Popen[bytes]:
        """Run it without waiting for anything."""
        with self.log.open("ab") as log, self.told.open("ab") as out:
            self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=out, stderr=log, env=clean_environment())
        return self.process

    def credentials(self) -> dict[str, Any]:
        path = self.data / "demo-credentials.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found

    def stop(self) -> None:
        """SIGTERM. AssertionError if it does not end by itself, with exit code 0 and a log without complaints."""
        process = self.running()
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_SECONDS * patience())
        finally:
            self.kill()
        assert code == 0, f"exit code {code}: {self.last_words()}"
        assert not self.complaints(), self.last_words()

    def kill(self) -> None:
        """kill -9: nothing is finished, nothing is said."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def restart(self) -> DemoServer:
        self.stop()
        return self.start()

    def running(self) -> subprocess.Popen[bytes]:
        assert self.process is not None, "not started"
        return self.process

    def records(self) -> list[dict[str, Any]]:
        """The log so far, which is one JSON record a line and nothing else."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def complaints(self) -> list[dict[str, Any]]:
        return [record for record in self.records() if record["level"] not in ("debug", "info", "warning")]

    def last_words(self) -> str:
        return self.log.read_text("utf-8")[-LAST_LINES:]


@contextmanager
def server_process(
    data: Path, *arguments: str, module: str = "queue_server", demo: bool = True
) -> Iterator[ServerProcess]:
    """A server that is not started yet, and is gone at the end of the block in any case."""
    process = ServerProcess(data, *arguments, module=module, demo=demo)
    try:
        yield process
    finally:
        process.kill()


@contextmanager
def demo_server(data: Path, *arguments: str) -> Iterator[DemoServer]:
    """Start it, wait until it is ready, and end it with SIGTERM. AssertionError with its last words if it does not come
    up, or does not end well."""
    with server_process(data, *arguments) as process:
        yield process.start()
        process.stop()


def is_ready(client: QueueClient, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, f"the server ended: {log.read_text()[-LAST_LINES:]}"
    try:
        client.ready()
    except ClientError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
