"""How a route is declared: method, path, who may call it, the body it takes, the answers it gives.

The same declaration checks the request, and writes OpenAPI.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from queue_server.api.auth import comes_by_cookie, is_foreign, not_allowed
from queue_server.api.backend import Backend, backend
from queue_server.api.problems import ProblemFound
from queue_server.contract.common import DeviceKind, Role, Wire
from queue_server.contract.problems import ProblemType
from queue_server.operations.asker import Asker

Answer = Wire | tuple[int, Wire] | Response
SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Who:
    """Who may call a route. `public`: anybody."""

    roles: frozenset[Role] = frozenset()
    devices: frozenset[DeviceKind] = frozenset()
    public: bool = False

    def admits(self, asker: Asker | None) -> bool:
        if self.public:
            return True
        return asker is not None and (bool(asker.roles & self.roles) or asker.device_kind in self.devices)


PUBLIC = Who(public=True)
STAFF = Who(roles=frozenset(Role))
MANAGERS = Who(roles=frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}))
ADMINISTRATORS = Who(roles=frozenset({Role.ADMINISTRATOR}))
STAFF_AND_KIOSKS = Who(roles=frozenset(Role), devices=frozenset({DeviceKind.KIOSK}))
KIOSKS = Who(devices=frozenset({DeviceKind.KIOSK}))
STAFF_AND_DEVICES = Who(roles=frozenset(Role), devices=frozenset(DeviceKind))
KIOSKS = Who(devices=frozenset({DeviceKind.KIOSK}))
DEVICES = Who(devices=frozenset(DeviceKind))
MANAGERS_AND_DEVICES = Who(roles=MANAGERS.roles, devices=frozenset(DeviceKind))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, checked: who asks, and what. `body` is the model that the route declared."""

    backend: Backend
    caller: Asker | None
    body: Any

    @property
    def asker(self) -> Asker:
        """Who asks, on a route that is not public."""
        assert self.caller is not None
        return self.caller


View = Callable[..., Answer]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    method: str
    path: str
    view: View
    who: Who
    body: type[BaseModel] | None
    answers: Mapping[int, type[BaseModel] | str]
    problems: tuple[ProblemType, ...]
    query: Mapping[str, Schema]

    @property
    def name(self) -> str:
        return self.view.__name__


class Routes:
    """Collects the endpoints of one module."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.endpoints: list[Endpoint] = []

    def add(
        self,
        rule: str,
        who: Who,
        answers: Mapping[int, type[BaseModel] | str],
        *,
        body: type[BaseModel] | None = None,
        problems: tuple[ProblemType, ...] = (),
        query: Mapping[str, Schema] | None = None,
    ) -> Callable[[View], View]:
        """Declare `view` for a rule such as `POST /visits`. It is called with `Asked` and the path's parameters.

        `query` only documents what may stand behind the question mark; the view reads it.
        """
        method, path = rule.split(" ")

        def keep(view: View) -> View:
            self.endpoints.append(Endpoint(method, path, view, who, body, answers, problems, query or {}))
            return view

        return keep

    def blueprint(self, prefix: str) -> Blueprint:
        blueprint = Blueprint(self.name, __name__, url_prefix=prefix)
        for endpoint in self.endpoints:
            blueprint.add_url_rule(endpoint.path, endpoint.name, _handler(endpoint), methods=[endpoint.method])
        return blueprint


def handle_http_error(error: HTTPException) -> Response:
    """Flask's own refusals, in our form."""
    kinds = {
        404: ProblemType.NOT_FOUND,
        405: ProblemType.METHOD_NOT_ALLOWED,
        413: ProblemType.BODY_TOO_LARGE,
    }
    kind = kinds.get(error.code or 500, ProblemType.MALFORMED_REQUEST)
    return backend().problems.answer(ProblemType.INTERNAL if (error.code or 500) >= 500 else kind)


def register(app: Flask, routes: list[Routes], prefix: str) -> None:
    for one in routes:
        app.register_blueprint(one.blueprint(prefix))


def query_int(name: str, default: int, low: int, high: int) -> int:
    """A whole number from the query. Raises ProblemFound: invalid_fields."""
    text = request.args.get(name)
    if text is None:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
    if not low <= number <= high:
        raise invalid([{"field": name, "message": f"{low}..{high}"}])
    return number


def invalid(errors: list[dict[str, Any]]) -> ProblemFound:
    """The problem for fields that are not right, each with what it should be."""
    # Names of fields that we do not know come from the sender: keep them short.
    fields = ", ".join(dict.fromkeys(str(one["field"])[:60] for one in errors))
    return ProblemFound(ProblemType.INVALID_FIELDS, errors, fields=fields)


def _handler(endpoint: Endpoint) -> Callable[..., Response]:
    def handle(**path: str) -> Response:
        parts = backend()
        caller = _admitted(endpoint.who, parts)
        body = _body(endpoint.body) if endpoint.body is not None else None
        return _response(endpoint.view(Asked(parts, caller, body), **path))

    return handle


def _admitted(who: Who, parts: Backend) -> Asker | None:
    caller = parts.doorkeeper.asker(request)
    if not who.admits(caller):
        raise ProblemFound(not_allowed(caller))
    if request.method not in SAFE and comes_by_cookie(request) and is_foreign(request):
        raise ProblemFound(ProblemType.WRONG_ORIGIN)
    return caller


def _body(model: type[BaseModel]) -> BaseModel:
    """The request's JSON as the declared model; an empty body counts as `{}`."""
    try:
        return model.model_validate_json(request.get_data() or b"{}")
    except ValidationError as error:
        raise _mistakes(error) from error


def _mistakes(error: ValidationError) -> ProblemFound:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in found):
        return ProblemFound(ProblemType.NOT_JSON)
    return invalid([{"field": ".".join(map(str, one["loc"])) or "body", "message": one["msg"]} for one in found[:20]])


def _response(answer: Answer) -> Response:
    if isinstance(answer, Response):
        return answer
    status, wire = answer if isinstance(answer, tuple) else (200, answer)
    return Response(wire.model_dump_json(), status=status, content_type="application/json")
