"""The words of the domain and of the wire are the same words."""

from queue_server.contract.common import LegState, VisitState
from queue_server.contract.events import EventName
from queue_server.contract.problems import ProblemType
from queue_server.domain.errors import Refusal
from queue_server.domain.events import Name
from queue_server.domain.visit import State


def test_every_refusal_is_a_problem_that_the_wire_knows() -> None:
    assert {refusal.value for refusal in Refusal} <= {problem.value for problem in ProblemType}


def test_every_event_of_the_domain_is_one_of_the_wire() -> None:
    assert {name.value for name in Name} == {name.value for name in EventName}


def test_every_state_has_its_word_on_the_wire() -> None:
    assert {state.value for state in State} == {state.value for state in LegState}
    assert {state.value for state in VisitState} < {state.value for state in LegState}
