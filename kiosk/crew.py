"""Puts the kiosk together, all but its screen: client, printer, threads, conductor."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from hardware.document import ChecklistDrawer, TicketDrawer
from hardware.ports import TicketPrinter
from hardware.registry import open_printer
from hardware.scanner.opening import open_scanner
from hardware.speaker import open_speaker
from hardware.voice import open_voice
from kiosk.checklists import ChecklistJobs
from kiosk.clock import Clock, MachineClock
from kiosk.conductor import Conductor, Hands
from kiosk.config import KioskConfig
from kiosk.errands import Errands
from kiosk.files import hold_folder
from kiosk.finding_actions import GuideArrived
from kiosk.forms.memory_jobs import MemoryJobs
from kiosk.forms.sending import DeclarationSender
from kiosk.issue import Issuer, PrintDesk, Reporter
from kiosk.jobs import Deliver, JobRunner
from kiosk.offline.standby import Standby
from kiosk.operator.attendant import Attendant
from kiosk.operator.new_pin import NewPins
from kiosk.operator.pin import PIN_FILE, PinLock
from kiosk.operator.tasks import Operator, Tools
from kiosk.paper import TicketMachine
from kiosk.path_jobs import PathJobs
from kiosk.print_ledger import PrintLedger
from kiosk.procedure_data import ProcedureData
from kiosk.prompter import Prompter
from kiosk.scanning import WEDGE, ScanWatch
from kiosk.state import State
from kiosk.upkeep import Upkeep
from kiosk.vitals import Vitals
from queue_server.client import QueueClient

LISTEN_AGAIN_SECONDS = 3.0
STOP_SECONDS = 3.0
CITIZEN_SECONDS = 2.0
"""How long one question may take while a citizen waits for its answer."""

Later = Callable[[float, Callable[[], None]], None]


class Crew:
    """The kiosk without its screen. `start` and `stop` once each, on the screen's thread.

    Raises `SetupError` when an address of printer, scanner or speaker, or the ticket's layout, cannot be used.
    """

    def __init__(
        self,
        config: KioskConfig,
        deliver: Deliver,
        later: Later,
        show: Callable[[State], None],
        restart: Callable[[], None],
    ) -> None:
        self._stopping = threading.Event()
        self._folder = hold_folder(config.data)
        self._client = QueueClient(config.server, config.token)
        self._hasty = QueueClient(config.server, config.token, timeout_seconds=CITIZEN_SECONDS)
        clock = MachineClock()
        standby = Standby(config.data / "offline", self._client, clock)
        self.vitals = Vitals(standby, clock, os.environ)
        lock = PinLock(config.data / PIN_FILE, config.token, clock)
        self._printer: TicketPrinter = open_printer(config.printer)
        ledger = PrintLedger(config.data / "print-ledger.json")
        machine = TicketMachine(self._printer, TicketDrawer.from_file(), ChecklistDrawer.from_file())
        desk = PrintDesk(machine, ledger, standby)
        reporter = Reporter(self._client, ledger)
        self._data = ProcedureData()
        names = ("citizen", "background", "errands", "scanner", "voice")
        self._runners = {name: JobRunner(name, deliver) for name in names}
        self._speaker = open_speaker(config.speaker)
        self.prompter = Prompter(open_voice(), self._speaker, self._runners["voice"])
        self._errands = Errands(self._client, desk, reporter)
        self._scans = self._scan_watch(config.scanner, clock, deliver)
        self.conductor = Conductor(
            Hands(
                client=self._hasty,
                issuer=Issuer(self._hasty, desk, _Pace(self._pause, clock), standby),
                desk=desk,
                reporter=reporter,
                upkeep=self._upkeep(standby, lock),
                citizen=self._runners["citizen"],
                background=self._runners["background"],
                later=later,
            ),
            show,
        )
        self._later = later
        tools = Tools(self._hasty, self._printer, desk, machine, standby, self.vitals, clock, config.server)
        self.attendant = Attendant(lock, Operator(tools), self._runners["citizen"], self.conductor.do, restart)
        citizen = self._runners["citizen"]
        checklists = ChecklistJobs(desk, citizen, self.conductor.do)
        speaking = PathJobs(self._hasty, citizen, self.conductor.do)
        sender = DeclarationSender(self._hasty, citizen, self.conductor.do)
        memory = MemoryJobs(self._hasty, citizen, self.conductor.do)
        self.conductor.paths += [self.attendant, checklists, speaking, sender, memory]

    def start(self) -> None:
        for runner in self._runners.values():
            runner.start()
        self._listen()
        self._read_procedures()
        self._listen_to_scanner()
        self.conductor.start()

    def stop(self) -> None:
        """Let the ticket in hand come out, then let go of everything."""
        self._stopping.set()
        self.prompter.hush()
        self._runners["citizen"].stop(STOP_SECONDS)
        self._runners["background"].stop(STOP_SECONDS)
        self._runners["scanner"].stop(STOP_SECONDS)
        self._printer.close()
        self._folder.close()

    def _upkeep(self, standby: Standby, lock: PinLock) -> Upkeep:
        upkeep = Upkeep(self._client, self._printer, standby, self.vitals, self._warning)
        upkeep.heard_of_itself = NewPins(self._client, lock).hear
        self.vitals.has_pin = lambda: lock.is_set
        return upkeep

    def _read_procedures(self) -> None:
        """Without them nothing can be looked up; the way by field and service works all the same."""
        self._runners["background"].submit(
            "read procedures",
            self._data.read,
            lambda guide: self.conductor.do(GuideArrived(guide)),
            lambda _: None,
        )

    def _listen(self) -> None:
        self._runners["errands"].submit(
            "listen for print jobs",
            lambda: self._errands.listen_for_ever(self._keep_on, self._pause, LISTEN_AGAIN_SECONDS),
            lambda _: None,
            lambda _: self._later(LISTEN_AGAIN_SECONDS, self._listen),
        )

    def _scan_watch(self, address: str, clock: Clock, deliver: Deliver) -> ScanWatch | None:
        """None when there is no scanner, or one whose keys come through the window."""
        if not address or address == WEDGE:
            return None
        return ScanWatch(open_scanner(address), clock, lambda action: deliver(lambda: self.conductor.do(action)))

    def _listen_to_scanner(self) -> None:
        watch = self._scans
        if watch is not None:
            self._runners["scanner"].submit(
                "listen to the scanner",
                lambda: watch.listen(self._keep_on),
                lambda _: None,
                lambda _: self._later(LISTEN_AGAIN_SECONDS, self._listen_to_scanner),
            )

    def _warning(self) -> str | None:
        """What staff should look at besides the printer."""
        return self._data.warning() or self.prompter.fault

    def _keep_on(self) -> bool:
        return not self._stopping.is_set()

    def _pause(self, seconds: float) -> None:
        self._stopping.wait(seconds)


class _Pace:
    """Waits that end when the kiosk does."""

    def __init__(self, pause: Callable[[float], None], clock: Clock) -> None:
        self._pause, self._clock = pause, clock

    def pause(self, seconds: float) -> None:
        self._pause(seconds)

    def seconds(self) -> float:
        return self._clock.since_boot()
