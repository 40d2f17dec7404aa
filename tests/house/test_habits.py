"""Habits that no linter of ours knows: where everything may be caught, how tests wait, what is left unfinished."""

import ast
import re
from pathlib import Path

from tests.house.tree import LAUNCHER, ROOT, TOP, files, parse, place, python_files, report

# The only edges where whatever happens is caught, logged and shown.
CATCHES_EVERYTHING = {
    "queue_server/operations/writer.py": "the writer thread: handed to whoever asked for the operation",
    "hardware/agent.py": "the device agent: told to the server, tried again",
    "kiosk/jobs.py": "the kiosk's job runner: the out-of-order screen",
}
TEXT = (".py", ".kv", ".js", ".css", ".html", ".md", ".toml", ".json", ".txt", ".yml", ".service", ".sh")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
PLACE_ON_A_MACHINE = re.compile(r"(?<![\w.:/-])/(?:ro" + r"ot|wo" + r"rk|home/\w+|Users/\w+)/")
SKIPS = {"skip", "skipif", "importorskip", "xfail", "SkipTest"}


def broad_catches(source: str) -> list[int]:
    """Lines that catch Exception, BaseException or everything, unless they end by raising again."""
    handlers = [node for node in ast.walk(parse(source)) if isinstance(node, ast.ExceptHandler)]
    return [handler.lineno for handler in handlers if is_broad(handler) and not raises_again(handler)]


def is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(
        isinstance(node, ast.Name) and node.id in ("Exception", "BaseException") for node in ast.walk(handler.type)
    )


def raises_again(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise)


def bad_manners_of_a_test(source: str) -> list[tuple[int, str]]:
    """Skipping, sleeping, mocking, and names that are no sentences."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS:
            found.append((node.lineno, f"{node.attr}: what cannot run here has failed"))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "sleep":
            found.append((node.lineno, "sleep: wait for a condition (tests.support.wait_until)"))
        elif isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node).split(".")[-1]:
            found.append((node.lineno, "mock: use the virtual device, or the real thing"))
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 3:
            found.append((node.lineno, f"{node.name}: the name of a test is a sentence"))
    return found


def text_files() -> list[Path]:
    at_the_top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT]
    return [*at_the_top, *files(*TEXT, under=(*TOP, *LAUNCHER))]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(path, number)} {line.strip()[:100]}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_everything_is_caught_at_the_named_edges_only() -> None:
    findings = [
        f"{place(path, line)} catches everything"
        for path in python_files()
        if place(path) not in CATCHES_EVERYTHING and not path.is_relative_to(ROOT / "tests")
        for line in broad_catches(path.read_text("utf-8"))
    ]
    assert not findings, report(findings)


def test_each_named_edge_is_still_one() -> None:
    stale = [name for name in CATCHES_EVERYTHING if not broad_catches((ROOT / name).read_text("utf-8"))]
    assert not stale, report([f"{name} catches nothing any more: strike it from the list" for name in stale])


def test_no_test_skips_sleeps_mocks_or_has_a_name_that_says_nothing() -> None:
    findings = [
        f"{place(path, line)} {complaint}"
        for path in python_files(under=("tests",))
        for line, complaint in bad_manners_of_a_test(path.read_text("utf-8"))
    ]
    assert not findings, report(findings)


def test_nothing_is_left_as_a_note_to_finish_it_later() -> None:
    findings = lines_with(UNFINISHED)
    assert not findings, report(findings)


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    findings = lines_with(PLACE_ON_A_MACHINE)
    assert not findings, report(findings)


def test_the_habit_checks_see_what_they_look_for() -> None:
    assert broad_catches("try:\n    f()\nexcept Exception:\n    pass\n") == [3]
    assert broad_catches("try:\n    f()\nexcept (OSError, Exception):\n    g()\n") == [3]
    assert not broad_catches("try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n")
    for bad in (
        "import pytest\n@pytest.mark.skipif(True)\ndef test_a_b_c_d(): ...",
        "import time\ntime.sleep(1)",
        "from unittest import mock",
        "def test_visit(): ...",
    ):
        assert bad_manners_of_a_test(bad), bad
    assert not bad_manners_of_a_test("def test_a_held_visit_keeps_its_place(): ...")
    assert UNFINISHED.search("# TO" + "DO: later")
    assert PLACE_ON_A_MACHINE.search("see /home/somebody" + "/notes")
    assert not PLACE_ON_A_MACHINE.search("GET /api/v1/work/1")
