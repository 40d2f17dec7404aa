"""The ticket as a picture: `TicketDrawer.from_file().draw(TicketData.from_answer(answer), width)`."""

from hardware.document.checklist import Checklist, ChecklistDrawer, ChecklistItem
from hardware.document.drawing import TicketDrawer
from hardware.document.layout import LayoutError
from hardware.document.ticket_data import TicketData, TicketDataError

__all__ = [
    "Checklist",
    "ChecklistDrawer",
    "ChecklistItem",
    "LayoutError",
    "TicketData",
    "TicketDataError",
    "TicketDrawer",
]
