"""The published document is valid OpenAPI and says of each route what it takes and answers."""

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from queue_server.api.app import API, routes
from queue_server.api.openapi import document
from queue_server.api.problems import SAID
from queue_server.contract import answers, commands


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    return dict(json.loads(document(routes(), API, "0.0")))


def operations(published: dict[str, Any]) -> dict[str, Any]:
    return {f"{verb} {path}": said for path, verbs in published["paths"].items() for verb, said in verbs.items()}


def test_the_document_is_valid(published):
    OpenAPIV31SpecValidator(published).validate()


def test_every_path_stands_below_the_version_and_names_its_parameters(published):
    for path, verbs in published["paths"].items():
        assert path.startswith("/api/v1/")
        names = {part.strip("{}").removesuffix("}.wav") for part in path.split("/") if part.startswith("{")}
        for said in verbs.values():
            assert {one["name"] for one in said["parameters"] if one["in"] == "path"} == names, path


def test_every_operation_has_a_name_of_its_own(published):
    names = [said["operationId"] for said in operations(published).values()]
    assert len(names) == len(set(names))


def test_every_problem_that_a_route_names_has_the_status_it_is_named_under(published):
    statuses = {kind.value: str(said.status) for kind, said in SAID.items()}
    for said in operations(published).values():
        for status, answer in said["responses"].items():
            if status >= "400":
                for code in answer["description"].split(", "):
                    assert statuses[code] == status


def test_every_command_and_every_answer_of_the_contract_is_published(published):
    shapes = set(published["components"]["schemas"])
    for module, base in ((commands, commands.Command), (answers, answers.Wire)):
        ours = {name for name, one in vars(module).items() if isinstance(one, type) and issubclass(one, base)}
        assert ours - {base.__name__} <= shapes, f"of {module.__name__}"


def test_what_needs_no_sign_in_says_so(published):
    for name, said in operations(published).items():
        answers_401 = "401" in said["responses"]
        is_open_to_some = name in ("post /api/v1/sessions", "get /api/v1/events")
        assert bool(said["security"]) == (answers_401 and not is_open_to_some), name
