"""The ticket as a picture: `TicketDrawer.from_file().draw(TicketData.from_answer(answer), width)`."""

from hardware.document.drawing import TicketDrawer
from hardware.document.layout import LayoutError
from hardware.document.ticket_data import TicketData, TicketDataError

__all__ = ["LayoutError", "TicketData", "TicketDataError", "TicketDrawer"]
