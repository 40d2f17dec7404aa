"""The console's pages: static files only. Everything a page does, it does through the same public API as anybody."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

STATIC = Path(__file__).parent / "static"


def blueprint() -> Blueprint:
    """Answer `/console/` with the page and `/console/<file>` with its files; nothing else, and no session is asked.

    Files are always asked for again (ETag), so that a browser never mixes the modules of two versions.
    """
    pages = Blueprint("console", __name__, url_prefix="/console")
    pages.add_url_rule("/", view_func=_index)
    pages.add_url_rule("/<path:name>", view_func=_file)
    return pages


def _index() -> Response:
    return _file("index.html")


def _file(name: str) -> Response:
    response = send_from_directory(STATIC, name)
    response.headers["Cache-Control"] = "no-cache"
    return response
