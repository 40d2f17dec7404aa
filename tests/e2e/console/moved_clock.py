"""The real server, with a clock that a test can put forward.

`python -m tests.e2e.console.moved_clock FILE [server arguments]`: FILE holds the seconds by which this server is ahead
of the machine.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from queue_server import __main__ as server
from queue_server import service
from queue_server.clock import SystemClock


class MovedClock(SystemClock):
    shift_file: Path

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(self.shift_file.read_text()))


if __name__ == "__main__":
    MovedClock.shift_file = Path(sys.argv[1])
    service.SystemClock = MovedClock  # type: ignore[misc]
    sys.exit(server.main(sys.argv[2:]))
