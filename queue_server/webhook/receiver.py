"""Whom alerts are told to, as the server's settings say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from queue_server.mistakes import Table

LEAST_SECRET = 16
MOST_SECRET = 4096


@dataclass(frozen=True, slots=True)
class Receiver:
    """`give_up_after`: an event that could not be delivered for so long is dropped."""

    url: str = field(repr=False)
    secret: bytes = field(repr=False)
    give_up_after: timedelta

    @property
    def name(self) -> str:
        """What people may know it by: the host, without whatever else an address can hold."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def read_receiver(table: Table, *, secret_is_from_environment: bool) -> Receiver | None:
    """From the server's settings; None when no webhook is wanted. Every mistake is told by its key."""
    hours = table.whole("webhook_give_up_hours", 1, 168, 24)
    secret = _secret(table, from_environment=secret_is_from_environment)
    if not table.has("webhook_url"):
        if secret is not None:
            table.wrong("webhook_url", "Thiếu địa chỉ nhận thông báo.", "The address to send to is missing.")
        return None
    url = table.text("webhook_url", form=r"\S+", example="https://canhbao.example.vn/motcua")
    if url and not _is_web_address(url):
        table.wrong("webhook_url", "Cần một địa chỉ http(s) đầy đủ.", "Needs a whole http(s) address.")
    if secret is None:
        vi = "Thiếu bí mật: ghi tệp chứa nó, hoặc đặt MOTCUA_WEBHOOK_SECRET."
        table.wrong("webhook_secret_file", vi, "The secret is missing: name its file, or set MOTCUA_WEBHOOK_SECRET.")
    return Receiver(url, secret or b"", timedelta(hours=hours))


def _secret(table: Table, *, from_environment: bool) -> bytes | None:
    if table.has("webhook_secret"):
        text = table.text("webhook_secret", form=r".+")
        if not from_environment:
            vi = "Không ghi bí mật ở đây: dùng webhook_secret_file hoặc MOTCUA_WEBHOOK_SECRET."
            en = "Do not write the secret here: use webhook_secret_file or MOTCUA_WEBHOOK_SECRET."
            table.wrong("webhook_secret", vi, en)
        return _long_enough(table, "webhook_secret", text.encode())
    if not table.has("webhook_secret_file"):
        return None
    path = Path(table.text("webhook_secret_file"))
    try:
        with path.open("rb") as file:
            return _long_enough(table, "webhook_secret_file", file.read(MOST_SECRET).strip())
    except OSError as error:
        vi, en = f"Không đọc được tệp {path}", f"The file {path} cannot be read"
        table.wrong("webhook_secret_file", f"{vi}: {error.strerror}.", f"{en}: {error.strerror}.")
        return b""


def _long_enough(table: Table, key: str, secret: bytes) -> bytes:
    if len(secret) < LEAST_SECRET:
        vi = f"Bí mật quá ngắn: cần ít nhất {LEAST_SECRET} byte."
        table.wrong(key, vi, f"The secret is too short: it needs {LEAST_SECRET} bytes at least.")
    return secret


def _is_web_address(url: str) -> bool:
    try:
        parts: SplitResult = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
