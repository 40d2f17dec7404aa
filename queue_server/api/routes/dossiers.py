"""Declarations: handed in by a kiosk, opened, corrected, taken over and printed by the clerk who serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Response

from queue_server.api import wire_dossiers
from queue_server.api.days import QUERY, query_days
from queue_server.api.endpoint import DEVICES, KIOSKS, MANAGERS, STAFF, Answer, Asked, Routes, invalid
from queue_server.api.papers import NoPaper
from queue_server.api.problems import ProblemFound
from queue_server.contract import dossiers as wire
from queue_server.contract.answers import PrintJob
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import desk_printing, dossiers
from queue_server.operations.declared import Correction, Given
from queue_server.operations.work import Work
from queue_server.store import dossiers as stored

routes = Routes("dossiers")
OPENING = (P.COUNTER_HELD, P.COUNTER_NOT_HELD, P.NOT_ALLOWED)
Value = TypeVar("Value")


@routes.add(
    "PUT /visits/<visit_id>/declarations/<form_id>",
    KIOSKS,
    {200: wire.DeclarationRef},
    body=wire.HandInDeclaration,
    problems=(P.UNKNOWN_VISIT, P.UNKNOWN_FORM, P.DECLARATION_TAKEN, P.INVALID_FIELDS),
)
def hand_in_declaration(asked: Asked, visit_id: str, form_id: str) -> Answer:
    body: wire.HandInDeclaration = asked.body
    checklist = [item.model_dump() for item in body.checklist]
    given = Given(body.answers, body.cards, body.kept, checklist)
    registry = asked.backend.registry
    kept = _complete(asked, lambda work: dossiers.hand_in(work, visit_id, form_id, given, asked.asker, registry))
    return wire_dossiers.reference(kept)


@routes.add("GET /visits/<visit_id>/dossier", STAFF, {200: wire.Dossier}, problems=(P.UNKNOWN_VISIT, *OPENING))
def get_dossier(asked: Asked, visit_id: str) -> Answer:
    registry = asked.backend.registry
    found = asked.backend.run(lambda work: dossiers.dossier_of(work, visit_id, asked.asker, registry))
    return _private(wire_dossiers.dossier(*found))


@routes.add(
    "POST /declarations/<declaration_id>/corrections",
    STAFF,
    {200: wire.Declared},
    body=wire.CorrectDeclaration,
    problems=(P.UNKNOWN_DECLARATION, P.DECLARATION_TAKEN, P.INVALID_FIELDS, *OPENING),
)
def correct_declaration(asked: Asked, declaration_id: str) -> Answer:
    body: wire.CorrectDeclaration = asked.body
    change = Correction(body.field, body.item, body.value, None, "")
    registry = asked.backend.registry
    found = _complete(asked, lambda work: dossiers.correct(work, declaration_id, change, asked.asker, registry))
    return _private(wire_dossiers.declared(found))


@routes.add(
    "POST /declarations/<declaration_id>/take",
    STAFF,
    {200: wire.Declared},
    body=wire.TakeDeclaration,
    problems=(P.UNKNOWN_DECLARATION, *OPENING),
)
def take_declaration(asked: Asked, declaration_id: str) -> Answer:
    registry = asked.backend.registry
    found = asked.backend.run(lambda work: dossiers.take(work, declaration_id, asked.asker, registry))
    return _private(wire_dossiers.declared(found))


@routes.add(
    "GET /declarations/<declaration_id>/paper",
    STAFF,
    {200: "application/pdf"},
    problems=(P.UNKNOWN_DECLARATION, P.BUSY, *OPENING),
)
def get_paper(asked: Asked, declaration_id: str) -> Answer:
    """The A4 paper to print and sign; it is drawn anew each time and kept nowhere."""
    registry = asked.backend.registry

    def find(work: Work) -> tuple[dossiers.Opened, str]:
        opened = dossiers.declaration_of(work, declaration_id, asked.asker, registry)
        return opened, work.visit(opened.row.visit_id).ticket_number

    return _paper(asked, *asked.backend.run(find))


@routes.add(
    "POST /declarations/<declaration_id>/print",
    STAFF,
    {200: PrintJob},
    problems=(P.UNKNOWN_DECLARATION, P.NO_PRINTER, *OPENING),
)
def print_declaration(asked: Asked, declaration_id: str) -> Answer:
    """On the printer that stands at the counter where the visit is, while the clerk stands there too."""
    registry = asked.backend.registry
    job = asked.backend.run(lambda work: desk_printing.print_declaration(work, declaration_id, asked.asker, registry))
    return asked.backend.wire.job(job)


@routes.add(
    "GET /print-jobs/<job_id>/paper",
    DEVICES,
    {200: "application/pdf"},
    problems=(P.UNKNOWN_PRINT_JOB, P.PRINT_JOB_ENDED, P.BUSY),
)
def get_job_paper(asked: Asked, job_id: str) -> Answer:
    """For the device that a clerk asked to print it, within two minutes; later nobody waits for it."""
    registry = asked.backend.registry
    found = asked.backend.run(lambda work: desk_printing.hand_out(work, job_id, asked.asker, registry))
    if found is None:
        raise ProblemFound(P.PRINT_JOB_ENDED)
    return _paper(asked, *found)


@routes.add("GET /reports/savings", MANAGERS, {200: wire.SavingsReport}, problems=(P.INVALID_FIELDS,), query=QUERY)
def get_savings(asked: Asked) -> Answer:
    """How many fields of the declarations nobody had to type, by form, from one business date to another."""
    parts = asked.backend
    office = parts.wire.catalog.office
    first, last = query_days(office.business_date(parts.clock.now()))
    rows = stored.savings(parts.reader, office.id, first, last)
    return wire_dossiers.savings(rows, parts.registry.book)


def _complete(asked: Asked, operation: Callable[[Work], Value]) -> Value:
    """Run it; mistakes in a declaration become a sentence for each field, in the reader's language."""
    try:
        return asked.backend.run(operation)
    except dossiers.NotComplete as found:
        language = asked.backend.problems.language()
        raise invalid(
            [{"field": one.field, "message": one.message.get(language) or one.message["vi"]} for one in found.findings]
        ) from found


def _paper(asked: Asked, opened: dossiers.Opened, number: str) -> Response:
    try:
        office = asked.backend.wire.catalog.office.declarations
        paper = asked.backend.papers.draw(wire_dossiers.sheet(opened, number, office))
    except NoPaper as why:
        raise ProblemFound(P.BUSY) from why
    response = Response(paper, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{opened.form.id}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _private(answer: wire.Dossier | wire.Declared) -> Response:
    """No browser may keep what was declared."""
    response = Response(answer.model_dump_json(), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
