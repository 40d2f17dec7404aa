"""A PIN that the administrator set at the console: fetched with this device's credential, as a digest, and kept."""

from __future__ import annotations

import logging

from kiosk.operator.pin import PinLock
from queue_server.client import ClientError, QueueClient
from queue_server.contract.devices import Device

log = logging.getLogger("kiosk.operator")


class NewPins:
    """Told of what the server says of this device, in the job threads."""

    def __init__(self, client: QueueClient, lock: PinLock) -> None:
        self._client, self._lock = client, lock

    def hear(self, device: Device) -> None:
        """Keep a new PIN, if there is one, and say so. Never raises: what failed is tried again at the next look."""
        pin = device.new_pin
        if pin is None:
            return
        try:
            self._lock.take(pin.salt, pin.digest)
            self._client.pin_taken(pin.salt)
        except (ClientError, OSError) as error:
            log.warning("the new PIN was not taken: %s", error)
        else:
            log.info("a new PIN was set at the console")
