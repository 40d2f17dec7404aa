"""What the kiosk puts by while the server is there: leases, the catalog, and the last agreement of clocks."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.files import write_whole
from kiosk.offline.true_time import Reading
from kiosk.state import Catalog
from queue_server.contract.answers import Office, PriorityClass, Service
from queue_server.contract.common import Instant
from queue_server.contract.leases import Lease

Shape = TypeVar("Shape", bound=BaseModel)

log = logging.getLogger("kiosk.offline")


class _Clocks(BaseModel):
    boot: str
    since_boot: float
    wall: Instant
    office: Instant


class _Lent(BaseModel):
    """`ledger_id`: leases belong to the ledger that they were lent for, and to no other."""

    ledger_id: str
    leases: tuple[Lease, ...]
    clocks: _Clocks


class _Offer(BaseModel):
    office: Office
    services: tuple[Service, ...]
    priority_classes: tuple[PriorityClass, ...]


class Larder:
    """Two small files. One that cannot be read counts as not there: the server gives its content again."""

    def __init__(self, folder: Path) -> None:
        self._lent, self._offer = folder / "leases.json", folder / "catalog.json"
        self._shelved: dict[Path, str] = {}

    def put_leases(self, ledger_id: str, leases: tuple[Lease, ...], clocks: Reading) -> None:
        known = _Clocks(boot=clocks.boot, since_boot=clocks.since_boot, wall=clocks.wall, office=clocks.office)
        write_whole(self._lent, _Lent(ledger_id=ledger_id, leases=leases, clocks=known).model_dump_json().encode())

    def leases(self, ledger_id: str) -> tuple[tuple[Lease, ...], Reading | None]:
        lent = _read(self._lent, _Lent)
        if lent is None:
            return (), None
        clocks = Reading(lent.clocks.boot, lent.clocks.since_boot, lent.clocks.wall, lent.clocks.office)
        return (lent.leases if lent.ledger_id == ledger_id else ()), clocks

    def put_catalog(self, catalog: Catalog) -> None:
        """Written when it has changed, queues aside: they change all day and mean nothing later."""
        quiet = tuple(one.model_copy(update={"waiting": 0, "open_counters": 0}) for one in catalog.services)
        offer = _Offer(office=catalog.office, services=quiet, priority_classes=catalog.priority_classes)
        text = offer.model_dump_json()
        if self._shelved.get(self._offer) != text:
            write_whole(self._offer, text.encode())
            self._shelved[self._offer] = text

    def catalog(self) -> Catalog | None:
        offer = _read(self._offer, _Offer)
        return Catalog(offer.office, offer.services, offer.priority_classes) if offer is not None else None


def _read(path: Path, model: type[Shape]) -> Shape | None:
    try:
        return model.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        log.exception("%s cannot be used", path.name)
        return None
