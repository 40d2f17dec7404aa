"""Who may import whom. Between our own layers import-linter checks too; here stand the libraries and the leaf."""

import ast
import sys

from tests.house.tree import PACKAGES, module_name, parse, place, python_files, report

# A library and the only packages of ours that may name it.
MAY_NAME = {
    "flask": ("queue_server.api", "queue_server.console"),
    "kivy": ("kiosk.ui",),
    "sqlite3": ("queue_server.store",),
    "sqlite_utils": ("queue_server.store",),
    "serial": ("hardware",),
    "escpos": ("hardware",),
}
DOES_IO = ("http", "os", "pathlib", "socket", "sqlite3", "subprocess", "threading", "time", "urllib")
HARDWARE_AGENT = ("hardware.agent", "hardware.__main__")
PUBLIC_SERVER = ("queue_server.contract", "queue_server.client")


def imported(source: str) -> list[tuple[int, str]]:
    """Every module named in an import statement, wherever it stands, with its line."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Import):
            found.extend((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.extend((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return found


def is_under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def wrong_direction(module: str, source: str) -> list[tuple[int, str]]:
    checks = (names_a_foreign_library, dirties_the_domain, leaves_the_leaf, looks_into_the_server)
    return [
        (line, f"{module} imports {name}: {reason}")
        for line, name in imported(source)
        for check in checks
        if (reason := check(module, name))
    ]


def names_a_foreign_library(module: str, name: str) -> str:
    allowed = MAY_NAME.get(name.split(".", maxsplit=1)[0])
    return f"only {', '.join(allowed)} may" if allowed and not is_under(module, allowed) else ""


def dirties_the_domain(module: str, name: str) -> str:
    own = is_under(name, ("queue_server.domain",)) or name.split(".", maxsplit=1)[0] in sys.stdlib_module_names
    pure = own and name.split(".", maxsplit=1)[0] not in DOES_IO
    return "the domain uses the standard library only, and does no I/O" if is_domain(module) and not pure else ""


def is_domain(module: str) -> bool:
    return is_under(module, ("queue_server.domain",))


def leaves_the_leaf(module: str, name: str) -> str:
    leaf = is_under(module, ("hardware",)) and not is_under(module, HARDWARE_AGENT)
    return (
        "hardware imports nothing of ours, its agent aside"
        if leaf and is_under(name, ("queue_server", "kiosk"))
        else ""
    )


def looks_into_the_server(module: str, name: str) -> str:
    outside = not is_under(module, ("queue_server",)) and is_under(name, ("queue_server",))
    return f"outside only {', '.join(PUBLIC_SERVER)} are seen" if outside and not is_under(name, PUBLIC_SERVER) else ""


def test_every_import_points_in_an_allowed_direction() -> None:
    findings = [
        f"{place(path, line)} {complaint}"
        for path in python_files(under=PACKAGES)
        for line, complaint in wrong_direction(module_name(path), path.read_text("utf-8"))
    ]
    assert not findings, report(findings)


def test_the_direction_check_sees_each_kind_of_wrong_import() -> None:
    wrong = {
        "queue_server.operations.visits": "import flask",
        "queue_server.api.routes": "def f():\n    import sqlite3",
        "kiosk.flow": "from kivy.app import App",
        "queue_server.domain.visit": "import pydantic",
        "queue_server.domain.hall": "from queue_server.store import database",
        "hardware.registry": "from queue_server.contract import commands",
        "kiosk.issue": "from queue_server.domain import visit",
    }
    for module, source in wrong.items():
        assert wrong_direction(module, source), f"{module}: {source}"
    assert not wrong_direction("hardware.agent", "from queue_server.client import QueueClient")
    assert not wrong_direction("queue_server.domain.visit", "from dataclasses import dataclass")
