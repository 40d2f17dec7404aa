"""Files that do not change while the server runs: the wall page, fonts, sounds, catalogues; and /metrics."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, jsonify, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from queue_server.api.backend import backend


@dataclass(frozen=True, slots=True)
class Folders:
    wall: Path
    vendor: Path
    sounds: Path
    texts: Path


def blueprint(folders: Folders) -> Blueprint:
    pages = Blueprint("static_files", __name__)

    @pages.get("/")
    def home() -> AnyResponse:
        return redirect("/console/")

    @pages.get("/wall/")
    def wall() -> AnyResponse:
        return send_from_directory(folders.wall, "index.html", max_age=0)

    @pages.get("/wall/<path:name>")
    def wall_file(name: str) -> AnyResponse:
        return send_from_directory(folders.wall, name, max_age=0)

    @pages.get("/vendor/<path:name>")
    def vendor_file(name: str) -> AnyResponse:
        return send_from_directory(folders.vendor, name, max_age=86400)

    @pages.get("/sounds/<path:name>")
    def sound_file(name: str) -> AnyResponse:
        return send_from_directory(folders.sounds, name, max_age=86400)

    @pages.get("/i18n/<domain>/<language>.json")
    def catalogue(domain: str, language: str) -> Response:
        texts = backend().texts
        known = domain.isalpha() and language in texts.languages(domain)
        return jsonify(dict(texts.catalogue(domain, language)) if known else {})

    @pages.get("/metrics")
    def metrics() -> Response:
        parts = backend()
        parts.metrics.listeners.set(parts.stream.listeners)
        parts.metrics.last_seq.set(parts.stream.last_seq)
        return Response(parts.metrics.page(), content_type="text/plain; version=0.0.4; charset=utf-8")

    return pages
