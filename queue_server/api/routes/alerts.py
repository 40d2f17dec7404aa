"""What a supervisor should know now, and who has taken it on."""

from __future__ import annotations

from queue_server.api.endpoint import MANAGERS, STAFF, Answer, Asked, Routes
from queue_server.contract import alerts as answers
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import alerts

routes = Routes("alerts")


@routes.add("GET /alerts", STAFF, {200: answers.AlertList})
def list_alerts(asked: Asked) -> Answer:
    """Supervisors see all that stand; a clerk those of the counter he holds."""
    parts = asked.backend
    foreseen = parts.foresight.fresh(parts.clock.now())
    seq, found = parts.run(lambda work: (work.head.seq, alerts.standing(work, asked.asker, foreseen)))
    return answers.AlertList(seq=seq, alerts=[parts.alert_texts.wire(view) for view in found])


@routes.add("POST /alerts/<alert_id>/accept", MANAGERS, {200: answers.Alert}, problems=(P.UNKNOWN_ALERT,))
def accept_alert(asked: Asked, alert_id: str) -> Answer:
    """Say that somebody sees to it. It stands until its condition is gone; asking again changes nothing."""
    view = asked.backend.run(lambda work: alerts.accept(work, alert_id, asked.asker))
    return asked.backend.alert_texts.wire(view)
