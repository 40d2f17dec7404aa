"""The words of ./run: what each starts, and what it needs before."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from launcher import doctor, office, system
from launcher.environment import PYTHON, REQUIREMENTS, ROOT, TRIED, child_environment, has_python, prepare
from launcher.say import Stop, say

HELP = """\
./run [--data DIR] [--port N]   a demo office: server, printer agent, kiosk window; Ctrl-C ends it
./run test [pytest arguments]   the whole check (lint, then every test but the long ones)
./run test --long               the long tests too
./run doctor                    what this machine has and lacks
./run lint                      ruff, mypy, import-linter
./run server [arguments]        the server alone:   ./run server --demo --data DIR --port N
./run kiosk [arguments]         the kiosk alone
./run agent [arguments]         the printer agent of a counter alone
./run hardware [arguments]      printers by hand: virtual-printer, print-test
./run demo-day [arguments]      a synthetic day at 60x through the public API of a running demo
./run simulate SCENARIO         orders of calling tried on invented days
./run staffing --weekday mon    which counters to open when, from the office's own days
./run what-if --date DAY        a day that was, played again: --policy, --add-counter
./run bench [arguments]         measurements, one line of JSON each
./run shots [arguments]         pictures of every screen, the ticket and the wall
./run lock                      maintainers: renew uv.lock and both requirements files (needs uv)

--help after a word shows that program's own arguments."""

LINT = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"]),
)
MOST_AT_A_TIME = 4  # each may hold a browser, a window and a server
PYPI = "https://pypi.org/simple"
ALL_OF_SERVING = (*system.WINDOW, *system.VOICE, *system.USB)


@dataclass(frozen=True)
class Program:
    """A module of ours that takes over this process, so that signals go straight to it."""

    module: str
    groups: tuple[str, ...] = ("runtime",)
    needs: tuple[system.Need, ...] = ()
    command: tuple[str, ...] = ()


PROGRAMS = {
    "server": Program("queue_server", needs=system.VOICE),
    "kiosk": Program("kiosk", needs=(*system.WINDOW, *system.USB)),
    "agent": Program("hardware", needs=system.USB, command=("agent",)),
    "hardware": Program("hardware", needs=system.USB),
    "demo-day": Program("queue_server.demo_day"),
    "simulate": Program("queue_server.simulate"),
    "staffing": Program("queue_server.planning", command=("staffing",)),
    "what-if": Program("queue_server.planning", command=("what-if",)),
    "bench": Program("tests.bench", ("runtime", "test"), (*ALL_OF_SERVING, *system.TESTS)),
    "shots": Program("tests.shots", ("runtime", "test"), (*ALL_OF_SERVING, *system.TESTS)),
}


def run(arguments: list[str]) -> int:
    try:
        return dispatch(arguments)
    except Stop as stop:
        say(f"\n{stop}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def dispatch(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("--data", "--port"):
        return serve(arguments)
    word, rest = arguments[0], arguments[1:]
    if word in ("-h", "--help", "help"):
        print(HELP)
        return 0
    if word in PROGRAMS:
        return start(PROGRAMS[word], rest)
    own: dict[str, Callable[[list[str]], int]] = {
        "test": test,
        "lint": lambda _: lint(),
        "doctor": doctor.run,
        "lock": lambda _: lock(),
    }
    if word in own:
        return own[word](rest)
    say(f"./run does not know the word {word!r}. It knows:\n\n{HELP}")
    return 2


def ready(groups: tuple[str, ...], needs: tuple[system.Need, ...], must: bool = False) -> None:
    """The operating system first, all of it at once, so that a person without rights has one line to type."""
    if not has_python():
        needs = (*system.VENV, *needs)
    system.provide(needs, TRIED, must)
    prepare(*groups)


def serve(arguments: list[str]) -> int:
    options = office.parse(arguments)
    ready(("runtime",), ALL_OF_SERVING)
    return office.run(options)


def start(program: Program, arguments: list[str]) -> int:
    ready(program.groups, program.needs)
    command = [str(PYTHON), "-m", program.module, *program.command, *arguments]
    # From here on a folder of the caller's that happens to be called "kiosk" must not win over ours.
    os.execve(PYTHON, command, child_environment() | {"PYTHONSAFEPATH": "1"})


def test(arguments: list[str]) -> int:
    """Lint, then the tests; with pytest arguments only pytest. Its summary is the last line."""
    rest = [argument for argument in arguments if argument != "--long"]
    ready(("runtime", "test"), (*ALL_OF_SERVING, *system.TESTS), must=not rest)
    os.chdir(ROOT)
    lint_result = 0 if rest else lint()
    selection = ["-m", ""] if "--long" in arguments else []
    command = [str(PYTHON), "-m", "pytest", *selection, *(rest or side_by_side())]
    if not lint_result:
        os.execve(PYTHON, command, child_environment())
    tests_result = subprocess.run(command, env=child_environment(), check=False).returncode
    say("\nThe lint steps failed; their findings are above the tests.")
    return tests_result or lint_result


def side_by_side() -> list[str]:
    """A test of a window, a browser or a server mostly waits; so several go on at a time, as the cores allow."""
    return ["-n", str(min(len(os.sched_getaffinity(0)), MOST_AT_A_TIME)), "--dist", "worksteal"]


def lint() -> int:
    """All steps run even when one fails, so that one look shows everything."""
    ready(("runtime", "test"), ())
    failed = [name for name, arguments in LINT if not passes(name, arguments)]
    if failed:
        say(f"lint: {', '.join(failed)} not clean.\n")
    return 1 if failed else 0


def passes(name: str, arguments: list[str]) -> bool:
    say(f"lint: {name} ...")
    done = subprocess.run(
        [PYTHON, *arguments], cwd=ROOT, env=child_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        say((done.stdout + done.stderr).rstrip() + "\n")
    return done.returncode == 0


def lock() -> int:
    """The index is named, so that a mirror of the machine's own never lands in the lock."""
    uv = shutil.which("uv")
    if not uv:
        raise Stop("./run lock needs uv. Install it for yourself, for instance: pipx install uv")
    common = ["--frozen", "--format", "requirements-txt", "--no-header", "--no-annotate"]
    call_uv(uv, "lock", "--default-index", PYPI)
    call_uv(uv, "export", *common, "--no-dev", "-o", str(REQUIREMENTS["runtime"]))
    call_uv(uv, "export", *common, "--only-group", "test", "-o", str(REQUIREMENTS["test"]))
    return 0


def call_uv(uv: str, *arguments: str) -> None:
    env = os.environ | {"UV_NO_CONFIG": "1"}
    done = subprocess.run([uv, *arguments], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Stop(f"uv {arguments[0]} failed.")
