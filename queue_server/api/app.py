"""Builds the Flask application. Everything it needs is passed in; importing this does nothing."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from flask import Flask, Request, Response, g, request
from flask.sessions import NullSession, SessionInterface, SessionMixin
from werkzeug.exceptions import HTTPException

from queue_server.api import openapi_page, static
from queue_server.api.alert_texts import AlertTexts
from queue_server.api.aside import Aside
from queue_server.api.auth import Doorkeeper
from queue_server.api.backend import EXTENSION, Backend, Voice, backend
from queue_server.api.bridge import Bridge, Unanswered
from queue_server.api.endpoint import Routes, handle_http_error, register
from queue_server.api.guesses import Guesses
from queue_server.api.metrics import Metrics
from queue_server.api.papers import Papers
from queue_server.api.problems import ProblemFound, Problems
from queue_server.api.routes import (
    alerts,
    appointments,
    counters,
    devices,
    dossiers,
    events,
    forecasts,
    leases,
    office,
    planning,
    remembering,
    reports,
    sessions,
    system,
    visits,
    voices,
)
from queue_server.api.static import Folders
from queue_server.api.stream import Stream
from queue_server.api.texts import Texts
from queue_server.api.wire import Wire
from queue_server.clock import Clock, monotonic_seconds
from queue_server.config import Config
from queue_server.console.pages import blueprint as console_pages
from queue_server.contract.forms.book import Book
from queue_server.contract.problems import ProblemType
from queue_server.domain.catalog import Catalog, Office
from queue_server.domain.errors import Refused
from queue_server.keys import Keys
from queue_server.operations.dossiers import Registry
from queue_server.operations.remembering import Memory
from queue_server.operations.writer import NotDurable
from queue_server.store.database import Connection
from queue_server.worker.quiet_watch import QuietWatch
from queue_server.worker.studies import Studies
from queue_server.worker.supervisor import Supervisor

API = "/api/v1"
SLOW_SECONDS = 1.0

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; media-src 'self' blob:; img-src 'self' data:; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Ports:
    """What the outside world plugs in: the clock, a reading connection, a thread for long reading, the voice, the
    forecast, long answers, quiet hours, the keys outside the database, the forms of declarations, the folders of static
    files.
    """

    clock: Clock
    reader: Connection
    aside: Aside
    voice: Voice
    foresight: Supervisor
    keys: Keys
    studies: Studies
    quiet: QuietWatch
    forms: Book
    folders: Folders
    version: str
    schema_version: int


def routes() -> list[Routes]:
    """Every endpoint there is, in the order of the documentation."""
    people = (system, sessions, office, visits, appointments, voices, counters, reports, forecasts, alerts)
    return [module.routes for module in (*people, planning, dossiers, remembering, events, devices, leases)]


def create_app(config: Config, catalog: Catalog, ports: Ports, bridge: Bridge, stream: Stream) -> Flask:
    """The application, ready to be served once `bridge` is connected to a writer."""
    app = Flask("queue_server", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = config.body_limit_bytes
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.session_interface = _NoSessions()
    texts = Texts(ports.folders.texts)
    app.extensions[EXTENSION] = Backend(
        config=config,
        clock=ports.clock,
        bridge=bridge,
        stream=stream,
        reader=ports.reader,
        aside=ports.aside,
        wire=Wire(catalog, ports.version, texts),
        alert_texts=AlertTexts(catalog, texts),
        doorkeeper=Doorkeeper(ports.reader, ports.clock),
        problems=Problems(texts),
        texts=texts,
        metrics=Metrics(),
        voice=ports.voice,
        foresight=ports.foresight,
        keys=ports.keys,
        guesses=Guesses(ports.clock),
        studies=ports.studies,
        quiet=ports.quiet,
        registry=Registry(ports.forms, ports.keys, _addressees(catalog.office), config.declaration_age),
        memory=Memory(ports.forms, ports.keys, config.remember_age),
        papers=Papers(),
        schema_version=ports.schema_version,
    )
    register(app, routes(), API)
    app.register_blueprint(console_pages())
    app.register_blueprint(static.blueprint(ports.folders))
    app.register_blueprint(openapi_page.blueprint(routes(), API, ports.version))
    _handle_errors(app)
    _watch_requests(app)
    return app


def _addressees(office: Office) -> dict[str, str]:
    """Whom declarations go to: the office by its own name where nobody said otherwise."""
    said = office.declarations
    return {"office_name": said.registrar or office.name["vi"], "police_name": said.police}


def _handle_errors(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(ProblemFound, _turned_down)
    app.register_error_handler(HTTPException, handle_http_error)
    for busy in (NotDurable, Unanswered):
        app.register_error_handler(busy, _busy)
    app.register_error_handler(Exception, _internal)


def _refused(refused: Refused) -> Response:
    return backend().problems.of_refusal(refused)


def _turned_down(found: ProblemFound) -> Response:
    return backend().problems.of_found(found)


def _busy(error: Exception) -> Response:
    structlog.get_logger().error("not_durable", endpoint=request.endpoint, error=str(error))
    return backend().problems.answer(ProblemType.BUSY)


def _internal(error: Exception) -> Response:
    # The trace goes to the log, whose records hold no request body; the reader gets a sentence.
    structlog.get_logger().error("internal", endpoint=request.endpoint, exc_info=error)
    return backend().problems.answer(ProblemType.INTERNAL)


class _NoSessions(SessionInterface):
    """Who asks is told by a token: Flask's own sessions would be made and thrown away for every request."""

    def __init__(self) -> None:
        self._nothing = NullSession()

    def open_session(self, app: Flask, request: Request) -> NullSession:  # noqa: ARG002
        return self._nothing

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """There is nothing to save."""


def _watch_requests(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = monotonic_seconds()


def _end(response: Response) -> Response:
    endpoint, seconds = request.endpoint or "none", monotonic_seconds() - g.began
    backend().metrics.count_request(endpoint, response.status_code, seconds)
    response.headers.extend(SECURITY_HEADERS)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if seconds > SLOW_SECONDS:
        structlog.get_logger().warning("slow", endpoint=endpoint, seconds=round(seconds, 3))
    return response
