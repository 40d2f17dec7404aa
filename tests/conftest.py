"""What holds for every test: the order of running, no skipping, and no network or sleeping in unit tests."""

import socket
import time
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
TESTS = Path(__file__).parent
FAST_FIRST = ("house", "unit", "integration", "e2e", "bench")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick ones speak first."""
    items.sort(key=lambda item: FAST_FIRST.index(part) if (part := folder_of(item)) in FAST_FIRST else len(FAST_FIRST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return refuse_skip(report)


def refuse_skip(report: Report) -> Report:
    """Nothing is skipped silently: what cannot run here has failed."""
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A test may not be skipped. {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def unit_tests_stay_inside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit test that reaches for the network, or waits, belongs into tests/integration."""
    if folder_of(request.node) != "unit":
        return

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("A unit test opens no connection and does not sleep.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(time, "sleep", refuse)


def folder_of(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
