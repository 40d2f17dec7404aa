"""A printer on USB, addressed by its vendor and product number."""

from __future__ import annotations

from dataclasses import dataclass

from hardware.printer.escpos_library import load_escpos_driver

MILLISECONDS_TO_SEND = 5000


@dataclass(frozen=True, slots=True)
class UsbSettings:
    """Endpoints as `lsusb -v` shows them; these defaults fit most receipt printers."""

    vendor: int
    product: int
    endpoint_in: int = 0x82
    endpoint_out: int = 0x01


class UsbLine:
    answers = True

    def __init__(self, settings: UsbSettings) -> None:
        self._endpoint_in = settings.endpoint_in
        self._printer = load_escpos_driver("usb").Usb(
            settings.vendor,
            settings.product,
            timeout=MILLISECONDS_TO_SEND,
            in_ep=settings.endpoint_in,
            out_ep=settings.endpoint_out,
        )
        self._printer.open()

    def send(self, data: bytes) -> None:
        self._printer._raw(data)

    def receive(self, limit_seconds: float) -> bytes:
        import usb.core

        try:
            return bytes(self._printer.device.read(self._endpoint_in, 16, max(1, int(limit_seconds * 1000))))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        self._printer.close()
