"""python -m kiosk: the touch kiosk, or one of the words of `kiosk.commands`."""

from __future__ import annotations

import gc
import logging
import os
import sys

from kiosk.commands import COMMANDS, run_command

LOG_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    return run_command(word, sys.argv[2:]) if word in COMMANDS else show_kiosk()


def show_kiosk() -> int:
    # Nearly nothing is rubbish yet: looking for it would keep the first frame waiting. The app turns it on again.
    gc.disable()
    from hardware.faults import SetupError
    from kiosk.config import ConfigError, load_config

    try:
        config = load_config(sys.argv[1:], os.environ)
    except ConfigError as error:
        print("The kiosk cannot start:", *error.mistakes, sep="\n  ", file=sys.stderr)
        return 2
    # Libraries would write a line for every poll; our own loggers say what happens.
    logging.basicConfig(level=logging.WARNING, format=LOG_LINE, stream=sys.stderr)
    for ours in ("kiosk", "hardware"):
        logging.getLogger(ours).setLevel(logging.INFO)
    config.data.mkdir(parents=True, exist_ok=True)

    from kiosk.ui.environment import prepare

    prepare(config)

    from kiosk.ui.app import KioskApp

    try:
        return KioskApp(config).run_until_stopped()
    except SetupError as error:
        print("The kiosk cannot start:", str(error), sep="\n  ", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
