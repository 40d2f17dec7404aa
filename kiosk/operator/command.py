"""`./run kiosk set-pin`: the PIN of the operator's corner, asked for twice and never on the command line."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

from kiosk.clock import MachineClock
from kiosk.operator.pin import PIN_FILE, PinLock

SAID_NO = 2


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run kiosk set-pin", description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the kiosk's own files")
    token = parser.add_mutually_exclusive_group(required=True)
    token.add_argument("--token-file", type=Path, metavar="FILE", help="file with this kiosk's token")
    token.add_argument("--demo-data", type=Path, metavar="DIR", help="data folder of a demo server, instead")
    parser.add_argument("--stdin", action="store_true", help="read the PIN from the first line of the input")
    options = parser.parse_args(arguments)
    try:
        lock = PinLock(options.data / PIN_FILE, _token(options), MachineClock())
        lock.set(_asked(from_input=options.stdin))
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"The PIN was not set: {error}\n")
        return SAID_NO
    sys.stdout.write("The PIN is set. To use it, hold the upper left corner of the kiosk's first screen for 3 s.\n")
    return 0


def _token(options: argparse.Namespace) -> str:
    if options.token_file is not None:
        return str(options.token_file.read_text(encoding="utf-8").strip())
    text = (options.demo_data / "demo-credentials.json").read_text(encoding="utf-8")
    return str(json.loads(text)["kiosk_token"])


def _asked(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().strip()
    pin = getpass.getpass("PIN (6 to 12 digits): ")
    if pin != getpass.getpass("Again: "):
        raise ValueError("the two were not the same")
    return pin
