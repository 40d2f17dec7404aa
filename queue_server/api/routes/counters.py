"""Counters: open, pause, close, and call the next visit."""

from __future__ import annotations

from queue_server.api.endpoint import STAFF, STAFF_AND_DEVICES, Answer, Asked, Routes
from queue_server.contract import answers, commands
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import calling, counters, reading

routes = Routes("counters")
COUNTER = {200: answers.CounterAnswer}


@routes.add("GET /counters", STAFF_AND_DEVICES, {200: answers.CounterList})
def list_counters(asked: Asked) -> Answer:
    views = asked.backend.run(reading.counters_view)
    return answers.CounterList(counters=[asked.backend.wire.counter(view) for view in views])


@routes.add(
    "POST /counters/<counter_id>/open",
    STAFF,
    COUNTER,
    body=commands.OpenCounter,
    problems=(P.UNKNOWN_COUNTER, P.COUNTER_HELD, P.CLERK_HOLDS_ANOTHER_COUNTER),
)
def open_counter(asked: Asked, counter_id: str) -> Answer:
    view = asked.backend.run(lambda work: counters.open_counter(work, counter_id, asked.asker))
    return answers.CounterAnswer(counter=asked.backend.wire.counter(view))


@routes.add(
    "POST /counters/<counter_id>/pause",
    STAFF,
    COUNTER,
    body=commands.PauseCounter,
    problems=(P.UNKNOWN_COUNTER, P.COUNTER_HELD, P.COUNTER_NOT_OPEN, P.COUNTER_NOT_HELD),
)
def pause_counter(asked: Asked, counter_id: str) -> Answer:
    reason = asked.body.reason
    view = asked.backend.run(lambda work: counters.pause_counter(work, counter_id, asked.asker, reason))
    return answers.CounterAnswer(counter=asked.backend.wire.counter(view))


@routes.add(
    "POST /counters/<counter_id>/close",
    STAFF,
    COUNTER,
    body=commands.CloseCounter,
    problems=(P.UNKNOWN_COUNTER, P.COUNTER_HELD, P.COUNTER_BUSY),
)
def close_counter(asked: Asked, counter_id: str) -> Answer:
    view = asked.backend.run(lambda work: counters.close_counter(work, counter_id, asked.asker))
    return answers.CounterAnswer(counter=asked.backend.wire.counter(view))


@routes.add(
    "POST /counters/<counter_id>/call-next",
    STAFF,
    {200: answers.VisitAtCounter},
    body=commands.CallNext,
    problems=(P.UNKNOWN_COUNTER, P.COUNTER_HELD, P.COUNTER_NOT_HELD, P.COUNTER_NOT_OPEN, P.COUNTER_BUSY)
    + (P.NOBODY_WAITING,),
)
def call_next(asked: Asked, counter_id: str) -> Answer:
    moved = asked.backend.run(lambda work: calling.call_next(work, counter_id, asked.asker))
    return asked.backend.wire.moved(moved, asked.backend.clock.now())
