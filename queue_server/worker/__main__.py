"""`python -m queue_server.worker`: started by the server, which asks through a pipe. Ends when the pipe does."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import BinaryIO

from queue_server import logs
from queue_server.clock import cpu_seconds
from queue_server.store.database import connect
from queue_server.worker.foreteller import Foreteller
from queue_server.worker.lifeline import die_with_the_server, errand
from queue_server.worker.messages import Start, read_question, write_answer

SHARE_OF_A_CORE = 0.3
NICENESS = 10


def main() -> int:
    """Answer one question after the other, never using more than a share of one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    die_with_the_server()
    os.nice(NICENESS)
    start: Start = errand()
    logs.set_up(start.log_level)
    database = connect(start.database, read_only=True)
    foreteller = Foreteller(database, start.catalog)
    try:
        _answer_all(foreteller)
    except BrokenPipeError:
        # The server was killed while we computed: nobody is left to tell, and closing the pipe would only complain.
        os._exit(0)
    return 0


def _answer_all(foreteller: Foreteller) -> None:
    while line := sys.stdin.buffer.readline():
        began = cpu_seconds()
        _send(sys.stdout.buffer, write_answer(foreteller.answer(read_question(line).now)))
        used = cpu_seconds() - began
        time.sleep(used / SHARE_OF_A_CORE - used)


def _send(pipe: BinaryIO, line: bytes) -> None:
    pipe.write(line)
    pipe.flush()


if __name__ == "__main__":
    sys.exit(main())
