"""What a citizen declared: sealed when it comes, opened by the clerk who serves, taken over, erased when time is up.

Each declaration has a key of its own outside the database; erasing is destroying that key. Nothing of what was declared
enters an event, a log or an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from queue_server.contract.forms.book import Book
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.declaration import Declaration, Finding
from queue_server.contract.forms.saving import saving_of
from queue_server.contract.forms.schema import Form
from queue_server.contract.forms.values import Today
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.visit import Visit
from queue_server.keys import Keys, seal, unseal
from queue_server.operations.asker import Asker, require_holds
from queue_server.operations.declared import Content, Correction, Given
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import dossiers as stored
from queue_server.store import people
from queue_server.store import visits as stored_visits

KIND = "declaration"


class NotComplete(Exception):
    """The declaration has mistakes; nothing was kept. `findings` say where, without what was typed."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} mistakes")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Registry:
    """What declarations are kept with. `keep` None: until the end of the business day."""

    book: Book
    keys: Keys
    office: Mapping[str, str]
    keep: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A declaration that somebody who may has opened. `names`: of the people who corrected it."""

    row: stored.DossierRow
    form: Form
    declaration: Declaration
    content: Content
    names: Mapping[str, str]


def hand_in(work: Work, visit_id: str, form_id: str, given: Given, asker: Asker, registry: Registry) -> Opened:
    """Keep the declaration of a visit that this kiosk began; the one before of the same form is replaced.

    Raises Refused: unknown_visit (another's visit is unknown too), unknown_form, declaration_taken; and NotComplete.
    """
    visit = work.visit(visit_id)
    if visit.device_id is None or visit.device_id != asker.device_id:
        raise Refused(Refusal.UNKNOWN_VISIT, visit_id=visit_id)
    form = registry.book.forms.get(form_id)
    if form is None:
        raise Refused(Refusal.UNKNOWN_FORM, form_id=form_id)
    before = next((row for row in stored.of_visit(work.db, visit_id) if row.form_id == form_id), None)
    if before is not None and before.taken_at is not None:
        raise Refused(Refusal.DECLARATION_TAKEN)
    content = Content(given, _minute(work))
    declaration = content.declaration(registry.book, form, registry.office)
    if not declaration.is_complete:
        raise NotComplete(declaration.mistakes)
    row = before or _new_row(work, visit, form_id, registry)
    kept = _keep(work, row, content, registry.keys)
    if before is None:
        saving = saving_of(declaration)
        stored.count_saving(work.db, work.office_id, work.today, form_id, saving.counted, saving.typed)
    return Opened(kept, form, declaration, content, {})


def dossier_of(work: Work, visit_id: str, asker: Asker, registry: Registry) -> tuple[Visit, list[Opened]]:
    """Everything declared for a visit; that it was opened, and by whom, is noted beside the visit.

    Raises Refused: unknown_visit, counter_held, counter_not_held.
    """
    visit = work.visit(visit_id)
    _require_serves(work, visit, asker)
    opened = [found for row in stored.of_visit(work.db, visit_id) if (found := _open(work, row, registry))]
    if opened:
        stored_visits.note(work.db, visit_id, work.now, "dossier_opened", asker.person_id, str(len(opened)))
    return visit, opened


def declaration_of(work: Work, declaration_id: str, asker: Asker, registry: Registry) -> Opened:
    """One declaration. Raises Refused: unknown_declaration, counter_held, counter_not_held."""
    row = stored.find(work.db, declaration_id)
    if row is None:
        raise Refused(Refusal.UNKNOWN_DECLARATION)
    _require_serves(work, work.visit(row.visit_id), asker)
    opened = _open(work, row, registry)
    if opened is None:
        raise Refused(Refusal.UNKNOWN_DECLARATION)
    return opened


def opened_for_printing(work: Work, declaration_id: str, registry: Registry) -> Opened | None:
    """For a device that a clerk who may open it has asked to print; None once it was erased."""
    row = stored.find(work.db, declaration_id)
    return _open(work, row, registry) if row is not None else None


def correct(work: Work, declaration_id: str, change: Correction, asker: Asker, registry: Registry) -> Opened:
    """Change one field in the clerk's name. An empty value takes an answer away.

    Raises Refused: as `declaration_of`, and declaration_taken; NotComplete when the field is wrong then.
    """
    opened = declaration_of(work, declaration_id, asker, registry)
    if opened.row.taken_at is not None:
        raise Refused(Refusal.DECLARATION_TAKEN)
    made = replace(change, person_id=asker.person_id, at=work.now.isoformat())
    content = opened.content.with_correction(made)
    wrong = content.wrong_at(registry.book, opened.form, registry.office, made)
    if wrong:
        raise NotComplete(wrong)
    found = _open(work, _keep(work, opened.row, content, registry.keys), registry)
    assert found is not None
    return found


def take(work: Work, declaration_id: str, asker: Asker, registry: Registry) -> Opened:
    """The clerk has it now; from here on nobody changes it. Once more changes nothing. Raises as `declaration_of`."""
    opened = declaration_of(work, declaration_id, asker, registry)
    if opened.row.taken_at is not None:
        return opened
    row = replace(opened.row, taken_at=work.now)
    stored.put(work.db, row)
    return replace(opened, row=row)


def erase_due(work: Work, keys: Keys) -> None:
    """Destroy the keys of what is due, and every key that nothing is sealed with (a crash may have left one)."""
    for row in stored.due_for_erasing(work.db, work.now):
        stored.erase(work.db, row.declaration_id, work.now)
        keys.erase(row.key_name)
    used = stored.key_names(work.db)
    for name in keys.names(KIND):
        if name not in used:
            keys.erase(name)


def _require_serves(work: Work, visit: Visit, asker: Asker) -> None:
    """A clerk opens what was declared by whom he serves, or served last; nobody else's."""
    if asker.manages:
        return
    counter_id = visit.counter_id or visit.leg.counter_id
    if counter_id is None:
        raise Refused(Refusal.NOT_ALLOWED)
    require_holds(asker, work.counter(counter_id))


def _new_row(work: Work, visit: Visit, form_id: str, registry: Registry) -> stored.DossierRow:
    declaration_id = new_id(work.now)
    erase_at = work.now + registry.keep if registry.keep else _end_of_day(work)
    name = f"{KIND}-{declaration_id}"
    return stored.DossierRow(declaration_id, visit.visit_id, form_id, name, b"", work.now, None, erase_at)


def _end_of_day(work: Work) -> datetime:
    zone = work.catalog.office.time_zone
    midnight = datetime.combine(work.today + timedelta(days=1), datetime.min.time(), zone)
    return midnight.astimezone(work.now.tzinfo)


def _keep(work: Work, row: stored.DossierRow, content: Content, keys: Keys) -> stored.DossierRow:
    kept = replace(row, sealed=seal(keys.get(row.key_name), row.declaration_id, content.to_json()))
    stored.put(work.db, kept)
    return kept


def _content(row: stored.DossierRow, keys: Keys) -> Content | None:
    """None when its key is gone."""
    key = keys.find(row.key_name)
    plain = unseal(key, row.declaration_id, row.sealed) if key else None
    return Content.from_json(plain) if plain else None


def _open(work: Work, row: stored.DossierRow, registry: Registry) -> Opened | None:
    """None when its key or its form is gone."""
    content, form = _content(row, registry.keys), registry.book.forms.get(row.form_id)
    if content is None or form is None:
        return None
    people_ids = {one.person_id for one in content.corrections if one.person_id}
    names = {person_id: people.name_of(work.db, person_id) or "" for person_id in people_ids}
    return Opened(row, form, content.declaration(registry.book, form, registry.office), content, names)


def _minute(work: Work) -> Today:
    here = work.now.astimezone(work.catalog.office.time_zone)
    return Today(here.date(), Moment(here.date(), here.hour, here.minute))
