"""`.venv`: made once from the hash-pinned requirements, brought up to date when they change, remade when broken."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import system
from launcher.say import Stop, end_progress, progress, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
TRIED = ROOT / "var" / "system-packages-tried"
REQUIREMENTS = {"runtime": ROOT / "requirements.txt", "test": ROOT / "tests" / "requirements.txt"}
# One import name of each kind of damage that was seen: a venv whose site-packages went away still has a python.
SIGNS_OF_LIFE = {
    "runtime": ("pip", "flask", "gevent", "pydantic_core", "kivy", "PIL"),
    "test": ("playwright", "mypy", "importlinter", "hypothesis"),
}
ENOUGH_DISK = 900_000_000
NO_WAY = "There is no way to the package index. Check the network (or PIP_INDEX_URL), then start again."
CAUSES = (
    ("connection broken", NO_WAY),
    ("Connection refused", NO_WAY),
    ("timed out", NO_WAY),
    ("No space left", "The disk is full: about 900 MB are needed."),
    ("DO NOT MATCH THE HASHES", "The package index served another file than the one pinned: try another index."),
    ("No matching distribution", "The package index lacks a wheel for this processor or Python."),
    ("ermission denied", "The folder cannot be written: is it yours?"),
)


def prepare(*groups: str) -> None:
    """Make `.venv` hold these groups ("runtime", "test"). Costs a few hundredths of a second when it already does."""
    if is_ready(groups):
        return
    with one_at_a_time():
        if is_ready(groups):
            return
        check_disk()
        fill(groups)
        say("Ready.\n")


def has_python() -> bool:
    return os.access(PYTHON, os.X_OK)


def child_environment() -> dict[str, str]:
    """The environment of our programs: our packages are found from any folder, the venv's programs first."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    return env | {"PYTHONPATH": str(ROOT), "PATH": f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"}


def is_ready(groups: tuple[str, ...]) -> bool:
    return all(stamp_of(group).is_file() and stamp_of(group).read_text() == stamp(group) for group in groups) and alive(
        groups
    )


def stamp_of(group: str) -> Path:
    return VENV / f".{group}-stamp"


def stamp(group: str) -> str:
    digest = hashlib.sha256(REQUIREMENTS[group].read_bytes())
    digest.update((VENV / "pyvenv.cfg").read_bytes())
    return digest.hexdigest()


def alive(groups: tuple[str, ...]) -> bool:
    """Does its Python start, and are the packages there?"""
    if not has_python():
        return False
    names = [name for group in groups for name in SIGNS_OF_LIFE[group]]
    check = "import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, sys.argv[1:])))"
    done = subprocess.run([PYTHON, "-I", "-c", check, *names], capture_output=True, check=False)
    return done.returncode == 0


def fill(groups: tuple[str, ...]) -> None:
    """Add to a .venv that an earlier start finished; if there is none, or it is past mending, make a new one."""
    if alive(()) and any(stamp_of(group).exists() for group in REQUIREMENTS):
        try:
            install_all(groups)
        except Stop as stop:
            if NO_WAY in str(stop):
                raise
            say("That did not work; trying again with a fresh .venv ...")
        else:
            return
    remake()
    install_all(groups)


def install_all(groups: tuple[str, ...]) -> None:
    for group in groups:
        install(group)
    if not alive(groups):
        raise Stop(f"The packages were installed, yet some cannot be found. All of it: {LOG}")


def remake() -> None:
    system.provide(system.VENV, TRIED, must=True)
    say("Making .venv ...")
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"Python could not make .venv:\n{done.stdout}{done.stderr}")


def install(group: str) -> None:
    """Everything is pinned by hash and complete, so pip neither resolves nor builds anything."""
    pinned = REQUIREMENTS[group]
    total = sum(1 for line in pinned.read_text().splitlines() if "==" in line)
    say(f"Installing {total} packages for {'the tests' if group == 'test' else 'the product'} ...")
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(pinned)]
    env = child_environment() | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PYTHONUNBUFFERED": "1"}
    with (
        LOG.open("a") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as pip,
    ):
        assert pip.stdout is not None
        done = 0
        for line in pip.stdout:
            log.write(line)
            done += line.startswith(("Collecting", "Requirement already satisfied"))
            progress(f"  {min(done, total)} of {total}  {line.strip()[:60]}")
        end_progress()
    if pip.returncode:
        raise Stop(explain())
    stamp_of(group).write_text(stamp(group))


def explain() -> str:
    """The end of the log, what it means where that is known, and where the rest stands."""
    lines = LOG.read_text().splitlines()[-30:]
    cause = next((advice for sign, advice in CAUSES if sign in "\n".join(lines)), "")
    errors = [line[:160] for line in lines if "ERROR" in line] or [line[:160] for line in lines[-5:]]
    return "Installing the packages failed:\n  " + "\n  ".join(errors) + f"\n{cause}\nAll of it: {LOG}"


def check_disk() -> None:
    if not os.access(ROOT, os.W_OK):
        raise Stop(f"{ROOT} cannot be written by you: work in a clone of your own.")
    if not has_python() and shutil.disk_usage(ROOT).free < ENOUGH_DISK:
        raise Stop("The disk is nearly full: setting up needs about 900 MB here. Make room, then start again.")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two starts at once would fill the same .venv."""
    lock = ROOT / "var" / "setup.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another ./run is setting up; waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
