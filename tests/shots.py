"""`./run shots [kiosk|wall|console|ticket …] [--to DIR]`: a picture of every screen, page and ticket, to look at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests import shots_console, shots_kiosk, shots_ticket, shots_wall

SHOOTERS: dict[str, Callable[[Path], object]] = {
    "ticket": shots_ticket.shoot,
    "wall": shots_wall.shoot,
    "console": shots_console.shoot,
    "kiosk": shots_kiosk.shoot,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run shots", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*SHOOTERS, []], help="all when left out")
    parser.add_argument("--to", type=Path, default=Path("var/shots"), help="folder (default: var/shots)")
    options = parser.parse_args(arguments)
    for name in options.what or SHOOTERS:
        folder = options.to / name
        folder.mkdir(parents=True, exist_ok=True)
        SHOOTERS[name](folder)
        print(f"{name}: {len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
