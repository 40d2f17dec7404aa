"""Libraries and programs that pip cannot bring: which are missing, what apt calls them, installing them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher.say import Stop, end_progress, progress, say

APT = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]


@dataclass(frozen=True)
class Need:
    """One thing of the operating system. `finds` are names of which one is enough; `packages` are tried in order."""

    kind: str  # library | program | module
    finds: tuple[str, ...]
    packages: tuple[str, ...]
    why: str

    def is_met(self) -> bool:
        return any(is_there(self.kind, name) for name in self.finds)


def is_there(kind: str, name: str) -> bool:
    if kind == "library":
        return loads(name)
    if kind == "program":
        return shutil.which(name) is not None
    return importlib.util.find_spec(name) is not None


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


PYTHON_VENV = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
VENV = (Need("module", ("ensurepip",), (PYTHON_VENV, "python3-venv"), "making .venv"),)
WINDOW = (
    Need("library", ("libGL.so.1",), ("libgl1",), "the kiosk window"),
    Need("library", ("libEGL.so.1",), ("libegl1",), "the kiosk window"),
    Need("library", ("libGLESv2.so.2",), ("libgles2",), "the kiosk window"),
    Need("library", ("libmtdev.so.1",), ("libmtdev1", "libmtdev1t64"), "touch screens"),
    Need("library", ("libXcursor.so.1",), ("libxcursor1",), "the kiosk window"),
    Need("library", ("libXi.so.6",), ("libxi6",), "touch screens"),
    Need("library", ("libXrandr.so.2",), ("libxrandr2",), "the kiosk window"),
    Need("library", ("libXss.so.1",), ("libxss1",), "the kiosk window"),
)
VOICE = (Need("program", ("espeak-ng",), ("espeak-ng",), "the spoken call"),)
USB = (Need("library", ("libusb-1.0.so.0",), ("libusb-1.0-0",), "printers on USB"),)
TESTS = (
    Need("program", ("Xvfb",), ("xvfb",), "the test of the real kiosk window"),
    Need("program", ("xdotool",), ("xdotool",), "the test of the real kiosk window"),
    Need("program", ("chromium", "chromium-browser", "google-chrome"), ("chromium",), "the tests in a browser"),
    Need("library", ("libatomic.so.1",), ("libatomic1",), "the tests in a browser"),
)


def missing(needs: tuple[Need, ...]) -> list[Need]:
    return [need for need in needs if not need.is_met()]


def provide(needs: tuple[Need, ...], tried: Path, must: bool) -> None:
    """Install what is missing if we may; else name it, and stop if the caller cannot go on without (`must`).
    Without what makes .venv nobody can go on.

    `tried` remembers a failed attempt, so that a machine without a network does not pay for it at each start.
    """
    lacking = missing(needs)
    if not lacking:
        return
    list_of_names = " ".join(need.finds[0] for need in lacking)
    seen_before = not must and VENV[0] not in lacking and tried.exists() and tried.read_text() == list_of_names
    if may_install() and not seen_before:
        install(lacking)
        lacking = missing(needs)
    if not lacking:
        tried.unlink(missing_ok=True)
        return
    if must or any(need in lacking for need in VENV):
        raise Stop(advice(lacking))
    tried.parent.mkdir(parents=True, exist_ok=True)
    tried.write_text(list_of_names)
    say(advice(lacking) + "\nGoing on without.\n")


def may_install() -> bool:
    if not shutil.which("apt-get"):
        return False
    return os.geteuid() == 0 or has_free_sudo()


def has_free_sudo() -> bool:
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def install(needs: list[Need]) -> None:
    """A failure is not reported here: what is still missing afterwards is."""
    say(f"Installing system packages: {' '.join(need.packages[0] for need in needs)}; this can take a minute ...")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*sudo, *APT, "update", "-qq"], capture_output=True, check=False)
    wanted = [package_for(need) for need in needs]
    command = [*sudo, *APT, "install", "-y", "--no-install-recommends", *wanted]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as apt:
        for line in apt.stdout or ():
            lines.append(line.rstrip())
            progress(f"  {lines[-1][:70]}")
    end_progress()
    importlib.invalidate_caches()
    if apt.returncode:
        say("apt-get did not manage it:\n  " + "\n  ".join(lines[-5:]))


def package_for(need: Need) -> str:
    """The first of its names that this release of the system knows."""
    for name in need.packages:
        known = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if known.returncode == 0:
            return name
    return need.packages[0]


def advice(needs: list[Need]) -> str:
    reasons = "".join(f"  {need.finds[0]:<20} for {need.why}\n" for need in needs)
    if shutil.which("apt-get"):
        packages = " ".join(package_for(need) for need in needs)
        return f"Missing on this machine:\n{reasons}Type this line, then start again:\n  {apt_line(packages)}"
    packages = ", ".join(need.packages[0] for need in needs)
    return f"Missing on this machine:\n{reasons}Install them with your package manager (on Debian: {packages})."


def apt_line(packages: str) -> str:
    line = f"apt-get update && apt-get install -y {packages}"
    if os.geteuid() == 0:
        return line
    if shutil.which("sudo"):
        return f"sudo sh -c '{line}'"
    return f"su -c '{line}'"
