"""Every problem has a status, a title and a sentence, in Vietnamese and in English."""

import re
from pathlib import Path

import pytest

from queue_server.api import alert_texts
from queue_server.api.problems import DOMAIN, SAID, STATES, TITLES
from queue_server.api.texts import Texts
from queue_server.api.why import PASSED_OVER, SENTENCES, WAITED
from queue_server.contract.problems import ProblemType
from queue_server.domain.alerts import Kind
from queue_server.domain.errors import Refusal
from queue_server.domain.selection import Why
from queue_server.domain.visit import State

TEXTS = Texts(Path(__file__).resolve().parents[3] / "assets" / "i18n")
OTHERS = [language for language in TEXTS.languages(DOMAIN) if language != "vi"]
REASONS = [*SENTENCES.values(), WAITED, PASSED_OVER]
ALERTS = [*alert_texts.SENTENCES.values(), alert_texts.ADVICE, alert_texts.ADVICE_WAIT, alert_texts.NO_ADVICE]
MESSAGES = [*REASONS, *ALERTS, *(said.sentence for said in SAID.values()), *TITLES.values(), *STATES.values()]
BRACES = re.compile(r"\{\w+\}")


def test_english_is_among_the_languages():
    assert "en" in OTHERS


def test_every_reason_for_a_call_has_a_sentence():
    assert set(SENTENCES) == set(Why)


def test_every_kind_of_alert_has_a_sentence():
    assert set(alert_texts.SENTENCES) == set(Kind)


def test_every_problem_has_a_sentence_that_ends_and_a_title_of_its_status():
    assert set(SAID) == set(ProblemType)
    for kind, said in SAID.items():
        assert said.sentence.endswith("."), kind
        assert said.status in TITLES, kind


def test_every_refusal_of_the_domain_is_a_problem_on_the_wire():
    assert {refusal.value for refusal in Refusal} <= {kind.value for kind in ProblemType}


def test_every_state_that_a_visit_can_be_refused_in_has_a_word():
    assert set(STATES) == {state.value for state in State} - {"planned", "transferred"}


def test_no_message_of_the_server_is_missing_in_english():
    known = TEXTS.catalogue(DOMAIN, "en")
    assert not [message for message in MESSAGES if not known.get(message)]


@pytest.mark.parametrize("language", OTHERS)
def test_translations_take_the_same_facts_and_no_message_is_left_over(language):
    known = TEXTS.catalogue(DOMAIN, language)
    assert not set(known) - set(MESSAGES), "nobody says this any more"
    for message, translation in known.items():
        assert set(BRACES.findall(translation)) == set(BRACES.findall(message)), message


def test_what_has_no_catalogue_is_said_in_vietnamese():
    assert TEXTS.say(DOMAIN, "xx", "Không có địa chỉ này.") == "Không có địa chỉ này."
    assert TEXTS.say("../../secrets", "en", "Không có địa chỉ này.") == "Không có địa chỉ này."
