"""A server with one mistake, to see what becomes of it: it stumbles while it tells of a ticket.

`python -m tests.integration.server.broken_server` takes the arguments of the real one.
"""

from __future__ import annotations

import sys

from queue_server import service
from queue_server.__main__ import main
from queue_server.api.stream import Stream
from queue_server.domain.events import Name
from queue_server.store.journal import Recorded


class StumblingStream(Stream):
    def publish(self, recorded: list[Recorded]) -> None:
        if any(one.fact.name is Name.VISIT_STARTED for one in recorded):
            raise RuntimeError("a mistake of ours")
        super().publish(recorded)


if __name__ == "__main__":
    service.Stream = StumblingStream  # type: ignore[misc]
    sys.exit(main())
