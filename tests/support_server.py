"""A real demo server in a process of its own, for as long as a block lasts."""

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
from tests.support import wait_until

ROOT = Path(__file__).resolve().parents[1]
LAST_LINES = 2000


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


@contextmanager
def demo_server(data: Path, *arguments: str) -> Iterator[DemoServer]:
    """Start it, wait until it is ready, and end it with SIGTERM. AssertionError with its last words if it does not come
    up, or does not end well."""
    port = free_port()
    log = data / "server.log"
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "queue_server", "--demo", "--data", str(data), "--port", str(port), *arguments]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=clean_environment())
    try:
        with QueueClient(f"http://127.0.0.1:{port}") as client:
            wait_until(lambda: is_ready(client, process, log), 30, "the server to be ready")
        credentials = json.loads((data / "demo-credentials.json").read_text(encoding="utf-8"))
        yield DemoServer(port, data, process.pid, credentials)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0, log.read_text()[-LAST_LINES:]
    finally:
        process.kill()
        process.wait()


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
