"""A kiosk without its screen: `python -m tests.torture.lone_kiosk SERVER TOKEN FOLDER`, to be killed at any moment.

Everything but the window and the printer is the product's: client, issuer, ledger, hand-in. Citizens come one after
another. Each paper is a line of `papers` in FOLDER, on disk before the next citizen comes: what stands there is out.
The files `stop` and `slow` of FOLDER end it and slow it down.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import uuid
from itertools import count
from pathlib import Path

from kiosk.clock import MachineClock
from kiosk.issue import Issuer, PrintDesk
from kiosk.offline.standby import NoNumbers, Standby
from kiosk.print_ledger import PrintLedger
from kiosk.upkeep import Upkeep
from kiosk.wish import Wish
from queue_server.client import ClientError, QueueClient
from queue_server.contract.answers import TicketIssued

SERVICES = ("khai-sinh", "chung-thuc-ban-sao", "dang-ky-dat", "thuong-tru")
CLASSES = ("ordinary", "ordinary", "elderly_75", "ordinary", "pregnant")
LOOK_SECONDS = 0.2


class Papers:
    """Paper that comes out line by line."""

    def __init__(self, path: Path) -> None:
        self.asked_at = MachineClock().now()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def put_on_paper(self, ticket: TicketIssued, *, reprint: bool) -> None:
        line = {
            "ticket_number": ticket.ticket_number,
            "visit_id": ticket.visit_id,
            "service": ticket.service.id,
            "offline": ticket.offline,
            "asked_at": self.asked_at.isoformat(),
            "at": MachineClock().now().isoformat(),
        }
        os.write(self._file, json.dumps(line).encode() + b"\n")
        os.fsync(self._file)


class Pace:
    def __init__(self) -> None:
        self._waiting = threading.Event()

    def pause(self, seconds: float) -> None:
        self._waiting.wait(seconds)

    def seconds(self) -> float:
        return MachineClock().since_boot()


class LoneKiosk:
    def __init__(self, server: str, token: str, folder: Path) -> None:
        self.folder, self.pace = folder, Pace()
        self.papers = Papers(folder / "papers")
        self.client = QueueClient(server, token, timeout_seconds=1.0)
        self.standby = Standby(folder / "offline", self.client, MachineClock())
        self.desk = PrintDesk(self.papers, PrintLedger(folder / "print-ledger.json"), self.standby)
        self.issuer = Issuer(QueueClient(server, token, timeout_seconds=0.5), self.desk, self.pace, self.standby)
        self.upkeep = Upkeep(self.client, None, self.standby, None)  # type: ignore[arg-type]

    def run(self) -> None:
        """The kiosk looks after itself in one thread, as between two visits, and serves people in the other."""
        looking = threading.Thread(target=self._look_for_ever, daemon=True)
        looking.start()
        for number in count():
            if (self.folder / "stop").exists():
                return
            self._serve_somebody(number)
            self.pace.pause(0.5 if (self.folder / "slow").exists() else 0.05)

    def _look_for_ever(self) -> None:
        while True:
            try:
                self.upkeep.look()
            except (ClientError, NoNumbers) as error:
                logging.info("look: %s", error)
            self._tell()
            self.pace.pause(LOOK_SECONDS)

    def _tell(self) -> None:
        stock = self.standby.stock()
        told = {"unsent": stock.unsent, "refused": stock.refused, "cut_off": self.standby.is_cut_off}
        fresh = self.folder / "stock.new"
        fresh.write_text(json.dumps(told | {"left": stock.left}))
        fresh.replace(self.folder / "stock.json")

    def _serve_somebody(self, number: int) -> None:
        self.papers.asked_at = MachineClock().now()
        wish = Wish(uuid.uuid4().hex, SERVICES[number % 4], CLASSES[number % 5], "vi")
        try:
            self.desk.print_ticket(self.issuer.take(wish))
        except (ClientError, NoNumbers) as error:
            logging.warning("nobody can be served: %s", error)
            self.pace.pause(0.1)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("kiosk").setLevel(logging.ERROR)
    LoneKiosk(sys.argv[1], sys.argv[2], Path(sys.argv[3])).run()
