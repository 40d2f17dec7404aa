"""The API's description of itself, at `/openapi.json`."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response

from queue_server.api.endpoint import Routes


def blueprint(routes: list[Routes], prefix: str, version: str) -> Blueprint:
    pages = Blueprint("openapi", __name__, url_prefix=prefix)

    @cache
    def text() -> str:
        # A hall at work never asks for it, and would carry some MB of models of the standard all day.
        from queue_server.api.openapi import document

        return document(routes, prefix, version)

    @pages.get("/openapi.json")
    def openapi_json() -> Response:
        return Response(text(), content_type="application/json")

    return pages
