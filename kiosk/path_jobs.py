"""What the screens of codes, ratings and petitions ask the server, and how the answers come back as actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.actions import Action
from kiosk.jobs import JobRunner
from kiosk.path_actions import (
    ClassesArrived,
    CodeFailed,
    PetitionFailed,
    PetitionKept,
    RatingFailed,
    RatingKept,
    RatingOpened,
)
from kiosk.state import Screen, State
from kiosk.voices import CodeKind, Keyed, Mishap, Petition, Rated
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, QueueClient
from queue_server.contract.common import Delivery
from queue_server.contract.feedback import SendFeedback
from queue_server.contract.problems import ProblemType
from queue_server.contract.ratings import Rate


def wish_of(state: State, request_id: str) -> Wish:
    """What the state asks a ticket for."""
    by_code = state.keyed is not None and state.keyed.kind is CodeKind.APPOINTMENT
    wish = Wish(request_id, "", state.choice.priority_class, state.language, online=state.choice.online)
    if by_code and state.keyed is not None:
        return replace(wish, appointment_code=state.keyed.digits)
    first, *others = state.wanted or ("",)
    delivery = state.extras.delivery or Delivery.COUNTER
    card = state.cards.card if state.limit else None
    return replace(
        wish,
        service_id=first,
        more_services=tuple(others),
        delivery=delivery,
        card_number=card.so_dinh_danh if card else None,
    )


def mishap_of(error: Exception) -> Mishap:
    if isinstance(error, ProblemAnswered):
        if error.is_a(ProblemType.UNKNOWN_RATING_CODE):
            return Mishap.WRONG_CODE
        if error.is_a(ProblemType.TOO_MANY_ATTEMPTS):
            return Mishap.TOO_MANY
    return Mishap.NO_ANSWER


class PathJobs:
    """Call `follow` after each change of the state, on the screen's thread."""

    def __init__(self, client: QueueClient, runner: JobRunner, do: Callable[[Action], None]) -> None:
        self._client = client
        self._runner = runner
        self._do = do

    def follow(self, before: State, now: State) -> None:
        keyed, rated, petition = now.keyed, now.rated, now.petition
        if keyed is not None and keyed.checking and not (before.keyed and before.keyed.checking):
            self._open_rating(keyed)
        if rated is not None and rated.sending and not (before.rated and before.rated.sending):
            self._rate(str(keyed.digits if keyed else ""), rated)
        if now.screen is Screen.FEEDBACK and petition is not None and not petition.classes and before.petition is None:
            self._read_classes()
        if petition is not None and petition.sending and not (before.petition and before.petition.sending):
            self._send(petition)

    def _open_rating(self, keyed: Keyed) -> None:
        self._runner.submit(
            "open rating",
            lambda: self._client.open_rating(keyed.digits),
            lambda visit: self._do(RatingOpened(visit)),
            lambda error: self._do(CodeFailed(mishap_of(error))),
        )

    def _rate(self, code: str, rated: Rated) -> None:
        said = Rate(code=code, score=rated.score or 0, reasons=sorted(rated.reasons))
        self._runner.submit(
            "rate",
            lambda: self._client.rate(said),
            lambda _: self._do(RatingKept()),
            lambda error: self._do(RatingFailed(mishap_of(error))),
        )

    def _read_classes(self) -> None:
        self._runner.submit(
            "feedback classes",
            self._client.feedback_classes,
            lambda classes: self._do(ClassesArrived(classes)),
            lambda _: self._do(ClassesArrived(None)),
        )

    def _send(self, petition: Petition) -> None:
        sent = SendFeedback(
            request_id=str(petition.request_id), class_code=str(petition.class_code), text=petition.text
        )
        self._runner.submit(
            "send petition",
            lambda: self._client.send_feedback(sent),
            lambda received: self._do(PetitionKept(received)),
            lambda error: self._do(PetitionFailed(mishap_of(error))),
        )
