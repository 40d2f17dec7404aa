"""Opens a device from one line of configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from hardware.faults import SetupError
from hardware.ports import TicketPrinter
from hardware.printer.escpos_printer import EscposPrinter
from hardware.printer.models import PrinterModel, load_model

HOW_TO_WRITE = """write one of
  virtual:DIRECTORY                     a printer without paper; its tickets become pictures in DIRECTORY
  tcp://192.168.1.50:9100               a printer on the network
  serial:///dev/ttyUSB0?baud=115200     a serial printer (&xonxoff=1 for software flow control)
  usb://04b8:0202                       a USB printer by vendor and product (?in=0x82&out=0x01 for its endpoints)
  file:///dev/usb/lp0                   a printer behind a device file
each with ?model=NAME when it is not an 80 mm printer of 576 dots; the models are in assets/tickets/printers.json"""

STANDARD_MODEL = "80mm"
PRINTER_PORT = 9100


class PrinterAddressError(SetupError):
    """The address of a printer cannot be read; the message says what to write."""


def open_printer(address: str) -> TicketPrinter:
    """Return the printer at `address`. Nothing is sent: a printer that is away shows only when it is asked something.

    Raises `SetupError` saying what to write instead, and for `virtual:` `OSError` when its directory cannot be made.
    """
    parts = urlsplit(address)
    maker = _MAKERS.get(parts.scheme)
    if maker is None:
        raise PrinterAddressError(f"printer {address!r} is not understood; {HOW_TO_WRITE}")
    options = dict(parse_qsl(parts.query))
    model = load_model(options.pop("model", STANDARD_MODEL))
    try:
        printer = maker(parts, options, model)
    except ValueError as error:
        raise PrinterAddressError(f"printer {address!r}: {error}; {HOW_TO_WRITE}") from error
    if options:
        raise PrinterAddressError(f"printer {address!r}: unknown option {', '.join(options)}; {HOW_TO_WRITE}")
    return printer


Options = dict[str, str]


def _virtual(parts: SplitResult, _options: Options, model: PrinterModel) -> TicketPrinter:
    from hardware.printer.network_line import NetworkLine
    from hardware.virtual import VirtualPrinter

    if not parts.path and not parts.netloc:
        raise ValueError("no directory")
    virtual = VirtualPrinter(Path(unquote(parts.netloc + parts.path)), model.width)
    port = virtual.start()
    return EscposPrinter(lambda: NetworkLine("127.0.0.1", port), model, on_close=virtual.stop)


def _tcp(parts: SplitResult, _options: Options, model: PrinterModel) -> TicketPrinter:
    from hardware.printer.network_line import NetworkLine

    host, port = parts.hostname, parts.port or PRINTER_PORT
    if not host:
        raise ValueError("no host")
    return EscposPrinter(lambda: NetworkLine(host, port), model)


def _serial(parts: SplitResult, options: Options, model: PrinterModel) -> TicketPrinter:
    from hardware.printer.serial_line import SerialLine, SerialSettings

    settings = SerialSettings(
        device=_path(parts), baud=int(options.pop("baud", "115200")), xonxoff=options.pop("xonxoff", "0") == "1"
    )
    return EscposPrinter(lambda: SerialLine(settings), model)


def _usb(parts: SplitResult, options: Options, model: PrinterModel) -> TicketPrinter:
    from hardware.printer.usb_line import UsbLine, UsbSettings

    vendor, separator, product = parts.netloc.partition(":")
    if not separator:
        raise ValueError("vendor and product are missing")
    settings = UsbSettings(
        vendor=int(vendor, 16),
        product=int(product, 16),
        endpoint_in=int(options.pop("in", "0x82"), 16),
        endpoint_out=int(options.pop("out", "0x01"), 16),
    )
    return EscposPrinter(lambda: UsbLine(settings), model)


def _file(parts: SplitResult, _options: Options, model: PrinterModel) -> TicketPrinter:
    from hardware.printer.file_line import FileLine

    path = Path(_path(parts))
    return EscposPrinter(lambda: FileLine(path), model)


def _path(parts: SplitResult) -> str:
    if not parts.path.startswith("/"):
        raise ValueError("the path must be absolute, with three slashes before it in all")
    return unquote(parts.path)


_MAKERS: Mapping[str, Callable[[SplitResult, Options, PrinterModel], TicketPrinter]] = {
    "virtual": _virtual,
    "tcp": _tcp,
    "serial": _serial,
    "usb": _usb,
    "file": _file,
}
