"""Is it alive, is it ready, and what can it do."""

from __future__ import annotations

from flask import Response

from queue_server.api.endpoint import PUBLIC, Answer, Asked, Routes
from queue_server.contract import answers
from queue_server.contract.problems import ProblemType as P

routes = Routes("system")


@routes.add("GET /health/live", PUBLIC, {200: "text/plain"})
def live(asked: Asked) -> Answer:
    """The hub answers; nothing more is asked."""
    return Response(f"{asked.backend.wire.version}\n", content_type="text/plain; charset=utf-8")


@routes.add("GET /health/ready", PUBLIC, {200: answers.Ready}, problems=(P.BUSY,))
def ready(asked: Asked) -> Answer:
    """The writer commits: a ticket could be given now."""
    parts = asked.backend
    parts.run(lambda work: work.head.seq)
    return answers.Ready(
        status="ready",
        version=parts.wire.version,
        schema_version=parts.schema_version,
        office_id=parts.wire.catalog.office.id,
    )
