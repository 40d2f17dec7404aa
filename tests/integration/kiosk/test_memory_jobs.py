"""What the kiosk asks the server about facts for the next visit, and that nobody waits when it does not answer."""

from __future__ import annotations

from datetime import timedelta

from kiosk.actions import Action
from kiosk.clock import today
from kiosk.forms.memory_jobs import MemoryJobs
from kiosk.forms.remembering import Memory, Phase
from kiosk.jobs import JobRunner
from kiosk.remembering_actions import FactsForgotten, FactsKept, MemoryLooked
from kiosk.samples import demo_props
from kiosk.state import Screen
from queue_server.client import QueueClient
from tests.support_server import DemoServer, free_port
from tests.unit.contract.forms.made import MAN, WOMAN

FACTS = {"nyc_dien_thoai": "0987123654"}
STOP_SECONDS = 20.0


def told(client: QueueClient, *memories: Memory) -> list[Action]:
    """What the server's answers become when the state goes through these memories."""
    said: list[Action] = []
    runner = JobRunner("citizen", lambda call: call())
    jobs = MemoryJobs(client, runner, said.append)
    runner.start()
    before = demo_props().at(Screen.DECLARE_CARD)
    for memory in memories:
        now = type(before)(catalog=before.catalog, guide=before.guide, memory=memory)
        jobs.follow(before, now)
        before = now
    runner.stop(STOP_SECONDS)
    return said


def test_facts_are_kept_found_by_their_card_alone_and_forgotten(server: DemoServer) -> None:
    looking, hers = Memory(MAN, Phase.LOOKING), Memory(WOMAN, Phase.LOOKING)
    keeping, forgetting = Memory(MAN, Phase.KEEPING, wanted=FACTS), Memory(MAN, Phase.FORGETTING)
    with QueueClient(server.url, server.kiosk_token) as client:
        said = told(client, looking, keeping, hers, looking, forgetting, looking)
    until = said[1].until if isinstance(said[1], FactsKept) else None
    assert until is not None
    assert abs(until - today() - timedelta(days=365)) <= timedelta(days=1)
    nothing = MemoryLooked(MAN["so_dinh_danh"])
    assert said == [
        nothing,
        FactsKept(until),
        MemoryLooked(WOMAN["so_dinh_danh"]),
        MemoryLooked(MAN["so_dinh_danh"], FACTS, until),
        FactsForgotten(is_done=True),
        nothing,
    ]


def test_without_the_server_nothing_is_found_kept_or_forgotten_and_that_is_said() -> None:
    keeping, forgetting = Memory(MAN, Phase.KEEPING, wanted=FACTS), Memory(MAN, Phase.FORGETTING)
    with QueueClient(f"http://127.0.0.1:{free_port()}", timeout_seconds=0.5) as nobody:
        said = told(nobody, Memory(MAN, Phase.LOOKING), keeping, forgetting)
    assert said == [MemoryLooked(MAN["so_dinh_danh"]), FactsKept(None), FactsForgotten(is_done=False)]
