"""What somebody does who looks for a procedure."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action
from kiosk.finding import Guide, Shelf
from kiosk.state import Screen


@dataclass(frozen=True, slots=True)
class GuideArrived(Action):
    """The procedures have been read, once."""

    guide: Guide


@dataclass(frozen=True, slots=True)
class OpenShelf(Action):
    """Also the way in, from the first screen."""

    shelf: Shelf


@dataclass(frozen=True, slots=True)
class ChooseTopic(Action):
    topic_id: str


@dataclass(frozen=True, slots=True)
class OpenSearch(Action):
    pass


@dataclass(frozen=True, slots=True)
class Type(Action):
    """The whole text so far."""

    text: str


@dataclass(frozen=True, slots=True)
class ChooseProcedure(Action):
    code: str


@dataclass(frozen=True, slots=True)
class ReadAbout(Action):
    """Open a part of the procedure: its papers, its fee, how it is done online, how its papers look."""

    part: Screen


@dataclass(frozen=True, slots=True)
class TickPaper(Action):
    place: int


@dataclass(frozen=True, slots=True)
class Count(Action):
    copies: int
    pages: int


@dataclass(frozen=True, slots=True)
class PrintChecklist(Action):
    pass


@dataclass(frozen=True, slots=True)
class ChecklistDone(Action):
    """`fault` None: the paper is out."""

    code: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class TakeForProcedure(Action):
    """A ticket for the service of this procedure. `request_id` is fresh for each wish of a citizen.

    `priority`: ask first which class applies. `online`: somebody is to help with filing it online.
    """

    request_id: str
    priority: bool = False
    online: bool = False
