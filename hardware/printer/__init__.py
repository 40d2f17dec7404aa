"""Printers behind `hardware.ports.TicketPrinter`; open one with `hardware.registry.open_printer`."""
