"""Hands a declaration in, once the citizen says that it is right."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.actions import Action
from kiosk.declaring_actions import DeclaredHandedIn
from kiosk.forms.declaring import Declaring, Sending, to_send
from kiosk.jobs import JobRunner
from kiosk.state import State
from queue_server.client import QueueClient


class DeclarationSender:
    """A path of the conductor's. Nothing of a declaration is written here: it is in memory, or with the server."""

    def __init__(self, client: QueueClient, citizen: JobRunner, do: Callable[[Action], None]) -> None:
        self._client = client
        self._citizen = citizen
        self._do = do

    def follow(self, before: State, now: State) -> None:
        is_asked = now.declaring is not None and now.declaring.sending is Sending.UNDER_WAY
        was_asked = before.declaring is not None and before.declaring.sending is Sending.UNDER_WAY
        if is_asked and not was_asked and now.declaring and now.attempt and now.attempt.ticket:
            self._send(now.attempt.ticket.visit_id, now.declaring)

    def _send(self, visit_id: str, declaring: Declaring) -> None:
        form_id, declared = declaring.interview.form.id, to_send(declaring)
        self._citizen.submit(
            "hand in declaration",
            lambda: self._client.hand_in_declaration(visit_id, form_id, declared),
            lambda _: self._do(DeclaredHandedIn(is_kept=True)),
            lambda _: self._do(DeclaredHandedIn(is_kept=False)),
        )
