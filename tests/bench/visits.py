"""Memory of the kiosk over a thousand visits, one after another without a pause, each a different road through it.

The real kiosk, drawn in software into memory, at a real server with the demo office, with virtual printer and scanner.
The finger is quicker than any person's (`swift_player`).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from queue_server.contract.common import VisitState
from tests.bench.kiosk import resident_mb
from tests.integration.kiosk.driver import WAIT_SECONDS, KioskDriver
from tests.support import patience
from tests.support_server import DemoServer, demo_server

VISITS = 1000
WARM_UP = 100
EVERY = 50
CARD = "064090012345|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Gia Lai|12052021"


class SwiftKiosk(KioskDriver):
    player = "tests.bench.swift_player"

    def go(self, *steps: tuple[str, str]) -> None:
        """Touch a plate, come to a screen, and so on."""
        self._ask(do="go", steps=steps, seconds=WAIT_SECONDS * patience())

    def scan(self, code: str) -> None:
        """Hold a card under the virtual scanner."""
        (self.data.parent / "scanner" / "scan").write_text(code + "\n", encoding="utf-8")


def by_field(kiosk: SwiftKiosk) -> None:
    kiosk.go(("start", "groups"), ("group:ho-tich", "services"), ("service:khai-sinh", "priority"))
    kiosk.go(("priority:none", "outlook"), ("take", "ticket"), ("done", "attract"))


def by_search(kiosk: SwiftKiosk) -> None:
    kiosk.go(("find", "find"), ("search", "search"))
    kiosk.go(*((f"key:{letter}", "search") for letter in "khai"))
    kiosk.go(("procedure:1.001193", "procedure"), ("part:fee", "fee"), ("back", "procedure"))
    kiosk.go(("take", "ticket"), ("done", "attract"))


def by_life_event(kiosk: SwiftKiosk) -> None:
    kiosk.go(("find:life_events", "find"), ("topic:sinh-con", "topic"), ("procedure:1.001193", "procedure"))
    kiosk.go(("part:papers", "papers"), ("back", "procedure"), ("part:online", "online"), ("home", "attract"))


def in_english(kiosk: SwiftKiosk) -> None:
    kiosk.go(("language:en", "attract"), ("start", "groups"), ("group:chung-thuc", "services"))
    kiosk.go(("service:chung-thuc-ban-sao", "priority"), ("priority:elderly_75", "outlook"), ("leave", "attract"))


def in_large_type(kiosk: SwiftKiosk) -> None:
    kiosk.go(("comfort", "comfort"), ("text:200", "comfort"), ("comfort:close", "attract"))
    kiosk.go(("start", "groups"), ("group:ho-tich", "services"), ("home", "attract"))


def in_contrast(kiosk: SwiftKiosk) -> None:
    kiosk.go(("comfort", "comfort"), ("look:contrast", "comfort"), ("comfort:close", "attract"))
    kiosk.go(("find", "find"), ("page:next", "find"), ("home", "attract"))


def declaring(kiosk: SwiftKiosk) -> None:
    """Begun with a card, and stopped at the first question."""
    kiosk.go(("find", "find"), ("procedure:1.001193", "procedure"), ("take", "ticket"), ("declare", "declare_card"))
    kiosk.scan(CARD)
    kiosk.wait("declare_write")
    kiosk.go(*((f"key:{digit}", "declare_write") for digit in "0912"), ("home", "attract"))


def other_ways(kiosk: SwiftKiosk) -> None:
    kiosk.go(("path:voices", "voices"), ("home", "attract"), ("purpose:result", "priority"), ("home", "attract"))


ROADS: tuple[Callable[[SwiftKiosk], None], ...] = (
    by_field, by_search, by_life_event, in_english, in_large_type, declaring, in_contrast, other_ways,
)  # fmt: skip


def run(visits: int = VISITS, warm_up: int = WARM_UP, every: int = EVERY, size: str = "1080x1920") -> dict[str, Any]:
    """Resident megabytes after the warm-up and after each so many visits. `drift` is the farthest of them from the
    first, as a share of it; `growth_kb_a_visit` the mean over all.
    """
    with tempfile.TemporaryDirectory() as folder, demo_server(Path(folder) / "server") as server:
        demo = ("--demo-data", str(server.data), "--size", size)
        scanner = Path(folder) / "kiosk" / "scanner"
        with SwiftKiosk(Path(folder) / "kiosk", server.url, *demo, "--scanner", f"virtual:{scanner}") as kiosk:
            began = time.monotonic()
            curve = list(_curve(kiosk, server, visits, warm_up, every))
    first, drift = curve[0], max(curve, key=lambda mb: abs(mb - curve[0]))
    return {
        "visits": visits,
        "seconds": time.monotonic() - began,
        "rss_mb": curve,
        "drift": drift / first - 1,
        "growth_kb_a_visit": (curve[-1] - first) * 1024 / max(1, visits - warm_up),
        "goal_drift": 0.05,
    }


def _curve(kiosk: SwiftKiosk, server: DemoServer, visits: int, warm_up: int, every: int) -> Iterator[float]:
    kiosk.wait_for("find")
    for count, road in enumerate(islice(cycle(ROADS), visits), 1):
        road(kiosk)
        if count % every == 0:
            _empty_the_hall(kiosk, server)
        if count == warm_up or (count > warm_up and count % every == 0):
            rss = resident_mb(kiosk.process.pid)
            print(f"{count} visits: {rss:.1f} MB", file=sys.stderr, flush=True)
            yield rss


def _empty_the_hall(kiosk: SwiftKiosk, server: DemoServer) -> None:
    """Or so many would wait that the services close."""
    client, _ = server.signed_in()
    with client:
        for visit in client.visits().visits:
            if visit.state is VisitState.WAITING:
                client.visit_verb(visit.visit_id, "cancel", {"reason": "bench"})
    for paper in kiosk.printed():
        paper.unlink()
