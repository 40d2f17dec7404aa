"""What may be studied apart. These travel to the process, which knows them by this module's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from queue_server.operations.planning import StaffingAsked
from queue_server.operations.replay import ReplayAsked
from queue_server.worker.messages import Start

NOTHING = "nothing"
"""What is answered when there is nothing to compute from."""


@dataclass(frozen=True, slots=True)
class QuietAsked:
    """When is it quieter today, from how it stands `now`?"""

    now: datetime


Subject = StaffingAsked | ReplayAsked | QuietAsked
"""What can be asked."""


@dataclass(frozen=True, slots=True)
class Study:
    """A question, with the moment at which it was asked."""

    start: Start
    subject: Subject
    now: datetime
