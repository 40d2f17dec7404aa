"""`python -m queue_server`: the server of one office."""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from queue_server.config import Config, load_config
from queue_server.mistakes import ConfigError
from queue_server.office_file import load_office

SWITCH_SECONDS = 0.0005
"""How often the hub and the threads beside it may take turns: the default of 5 ms would be felt in every answer."""

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
ONE_MEGABYTE = 1 << 20


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    _leave_out()
    from queue_server.store.database import DatabaseTooNew

    try:
        config = load_config(options.config, os.environ, _overrides(options))
        return _serve(config)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseTooNew as error:
        print(error, file=sys.stderr)
        return 3


def _serve(config: Config) -> int:
    # gevent and Flask are not needed to tell what is wrong with a setting.
    from hardware.voice import open_voice
    from queue_server import logs
    from queue_server.service import Broken, InUse, Service
    from queue_server.store.database import DatabaseError

    catalog = load_office(config.office_file)
    if config.demo:
        catalog = replace(catalog, office=replace(catalog.office, hours=(), holidays=frozenset()))
    logs.set_up(config.log_level)
    sys.setswitchinterval(SWITCH_SECONDS)
    _give_memory_back()
    try:
        service = Service(config, catalog, open_voice())
        service.start()
    except (InUse, OSError, DatabaseError) as error:
        print(f"{config.data_dir}: {error}", file=sys.stderr)
        return 4
    _greet(service.address, config, service.first_password)
    gc.freeze()
    try:
        service.run_until(signal.SIGTERM, signal.SIGINT)
    except Broken as error:
        print(error, file=sys.stderr)
        return 5
    return 0


def _leave_out() -> None:
    """What libraries would load where they find it, for nothing: sqlite-utils numpy (16 MB), structlog rich (4 MB)."""
    sys.modules["numpy"] = sys.modules["rich"] = None  # type: ignore[assignment]


def _give_memory_back() -> None:
    """Make the C library return large blocks at once: it would keep the 19 MiB that a password check borrows."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, ONE_MEGABYTE)
        mallopt(M_ARENA_MAX, 2)


def _greet(address: str, config: Config, first_password: str | None) -> None:
    print(f"Máy chủ sẵn sàng / Server ready: {address}", flush=True)
    print(f"  Cán bộ / Console:   {address}/console/", flush=True)
    print(f"  Bảng gọi số / Wall: {address}/wall/", flush=True)
    if config.demo:
        print(f"  Tài khoản thử / Demo accounts: {config.data_dir / 'demo-credentials.json'}", flush=True)
    elif first_password:
        print("  Chỉ hiện một lần / Shown once: admin", first_password, flush=True)


def _overrides(options: argparse.Namespace) -> dict[str, object]:
    return {
        "host": options.host,
        "port": options.port,
        "data_dir": options.data.resolve() if options.data else None,
        "office_file": options.office.resolve() if options.office else None,
        "log_level": options.log_level,
        "demo": True if options.demo else None,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run server", description=__doc__)
    parser.add_argument("--config", type=Path, help="settings (TOML)")
    parser.add_argument("--demo", action="store_true", help="a fictional office, open at all hours, with accounts")
    parser.add_argument("--data", type=Path, help="where the office's data lies (default: ./var)")
    parser.add_argument("--office", type=Path, help="the description of the office (TOML)")
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 8080; 0: any free one)")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
