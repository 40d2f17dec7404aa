"""./run doctor: what this machine has and lacks, and what to do about it. Changes nothing."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from launcher import environment, office, screen, system
from launcher.say import Stop

VITAL = ("Python", "ensurepip", "port", "data folder")


@dataclass(frozen=True)
class Finding:
    what: str
    fine: bool
    remark: str


def run(arguments: list[str]) -> int:
    """0 when a demo office can be served here; what only tests or a screen need is told, but does not count."""
    options = office.parse(arguments)
    findings = [python(), packages("runtime"), packages("test"), *operating_system(), window()]
    findings += [port(options), data_folder(options)]
    for finding in findings:
        print(f"{'ok ' if finding.fine else '-- '} {finding.what:<22} {finding.remark}")
    lacking = system.missing(everything())
    if lacking:
        print("\n" + system.advice(lacking))
    return 0 if all(finding.fine for finding in findings if finding.what in VITAL) else 1


def everything() -> tuple[system.Need, ...]:
    making = () if environment.has_python() else system.VENV
    return (*making, *system.WINDOW, *system.VOICE, *system.USB, *system.TESTS)


def python() -> Finding:
    return Finding("Python", True, f"{sys.version.split()[0]} at {sys.executable}")


def packages(group: str) -> Finding:
    ready = environment.is_ready((group,))
    word = "./run test" if group == "test" else "./run"
    return Finding(f"packages ({group})", ready, "in .venv" if ready else f"not there yet; {word} installs them")


def operating_system() -> list[Finding]:
    return [Finding(need.finds[0], need.is_met(), f"for {need.why}") for need in everything()]


def window() -> Finding:
    trouble = screen.trouble()
    return Finding(
        "screen", not trouble, f"{trouble}: ./run leaves the kiosk window out" if trouble else "there is one"
    )


def port(options: office.Options) -> Finding:
    return checked("port", lambda: f"{office.choose_port(options)} is free")


def data_folder(options: office.Options) -> Finding:
    folder = next(path for path in (options.data, *options.data.parents) if path.exists())
    free = shutil.disk_usage(folder).free // 1_000_000
    if not os.access(folder, os.W_OK):
        return Finding("data folder", False, f"{folder} cannot be written; name another with --data DIR")
    return Finding("data folder", free > 200, f"{options.data}, {free} MB free")


def checked(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except Stop as stop:
        return Finding(what, False, str(stop))
