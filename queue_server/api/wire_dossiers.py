"""Declarations from the operations to the contract."""

from __future__ import annotations

from queue_server.contract import dossiers as wire
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.declaration import Answer, Finding, sheet_of
from queue_server.contract.forms.schema import FormField, Kind, Section
from queue_server.domain.catalog import Declarations
from queue_server.domain.visit import Visit
from queue_server.operations.declared import Correction
from queue_server.operations.dossiers import Opened
from queue_server.store.dossiers import SavingRow


def office_words(words: Declarations) -> wire.OfficeWords:
    return wire.OfficeWords(
        registrar=words.registrar,
        police=words.police,
        commune=words.commune,
        province=words.province,
        suggestions={name: list(said) for name, said in words.suggestions.items() if said},
    )


def reference(opened: Opened) -> wire.DeclarationRef:
    return wire.DeclarationRef(
        declaration_id=opened.row.declaration_id,
        form_id=opened.form.id,
        title=opened.form.title,
        erase_at=opened.row.erase_at,
    )


def declared(opened: Opened) -> wire.Declared:
    """Everything on the form, in its order."""
    row, form = opened.row, opened.form
    return wire.Declared(
        declaration_id=row.declaration_id,
        form_id=form.id,
        title=form.title,
        erase_at=row.erase_at,
        handed_in_at=row.created_at,
        taken_at=row.taken_at,
        sections=[_section(one, opened) for one in form.sections if _is_declared(one)],
        checklist=[wire.ChecklistItem(**item) for item in opened.content.given.checklist],
    )


def dossier(visit: Visit, opened: list[Opened]) -> wire.Dossier:
    return wire.Dossier(
        visit_id=visit.visit_id, ticket_number=visit.ticket_number, declarations=[declared(one) for one in opened]
    )


def savings(rows: list[SavingRow], book: Book) -> wire.SavingsReport:
    return wire.SavingsReport(
        forms=[
            wire.FormSaving(
                form_id=row.form_id,
                title=book.forms[row.form_id].title if row.form_id in book.forms else {"vi": row.form_id},
                declarations=row.declarations,
                counted=row.counted,
                typed=row.typed,
            )
            for row in rows
        ]
    )


def sheet(opened: Opened, mark: str, office: Declarations) -> dict[str, object]:
    """What the paper needs, for the process that draws it; it is signed in the office's commune."""
    found = sheet_of(opened.declaration)
    on = opened.row.created_at.date().isoformat()
    return {
        "form": opened.form.id,
        "title": opened.form.title["vi"],
        "words": dict(found.words),
        "rows": dict(found.rows),
        "place": office.commune[:1].upper() + office.commune[1:],
        "on": on,
        "mark": mark,
    }


def _is_declared(section: Section) -> bool:
    """Not a part that is only signed, on the paper."""
    return any(one.kind is not Kind.SIGNATURE for one in section.fields)


def _section(section: Section, opened: Opened) -> wire.DeclaredSection:
    declaration = opened.declaration
    fields = [one for one in section.fields if one.kind is not Kind.SIGNATURE]
    if section.repeat is None:
        shown = [one for one in fields if one in declaration.asked]
        lines = [_line(one, None, declaration.answers.get(one.id), opened) for one in shown]
    else:
        items = declaration.items.get(section.id, [])
        lines = [_line(one, number, item.get(one.id), opened) for number, item in enumerate(items) for one in fields]
    return wire.DeclaredSection(id=section.id, name=section.name, lines=lines)


def _line(one: FormField, item: int | None, found: Answer | None, opened: Opened) -> wire.DeclaredLine:
    last = _last_correction(one.id, item, opened.content.corrections)
    declaration = opened.declaration
    return wire.DeclaredLine(
        field=one.id,
        item=item,
        label=one.label,
        text=found.text if found else "",
        source=found.source.value if found else None,
        corrected_by=opened.names.get(last.person_id or "", "") if last else None,
        corrected_at=last.at if last else None,
        said=[
            *(_said(finding, blocks=True) for finding in declaration.mistakes if _is_at(finding, one.id, item)),
            *(_said(finding, blocks=False) for finding in declaration.warnings if _is_at(finding, one.id, item)),
        ],
    )


def _last_correction(field_id: str, item: int | None, corrections: tuple[Correction, ...]) -> Correction | None:
    return next((one for one in reversed(corrections) if (one.field, one.item) == (field_id, item)), None)


def _is_at(finding: Finding, field_id: str, item: int | None) -> bool:
    return (finding.field, finding.item) == (field_id, item)


def _said(finding: Finding, *, blocks: bool) -> wire.Said:
    return wire.Said(message=finding.message, blocks=blocks)
