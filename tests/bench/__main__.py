"""./run bench [name...]: runs the named benches, or all quick ones; each prints one line of JSON."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Sequence

from tests.bench.figures import rounded

BENCHES = (
    "post", "events", "measures", "call", "ticket", "kiosk", "keyboard", "touch", "slides", "find", "papers", "forms",
)  # fmt: skip
LONG = ("forecast", "learning", "old_visits", "visits")
"""Minutes each: run only when named."""


def main(names: Sequence[str]) -> int:
    unknown = [name for name in names if name not in BENCHES + LONG]
    if unknown:
        print(f"There is no bench named {', '.join(unknown)}; there are: {', '.join(BENCHES + LONG)}.", file=sys.stderr)
        return 2
    for name in names or BENCHES:
        figures = importlib.import_module(f"tests.bench.{name}").run()
        print(json.dumps({"bench": name} | rounded(figures), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
