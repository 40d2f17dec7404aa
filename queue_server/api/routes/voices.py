"""What citizens say of us: the rating of a visit, and feedback and petitions."""

from __future__ import annotations

from flask import Response

from queue_server.api import wire_paths
from queue_server.api.days import QUERY, query_days
from queue_server.api.endpoint import MANAGERS, PUBLIC, STAFF, STAFF_AND_KIOSKS, Answer, Asked, Routes
from queue_server.contract import feedback as feedback_wire
from queue_server.contract import ratings as rating_wire
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.petitions import Feedback
from queue_server.domain.ratings import RatingReason
from queue_server.operations import feedback, ratings
from queue_server.store import reports as stored

routes = Routes("voices")
CODE_PROBLEMS = (P.UNKNOWN_RATING_CODE, P.TOO_MANY_ATTEMPTS)


@routes.add(
    "POST /ratings/open",
    STAFF_AND_KIOSKS,
    {200: rating_wire.RatedVisit},
    body=rating_wire.OpenRating,
    problems=CODE_PROBLEMS,
)
def open_rating(asked: Asked) -> Answer:
    """Which visit a code rates, if it still does."""
    code = asked.body.code
    with asked.backend.guesses.counted(asked.asker):
        visit = asked.backend.run(lambda work: ratings.open_rating(work, code))
    return wire_paths.rated(visit, asked.backend.wire.catalog)


@routes.add("POST /ratings", STAFF_AND_KIOSKS, {204: "Kept"}, body=rating_wire.Rate, problems=CODE_PROBLEMS)
def rate_visit(asked: Asked) -> Answer:
    body: rating_wire.Rate = asked.body
    said = ratings.Said(body.score, tuple(dict.fromkeys(RatingReason(one) for one in body.reasons)))
    with asked.backend.guesses.counted(asked.asker):
        asked.backend.run(lambda work: ratings.rate(work, body.code, said))
    return Response(status=204)


@routes.add("GET /reports/ratings", STAFF, {200: rating_wire.Ratings}, problems=(P.INVALID_FIELDS,), query=QUERY)
def get_ratings(asked: Asked) -> Answer:
    """From one business date to another, both counted; today if none is named."""
    parts, now = asked.backend, asked.backend.clock.now()
    office = parts.wire.catalog.office
    days = query_days(office.business_date(now))
    report = ratings.report(parts.reader, office.id, *days)
    names = {"services": stored.service_names(parts.reader), "counters": stored.counter_names(parts.reader)}
    return wire_paths.ratings(report, names, days, now, manages=asked.asker.manages)


@routes.add("GET /feedback/classes", PUBLIC, {200: feedback_wire.FeedbackClassList})
def list_feedback_classes(asked: Asked) -> Answer:
    return wire_paths.feedback_classes(asked.backend.wire.catalog)


@routes.add(
    "POST /feedback",
    STAFF_AND_KIOSKS,
    {201: feedback_wire.FeedbackReceived},
    body=feedback_wire.SendFeedback,
    problems=(P.UNKNOWN_FEEDBACK_CLASS,),
)
def send_feedback(asked: Asked) -> Answer:
    parts, body = asked.backend, asked.body
    petition = feedback.Petition(body.request_id, body.class_code, body.text)
    made = parts.run(lambda work: feedback.take_in(work, petition, parts.keys))
    address = dict(parts.wire.catalog.office.petitions.address)
    return 201, feedback_wire.FeedbackReceived(reference=made.reference, due_date=made.due_date, address=address)


@routes.add("GET /feedback", MANAGERS, {200: feedback_wire.FeedbackList})
def list_feedback(asked: Asked) -> Answer:
    parts = asked.backend
    catalog = parts.wire.catalog
    today = catalog.office.business_date(parts.clock.now())
    found = feedback.everything(parts.reader, parts.keys)
    return feedback_wire.FeedbackList(feedback=[wire_paths.feedback(one, catalog, today) for one in found])


@routes.add(
    "POST /feedback/<feedback_id>/hand-over",
    MANAGERS,
    {200: feedback_wire.FeedbackAnswer},
    body=feedback_wire.HandOverFeedback,
    problems=(P.UNKNOWN_FEEDBACK, P.FEEDBACK_CLOSED),
)
def hand_over_feedback(asked: Asked, feedback_id: str) -> Answer:
    about: Feedback = asked.backend.run(lambda work: feedback.hand_over(work, feedback_id, asked.asker))
    return wire_paths.feedback_step(about)


@routes.add(
    "POST /feedback/<feedback_id>/close",
    MANAGERS,
    {200: feedback_wire.FeedbackAnswer},
    body=feedback_wire.CloseFeedback,
    problems=(P.UNKNOWN_FEEDBACK,),
)
def close_feedback(asked: Asked, feedback_id: str) -> Answer:
    about: Feedback = asked.backend.run(lambda work: feedback.close(work, feedback_id, asked.asker))
    return wire_paths.feedback_step(about)
