"""Cards on the wire: never a number, only what a keyed digest of it is made with."""

from __future__ import annotations

from datetime import date

from queue_server.contract.common import Wire


class CardKey(Wire):
    """What a kiosk makes digests of cards with, for one business date; null: no digest is wanted. It changes daily and
    is erased with its day, so that a digest of yesterday leads to no card.
    """

    business_date: date
    key: str | None
