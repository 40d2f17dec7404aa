"""OpenAPI 3.1, written from the same declarations that the requests are checked by."""

from __future__ import annotations

import re
from typing import Any

from openapi_pydantic import OpenAPI
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from queue_server.api.endpoint import SAFE, Endpoint, Routes
from queue_server.api.problems import SAID
from queue_server.contract.answers import Problem
from queue_server.contract.problems import ProblemType

PARAMETER = re.compile(r"<(?:(?P<kind>int):)?(?P<name>\w+)>")


def document(routes: list[Routes], prefix: str, version: str) -> str:
    """The whole API as one JSON document; every problem a route can answer is named at it."""
    paths: dict[str, dict[str, Any]] = {}
    for module in routes:
        for endpoint in module.endpoints:
            path = prefix + PARAMETER.sub(r"{\g<name>}", endpoint.path)
            paths.setdefault(path, {})[endpoint.method.lower()] = _operation(endpoint, module.name)
    skeleton = OpenAPI.model_validate(
        {
            "openapi": "3.1.0",
            "info": {"title": "Một Cửa", "version": version},
            "servers": [{"url": "/"}],
            "paths": paths,
            "components": {"securitySchemes": _schemes()},
        }
    )
    whole = construct_open_api_with_schema_class(skeleton)
    # What was not said must stay out: the library's defaults are not all allowed where they would stand.
    return whole.model_dump_json(by_alias=True, exclude_none=True, exclude_unset=True)


def _operation(endpoint: Endpoint, tag: str) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "tags": [tag],
        "description": (endpoint.view.__doc__ or "").strip() or None,
        "parameters": _parameters(endpoint),
        "responses": {str(status): _answer(answer) for status, answer in endpoint.answers.items()},
    }
    if endpoint.body is not None:
        operation["requestBody"] = {"content": _json(endpoint.body), "required": True}
    operation["responses"] |= _problems(endpoint)
    operation["security"] = [] if endpoint.who.public else [{"bearer": []}, {"cookie": []}]
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    query = [{"name": name, "in": "query", "schema": schema} for name, schema in endpoint.query.items()]
    return [_parameter(match) for match in PARAMETER.finditer(endpoint.path)] + query


def _parameter(match: re.Match[str]) -> dict[str, Any]:
    schema = {"type": "integer"} if match["kind"] else {"type": "string"}
    return {"name": match["name"], "in": "path", "required": True, "schema": schema}


def _answer(answer: type[BaseModel] | str) -> dict[str, Any]:
    if not isinstance(answer, str):
        return {"description": answer.__name__, "content": _json(answer)}
    if "/" not in answer:
        return {"description": answer}
    return {"description": answer, "content": {answer: {"schema": {"type": "string"}}}}


def _problems(endpoint: Endpoint) -> dict[str, Any]:
    """By status, the codes that this route can answer."""
    kinds = [*endpoint.problems, ProblemType.BUSY, ProblemType.INTERNAL]
    if endpoint.body is not None:
        kinds += [ProblemType.MALFORMED_REQUEST, ProblemType.NOT_JSON, ProblemType.INVALID_FIELDS]
        kinds += [ProblemType.BODY_TOO_LARGE]
    if not endpoint.who.public:
        kinds += [ProblemType.NOT_SIGNED_IN, ProblemType.NOT_ALLOWED]
    if endpoint.method not in SAFE:
        kinds += [ProblemType.WRONG_ORIGIN]
    by_status: dict[str, list[str]] = {}
    for kind in dict.fromkeys(kinds):
        by_status.setdefault(str(SAID[kind].status), []).append(kind.value)
    content: dict[str, Any] = {"application/problem+json": {"schema": PydanticSchema(schema_class=Problem)}}
    return {status: {"description": ", ".join(codes), "content": content} for status, codes in by_status.items()}


def _json(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": PydanticSchema(schema_class=model)}}


def _schemes() -> dict[str, Any]:
    return {
        "bearer": {"type": "http", "scheme": "bearer"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "motcua"},
    }
