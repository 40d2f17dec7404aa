"""python -m kiosk: the touch kiosk."""

from __future__ import annotations

import logging
import os
import sys

from hardware.faults import SetupError
from kiosk.config import ConfigError, load_config


def main() -> int:
    try:
        config = load_config(sys.argv[1:], os.environ)
    except ConfigError as error:
        print("The kiosk cannot start:", *error.mistakes, sep="\n  ", file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    # httpx would write a line for every poll.
    logging.getLogger("httpx").setLevel(logging.WARNING)
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
