"""A server with one mistake, for the checks to catch: it answers before it commits, and its disk takes its time.

`python -m tests.torture.hasty_server` takes the arguments of the real one.
"""

from __future__ import annotations

import sys
from threading import Event

from queue_server import service
from queue_server.__main__ import main
from queue_server.api.bridge import Bridge
from queue_server.operations.writer import MOST_IN_A_COMMIT, Batch

DISK_SECONDS = 0.05


class HastyBridge(Bridge):
    def _one_batch(self) -> Batch:
        jobs = [self._waiting.popleft() for _ in range(min(MOST_IN_A_COMMIT, len(self._waiting)))]
        batch = self._writer.perform(jobs)
        self._settle(batch)
        self._threads.apply(self._commit_slowly, (batch,))
        return Batch([], [])

    def _commit_slowly(self, batch: Batch) -> None:
        Event().wait(DISK_SECONDS)
        self._writer.commit(batch)


if __name__ == "__main__":
    service.Bridge = HastyBridge  # type: ignore[misc]
    sys.exit(main())
