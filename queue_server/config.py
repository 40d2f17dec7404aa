"""How this server was asked to run: a TOML file, then MOTCUA_* of the environment, then the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from queue_server.mistakes import ConfigError, Mistake, Table, read_toml
from queue_server.webhook.receiver import Receiver, read_receiver

__all__ = ["Config", "ConfigError", "Mistake", "load_config"]

PREFIX = "MOTCUA_"
OTHER_PROGRAMS = ("MOTCUA_KIOSK_", "MOTCUA_AGENT_", "MOTCUA_RUN_", "MOTCUA_TEST_")
ENVIRONMENT = "biến môi trường / environment"
COMMAND_LINE = "dòng lệnh / command line"
DEMO_OFFICE = Path(__file__).resolve().parent.parent / "assets" / "config" / "demo-office.toml"

LOG_LEVELS = ("debug", "info", "warning", "error")
VOICE_OUTPUTS = ("wall",)
WHOLE_KEYS = frozenset(
    {"port", "session_hours", "body_limit_bytes", "retention_days", "declaration_hours", "feedback_days"}
    | {"remember_days"}
    | {"webhook_give_up_hours"}
)
LIST_KEYS = frozenset({"announce_languages"})
FLAG_KEYS = frozenset({"demo"})
PATH_KEYS = frozenset({"data_dir", "keys_dir", "office_file", "webhook_secret_file"})
TRUTHS: Mapping[str, bool] = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that is settled before the start. Paths are absolute; `port` 0 means any free one.

    `public_url` is where a phone outside the office's network reaches this server, None if it cannot. `voice_output`
    says who speaks the calls. `retention` is how long visits and their events are kept, `feedback_age` how
    long a petition that was closed is, `declaration_age` how long a declaration may be opened (None: until the
    business day ends), `remember_age` how long facts are that a citizen wants remembered (None: none are). `keys_dir`
    holds the keys of what is sealed in the database. `webhook` is whom alerts are sent to.
    """

    host: str
    port: int
    data_dir: Path
    keys_dir: Path
    office_file: Path
    public_url: str | None
    voice_output: str
    announce_languages: tuple[str, ...]
    session_time: timedelta
    body_limit_bytes: int
    retention: timedelta
    feedback_age: timedelta
    declaration_age: timedelta | None
    remember_age: timedelta | None
    log_level: str
    demo: bool
    webhook: Receiver | None = None


def load_config(
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Config:
    """Read the file at `path` (None: no file), then MOTCUA_<KEY> of `environment`, then `overrides`; the last one wins.

    Overrides that are None count as not given. Raises ConfigError with every mistake of all three; a file that cannot
    be read at all is told alone.
    """
    layers = [
        _Layer(str(path), read_toml(path), path.resolve().parent) if path else None,
        _Layer(ENVIRONMENT, _environment_values(environment or {}), Path.cwd()),
        _Layer(COMMAND_LINE, _given(overrides or {}), Path.cwd()),
    ]
    mistakes: list[Mistake] = []
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for layer in filter(None, layers):
        values |= {key: layer.rooted(key, value) for key, value in layer.values.items()}
        sources |= dict.fromkeys(layer.values, layer.name)
    table = _SourcedTable(values, sources, mistakes, default_file=str(path) if path else COMMAND_LINE)
    config = _read(table, secret_is_from_environment=sources.get("webhook_secret") == ENVIRONMENT)
    if mistakes:
        raise ConfigError(mistakes)
    return config


@dataclass(frozen=True, slots=True)
class _Layer:
    name: str
    values: Mapping[str, Any]
    root: Path

    def rooted(self, key: str, value: Any) -> Any:
        """A relative path is meant from where it was written: the file's own folder, else the current one."""
        return str(self.root / value) if key in PATH_KEYS and isinstance(value, str) and value else value


class _SourcedTable(Table):
    """A table whose keys come from several places, each mistake told with its own."""

    def __init__(
        self, values: Mapping[str, Any], sources: Mapping[str, str], mistakes: list[Mistake], default_file: str
    ) -> None:
        super().__init__(values, default_file, mistakes)
        self._sources = sources
        self._default_file = default_file

    def wrong(self, key: str, vi: str, en: str) -> None:
        source = self._sources.get(key, self._default_file)
        written = PREFIX + key.upper() if source == ENVIRONMENT else key
        self._mistakes.append(Mistake(source, written, f"{vi} / {en}"))


def _environment_values(environment: Mapping[str, str]) -> dict[str, Any]:
    ours = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    return {
        name.removeprefix(PREFIX).lower(): _from_text(name.removeprefix(PREFIX).lower(), text)
        for name, text in ours.items()
        if not name.startswith(OTHER_PROGRAMS)
    }


def _from_text(key: str, text: str) -> Any:
    """The value a text stands for; one that cannot be read stays a text, and the table tells what is wrong with it."""
    if key in WHOLE_KEYS and text.strip().isdecimal():
        return int(text)
    if key in FLAG_KEYS:
        return TRUTHS.get(text.strip().lower(), text)
    if key in LIST_KEYS:
        return [item.strip() for item in text.split(",")]
    return text


def _given(overrides: Mapping[str, object]) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, Path) else value for key, value in overrides.items() if value is not None
    }


def _read(table: Table, *, secret_is_from_environment: bool) -> Config:
    demo = table.flag("demo", default=False)
    data_dir = Path(table.text("data_dir", str(Path.cwd() / "var")))
    config = Config(
        host=table.text("host", "127.0.0.1", form=r"[^\s/]+", example="0.0.0.0"),
        port=table.whole("port", 0, 65535, 8080),
        data_dir=data_dir,
        keys_dir=Path(table.text("keys_dir", str(data_dir / "keys"))),
        office_file=_office_file(table, is_demo=demo),
        public_url=_public_url(table),
        voice_output=table.one_of("voice_output", VOICE_OUTPUTS, "wall"),
        announce_languages=table.texts("announce_languages", ("vi",), form="[a-z]{2,3}"),
        session_time=timedelta(hours=table.whole("session_hours", 1, 24, 12)),
        body_limit_bytes=table.whole("body_limit_bytes", 1024, 1024 * 1024, 64 * 1024),
        retention=timedelta(days=table.whole("retention_days", 1, 3650, 90)),
        feedback_age=timedelta(days=table.whole("feedback_days", 1, 3650, 90)),
        declaration_age=timedelta(hours=table.whole("declaration_hours", 0, 720, 0)) or None,
        remember_age=timedelta(days=table.whole("remember_days", 0, 1825, 365)) or None,
        log_level=table.one_of("log_level", LOG_LEVELS, "info"),
        demo=demo,
        webhook=read_receiver(table, secret_is_from_environment=secret_is_from_environment),
    )
    table.end()
    return config


def _office_file(table: Table, *, is_demo: bool) -> Path:
    path = Path(table.text("office_file", str(DEMO_OFFICE) if is_demo else ""))
    if not table.has("office_file") and not is_demo:
        vi = "Thiếu tệp mô tả trung tâm: chép assets/config/office.example.toml rồi sửa."
        en = "The description of the office is missing: copy assets/config/office.example.toml and edit it."
        table.wrong("office_file", vi, en)
    elif not path.is_file():
        table.wrong("office_file", f"Không có tệp {path}.", f"There is no file {path}.")
    return path


def _public_url(table: Table) -> str | None:
    if not table.has("public_url"):
        return None
    url = table.text("public_url", form=r"\S+", example="https://motcua.example.vn")
    try:
        parts = urlsplit(url)
        is_web_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web_address = False
    if url and (not is_web_address or parts.query or parts.fragment):
        table.wrong("public_url", "Cần một địa chỉ http(s) đầy đủ.", "Needs a whole http(s) address.")
    return url.rstrip("/")
