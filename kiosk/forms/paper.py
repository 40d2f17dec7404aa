"""A declaration as a PDF."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from hardware.document.declaration import FOLDER, Filled, draw_declaration, load_paper
from queue_server.contract.forms.declaration import Declaration, sheet_of
from queue_server.contract.forms.schema import Form


def draw(form: Form, declaration: Declaration, on: date, mark: str = "") -> bytes:
    """The A4 paper of a declaration, dated `on`, with `mark` at its foot. Raises PaperError for a broken layout."""
    sheet = sheet_of(declaration)
    paper = load_paper(FOLDER / f"{form.id}.json")
    return draw_declaration(paper, Filled(sheet.words, sheet.rows, on=on, mark=mark), form.title["vi"])


def write_privately(path: Path, content: bytes) -> None:
    """Write for nobody but the owner, and all or nothing. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".declaration-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
