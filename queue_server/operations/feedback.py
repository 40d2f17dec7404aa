"""Petitions taken in: sealed, numbered, due on a day; handed over to who answers, closed, and erased in the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.petitions import Feedback, FeedbackState, due_date
from queue_server.keys import Keys, seal, unseal
from queue_server.operations.asker import Asker
from queue_server.operations.codes import new_code
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import feedback as stored
from queue_server.store.database import Connection

KIND = "feedback"


@dataclass(frozen=True, slots=True)
class Read:
    """A petition with its text; None if its key is gone."""

    about: Feedback
    text: str | None


@dataclass(frozen=True, slots=True)
class Petition:
    """What a citizen sends. The same `request_id` again is the same petition."""

    request_id: str
    class_code: str
    text: str


def take_in(work: Work, petition: Petition, keys: Keys) -> Feedback:
    """Keep a petition under the key of its month. Raises Refused: unknown_feedback_class."""
    office, class_code = work.catalog.office, petition.class_code
    known = stored.of_request(work.db, petition.request_id)
    if known is not None:
        return known
    found = office.petitions.classes.get(class_code)
    if found is None:
        raise Refused(Refusal.UNKNOWN_FEEDBACK_CLASS, feedback_class=class_code)
    reference = new_code(lambda code: stored.has_reference(work.db, code))
    due = due_date(office, work.today, found.working_days)
    made = Feedback(new_id(work.now), reference, class_code, work.now, due)
    name = f"{KIND}-{work.today:%Y-%m}"
    sealed = seal(keys.get(name), made.feedback_id, petition.text.encode())
    stored.add(work.db, work.office_id, stored.Sealed(made, name, sealed), petition.request_id)
    return made


def everything(db: Connection, keys: Keys) -> list[Read]:
    """For supervisors: the open ones by their due date, then the closed ones."""
    return [Read(one.about, _text(one, keys)) for one in stored.everything(db)]


def hand_over(work: Work, feedback_id: str, asker: Asker) -> Feedback:
    """It went to whoever answers it; once more changes nothing. Raises Refused: unknown_feedback, feedback_closed."""
    about = _about(work, feedback_id)
    if about.state is FeedbackState.CLOSED:
        raise Refused(Refusal.FEEDBACK_CLOSED)
    if about.state is FeedbackState.HANDED_OVER:
        return about
    stored.hand_over(work.db, feedback_id, work.now, asker.person_id)
    return replace(about, state=FeedbackState.HANDED_OVER, handed_over_at=work.now)


def close(work: Work, feedback_id: str, asker: Asker) -> Feedback:
    """It was answered; once more changes nothing. Raises Refused: unknown_feedback."""
    about = _about(work, feedback_id)
    if about.state is FeedbackState.CLOSED:
        return about
    stored.close(work.db, feedback_id, work.now, asker.person_id)
    return replace(about, state=FeedbackState.CLOSED, closed_at=work.now)


def erase_old(work: Work, age: timedelta, keys: Keys) -> None:
    """Erase what was closed so long ago, and the keys of months of which nothing is left."""
    if not stored.erase_closed_before(work.db, work.now - age):
        return
    used, current = stored.key_names(work.db), f"{KIND}-{work.today:%Y-%m}"
    for name in keys.names(KIND):
        if name not in used and name != current:
            keys.erase(name)


def _about(work: Work, feedback_id: str) -> Feedback:
    found = stored.find(work.db, feedback_id)
    if found is None:
        raise Refused(Refusal.UNKNOWN_FEEDBACK)
    return found.about


def _text(one: stored.Sealed, keys: Keys) -> str | None:
    key = keys.find(one.key_name)
    plain = unseal(key, one.about.feedback_id, one.content) if key else None
    return plain.decode() if plain is not None else None
