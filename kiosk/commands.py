"""What `python -m kiosk WORD` does besides showing the kiosk. A new word is a line here and a module with `main`."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module

READER_GONE = 1


@dataclass(frozen=True, slots=True)
class Command:
    """`module` has `main(arguments) -> exit status`; it is imported only when its word is said."""

    module: str
    about: str


COMMANDS = {
    "find": Command("kiosk.procedures.find_command", "procedures by everyday words, as JSON"),
    "fill": Command("kiosk.forms.command", "a declaration from answers: its mistakes, or its PDF"),
    "check-data": Command("kiosk.procedures.check_command", "mistakes in the data, by file and key"),
    "watch": Command("kiosk.watchdog", "the kiosk, started again whenever it ends or hangs"),
    "set-pin": Command("kiosk.operator.command", "the PIN of the operator's corner"),
    "read-card": Command("kiosk.cards.command", "scanned codes in, verdicts out, a line each"),
    "messages": Command("kiosk.messages", "what a language still lacks, one JSON object a line"),
    "shots": Command("kiosk.shots", "a picture of every screen in every mode, into a folder"),
    "type": Command("kiosk.typing.command", "keystrokes in, Vietnamese text out, a line each"),
}


def run_command(word: str, arguments: list[str]) -> int:
    """Run a command of the table. Raises SystemExit for `--help` and unknown arguments as argparse does.

    A reader that has seen enough, such as `head`, ends it quietly with status 1.
    """
    try:
        status = int(import_module(COMMANDS[word].module).main(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return status


def commands_in_words() -> str:
    """For `--help`."""
    return "\n".join(f"  {word:<12} {command.about}" for word, command in COMMANDS.items())
