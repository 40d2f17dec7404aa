"""Papers of the kiosk: drawn by `hardware.document`, printed by whatever printer is configured."""

from __future__ import annotations

from datetime import datetime

from hardware.document import Checklist, ChecklistDrawer, TicketData, TicketDrawer
from hardware.document.sample import sample_ticket
from hardware.ports import TicketPrinter
from queue_server.contract.answers import TicketIssued


class TicketMachine:
    """Draws tickets and checklists at the printer's width and prints them."""

    def __init__(self, printer: TicketPrinter, drawer: TicketDrawer, checklists: ChecklistDrawer) -> None:
        self._printer = printer
        self._drawer = drawer
        self._checklists = checklists

    def put_on_paper(self, ticket: TicketIssued, *, reprint: bool) -> None:
        """Return when the printer has confirmed the paper. Raises `PrinterFault`, `SetupError`."""
        self._print(TicketData.from_answer(ticket.model_dump(mode="json"), reprint=reprint))

    def put_sample_on_paper(self, at: datetime) -> None:
        """A ticket that says on its face that it is a trial. Raises as `put_on_paper`."""
        self._print(sample_ticket(at))

    def _print(self, data: TicketData) -> None:
        self._printer.print(self._drawer.draw(data, self._printer.width))

    def put_checklist_on_paper(self, checklist: Checklist) -> None:
        """As `put_on_paper`, for what somebody has to bring."""
        self._printer.print(self._checklists.draw(checklist, self._printer.width))
