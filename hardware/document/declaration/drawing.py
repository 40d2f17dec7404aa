"""Puts a declaration on pages of A4."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from hardware.document.declaration.ink import BOLD, LEADING, PLAIN, SIZE, FormLine, register_fonts
from hardware.document.declaration.paper import VALUE, Paper, Piece

LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 15 * mm, 15 * mm, 15 * mm
PADDING = 6.0
"""What a page keeps free inside its margins."""

WIDTH = A4[0] - LEFT - RIGHT - 2 * PADDING
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIGN_HERE = 22 * mm

BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=SIZE, leading=14.5)
MIDDLE = ParagraphStyle("middle", parent=BODY, alignment=TA_CENTER)
TITLE = ParagraphStyle("title", parent=MIDDLE, fontName=BOLD, fontSize=14, leading=19, spaceBefore=9, spaceAfter=3)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8.5, leading=11.5, spaceBefore=3)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9.5, leading=12.5)
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Words by field, rows by table; `place` and `on` stand above the signatures, `mark` at the foot of each page."""

    words: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    place: str = ""
    on: date | None = None
    mark: str = ""


def draw_declaration(paper: Paper, filled: Filled, title: str = "") -> bytes:
    """The PDF. Long values wrap and tables grow over as many pages as it takes; nothing is cut off."""
    register_fonts()
    out = BytesIO()
    pages = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM, title=title, lang="vi"
    )
    story = [part for piece in paper.pieces for part in _PIECES[piece.kind](piece, filled)]
    pages.build(story, onFirstPage=_foot(filled.mark), onLaterPages=_foot(filled.mark))
    return out.getvalue()


def _foot(mark: str) -> Callable[[Any, Any], None]:
    def draw(canvas: Any, pages: Any) -> None:
        canvas.setFont(PLAIN, 8)
        canvas.drawString(LEFT, 8 * mm, mark)
        canvas.drawRightString(A4[0] - RIGHT, 8 * mm, f"Trang {pages.page}")

    return draw


def _nation(_: Piece, __: Filled) -> list[Flowable]:
    motto = Paragraph(f"<u>{MOTTO}</u>", ParagraphStyle("motto", parent=MIDDLE, fontName=BOLD))
    return [Paragraph(NATION, ParagraphStyle("nation", parent=MIDDLE, fontName=BOLD)), motto, Spacer(1, 4)]


def _form_number(piece: Piece, _: Filled) -> list[Flowable]:
    return [Paragraph(escape(piece.what), ParagraphStyle("number", parent=SMALL, alignment=2))]


def _title(piece: Piece, _: Filled) -> list[Flowable]:
    return [Paragraph(escape(piece.what), TITLE)]


def _to(piece: Piece, filled: Filled) -> list[Flowable]:
    return [Paragraph(_bold_values(piece.what, filled.words), MIDDLE), Spacer(1, 6)]


def _line(piece: Piece, filled: Filled) -> list[Flowable]:
    return [FormLine(piece.what, filled.words)]


def _say(piece: Piece, _: Filled) -> list[Flowable]:
    return [Paragraph(escape(piece.what), ParagraphStyle("say", parent=BODY, fontName=BOLD, spaceBefore=5))]


def _note(piece: Piece, _: Filled) -> list[Flowable]:
    return [Paragraph(escape(piece.what), SMALL)]


def _cells(piece: Piece, filled: Filled) -> list[Flowable]:
    """One figure a box, as forms for machines want it."""
    figures = filled.words.get(piece.what["field"], "").ljust(piece.what["count"])
    side = 6.2 * mm
    boxes = Table([list(figures[: piece.what["count"]])], colWidths=side, rowHeights=side)
    boxes.setStyle(
        TableStyle([("BOX", (0, 0), (-1, -1), 0.5, "black"), ("INNERGRID", (0, 0), (-1, -1), 0.5, "black"),
                    ("FONT", (0, 0), (-1, -1), BOLD, SIZE), ("ALIGN", (0, 0), (-1, -1), "CENTER"),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0)])
    )  # fmt: skip
    label = Paragraph(escape(piece.what["label"]), BODY)
    room = WIDTH - side * piece.what["count"]
    line = Table([[label, boxes]], colWidths=[room, None], hAlign="LEFT")
    line.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [line]


def _grid(piece: Piece, filled: Filled) -> list[Flowable]:
    """A table with a head and named rows: two people side by side."""
    head = [_cell(text, {}, bold=True) for text in piece.what["head"]]
    rows = [[_cell(text, filled.words) for text in row] for row in piece.what["rows"]]
    columns = len(head)
    first = WIDTH * 0.3
    table = Table([head, *rows], colWidths=[first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)], repeatRows=1)
    table.setStyle(GRID)
    return [Spacer(1, 4), table, Spacer(1, 6)]


def _rows(piece: Piece, filled: Filled) -> list[Flowable]:
    """A table with as many rows as there are, at least two to write in, and below it the sum of a column, if asked."""
    columns = piece.what["columns"]
    rows = list(filled.rows.get(piece.what["of"], ()))
    rows += [{}] * max(0, 2 - len(rows))
    head = [_cell("TT", {}, bold=True), *(_cell(column["head"], {}, bold=True) for column in columns)]
    body = [
        [_cell(str(number), {}), *(_cell(f"{{{column['field']}}}", row) for column in columns)]
        for number, row in enumerate(rows, 1)
    ]
    share = (WIDTH - 9 * mm) / sum(column["width"] for column in columns)
    if piece.what["sum"]:
        body.append(_sum_row(piece.what["sum"], columns, rows))
    table = Table([head, *body], colWidths=[9 * mm, *(share * column["width"] for column in columns)], repeatRows=1)
    table.setStyle(GRID)
    return [Spacer(1, 4), table, Spacer(1, 6)]


def _sum_row(name: str, columns: list[dict[str, Any]], rows: Sequence[Mapping[str, str]]) -> list[Paragraph]:
    """Amounts are written with dots between the thousands."""
    total = sum(int(row[name].replace(".", "")) for row in rows if row.get(name))
    written = f"{total:,}".replace(",", ".")
    cells = ["", "Cộng", *(written if column["field"] == name else "" for column in columns[1:])]
    return [_cell(text, {}, bold=True) for text in cells]


def _signatures(piece: Piece, filled: Filled) -> list[Flowable]:
    """Side by side: whose, how to sign, room, and the name where it is known."""
    dated = Paragraph(escape(_place_and_date(filled)), MIDDLE)
    columns = [
        [
            Paragraph(f"<b>{escape(one['role'])}</b>", MIDDLE),
            Paragraph(escape(one["hint"]), ParagraphStyle("hint", parent=SMALL, alignment=TA_CENTER)),
            Spacer(1, SIGN_HERE),
            Paragraph(_bold_values(one["name"], filled.words), MIDDLE),
        ]
        for one in piece.what
    ]
    # A single signature stands on the right, as on every Vietnamese paper.
    row: list[Any] = ["", *columns] if len(columns) == 1 else [*columns]
    wide = max(1, len(row) // 2)
    above: list[Any] = [*[""] * (len(row) - wide), dated, *[""] * (wide - 1)]
    table = Table([above, row], colWidths=WIDTH / len(row))
    span = ("SPAN", (-wide, 0), (-1, 0))
    table.setStyle(TableStyle([span, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]))
    return [Spacer(1, LEADING / 2), KeepTogether(table)]


def _place_and_date(filled: Filled) -> str:
    """Without a date there is room to write one."""
    on = filled.on
    day = f"{on.day:02d} tháng {on.month:02d} năm {on.year}" if on else "...... tháng ...... năm ........."
    return f"{filled.place}, ngày {day}" if filled.place else f"Ngày {day}"


def _cell(text: str, words: Mapping[str, str], *, bold: bool = False) -> Paragraph:
    said = f"<b>{escape(text)}</b>" if bold else _bold_values(text, words)
    return Paragraph(said, CELL)


def _bold_values(text: str, words: Mapping[str, str]) -> str:
    return VALUE.sub(lambda found: f"<b>{escape(words.get(found[1], ''))}</b>", escape(text))


_PIECES: dict[str, Callable[[Piece, Filled], list[Flowable]]] = {
    "nation": _nation,
    "form_number": _form_number,
    "title": _title,
    "to": _to,
    "line": _line,
    "say": _say,
    "cells": _cells,
    "grid": _grid,
    "rows": _rows,
    "signatures": _signatures,
    "note": _note,
}
