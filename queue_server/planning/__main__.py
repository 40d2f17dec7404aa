"""`./run staffing` and `./run what-if`: what supervisors plan with, at the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from queue_server.domain.staffing import NothingToPlan, Progress
from queue_server.mistakes import ConfigError
from queue_server.planning import staffing_command, what_if_command, words
from queue_server.simulate.checks import ScenarioError

COMMANDS = {"staffing": staffing_command, "what-if": what_if_command}
NOTHING = "Ngày đó trung tâm không mở cửa hoặc không có ai đến. / The office is closed that day, or nobody is expected."


def main(arguments: list[str] | None = None) -> int:
    """0 with an answer, 2 when what was asked makes no sense."""
    given = sys.argv[1:] if arguments is None else arguments
    command = COMMANDS[given[0]]
    options = _parser(given[0], command.add_arguments).parse_args(given[1:])
    try:
        print(command.answer(options, _shown(options.language)))
    except (ConfigError, ScenarioError) as error:
        print(error, file=sys.stderr)
        return 2
    except NothingToPlan:
        print(f"--weekday: {NOTHING}", file=sys.stderr)
        return 2
    return 0


def _shown(language: str) -> Progress:
    """Tells how far it is, each percent once; a file that stderr goes to gets the end only."""
    last = -1

    def show(done: float) -> None:
        nonlocal last
        percent = int(done * 100)
        if percent > last and (sys.stderr.isatty() or percent == 100):
            last = percent
            end = "\n" if percent == 100 else ""
            print(f"\r{words.progress_text(language, done)}", end=end, file=sys.stderr, flush=True)

    return show


def _parser(word: str, add_arguments: Callable[[argparse.ArgumentParser], None]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./run {word}", description=COMMANDS[word].__doc__)
    add_arguments(parser)
    parser.add_argument("--language", choices=tuple(words.TEXTS), default="vi", help="of the table")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of the table")
    return parser


if __name__ == "__main__":
    sys.exit(main())
