"""Print jobs that the console asks of this kiosk, as they come."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.issue import PrintDesk, Reporter
from queue_server.client import ClientError, QueueClient
from queue_server.contract.common import PrintKind
from queue_server.contract.events import EventName, EventScope

log = logging.getLogger("kiosk.errands")


class Errands:
    """Listens to the device's own events. What was asked while nobody listened is in the list of open jobs."""

    def __init__(self, client: QueueClient, desk: PrintDesk, reporter: Reporter) -> None:
        self._client = client
        self._desk = desk
        self._reporter = reporter

    def listen(self, keep_on: Callable[[], bool]) -> None:
        """Print what is asked for until the line breaks. Raises as the client does, also when the line ends."""
        seq = self._client.board().seq
        self.run_open_jobs()
        for event in self._client.events(EventScope.DEVICE, after=seq):
            if not keep_on():
                return
            if event.name is EventName.PRINT_REQUESTED:
                self.run_open_jobs()

    def run_open_jobs(self) -> None:
        """Print every open job that is not a ticket of the kiosk's own, and report it."""
        business_date = self._client.office().business_date.isoformat()
        for job in self._client.print_jobs():
            if job.kind is not PrintKind.TICKET and not self._desk.is_mine(job.job_id):
                log.info("the console asks for print job %s", job.job_id)
                self._desk.print_job(job, business_date)
        self._reporter.flush()

    def listen_for_ever(self, keep_on: Callable[[], bool], pause: Callable[[float], None], seconds: float) -> None:
        """Listen again and again, with a pause after each break, until `keep_on` says no."""
        while keep_on():
            try:
                self.listen(keep_on)
            except ClientError as error:
                log.info("not listening for print jobs: %s", error)
            pause(seconds)
