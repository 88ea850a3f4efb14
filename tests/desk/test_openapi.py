"""The description of the interface: kept as a file, and true of what the desk does."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from jsonschema_rs import meta
from schemathesis import Case, CheckFunction, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from entraide.desk.app import ROUTES, build_app, describe_api
from entraide.desk.desk import Desk
from entraide.desk.request_bodies import RequestBody
from entraide.desk.routing import DeskRoute
from support.desk import BROWSER
from support.fuzzing import try_examples
from support.thinning import select_some

# Not asked: what is right by its shape may still be about an entry that does not exist.
LEFT_OUT: list[CheckFunction] = [positive_data_acceptance]
# A body that is too large is refused before anybody reads it.
REFUSALS = SchemathesisConfig.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}}}
)
steady = try_examples(
    40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def find_body(route: DeskRoute) -> RequestBody[Any] | None:
    return next((call for call in route.calls if isinstance(call, RequestBody)), None)


on_sqlite = pytest.mark.parametrize("store_kind", ["sqlite"])
CASES = [
    pytest.param(route, mode, id=f"{route.path[1:]}-{mode.name.lower()}")
    for route in ROUTES
    if not route.path.startswith("/desk/staff")
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or find_body(route) or route.dependant.query_params
]


@pytest.fixture
def desk_with_description(desk: Desk) -> Desk:
    """The desk, asked to serve its description; with room for many requests of one visitor."""
    return replace(
        desk, settings=desk.settings.model_copy(update={"openapi": True, "limits_times": 1_000})
    )


@pytest.mark.thorough
@pytest.mark.hypothesis  # it has examples of its own for each operation
@pytest.mark.parametrize(("route", "mode"), select_some(CASES, 4))
@on_sqlite
def test_the_desk_answers_as_its_description_says(
    desk_with_description: Desk, route: Any, mode: GenerationMode
) -> None:
    app = build_app(desk_with_description)
    schema = schemathesis.openapi.from_asgi("/desk/openapi.json", app, config=REFUSALS)
    operation = schema[route.path][route.method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @steady
    def check_operation(case: Case[Any]) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    check_operation()


@on_sqlite
def test_it_is_served_when_asked_for_and_not_otherwise(
    desk_with_description: Desk, desk: Desk
) -> None:
    asked = TestClient(build_app(desk_with_description), headers=BROWSER).get("/desk/openapi.json")
    assert asked.json() == describe_api()
    assert TestClient(build_app(desk)).get("/desk/openapi.json").status_code == 404


def test_it_has_every_route_and_the_types_it_takes() -> None:
    paths = describe_api()["paths"]
    listed = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert listed == {(route.method, route.path) for route in ROUTES}
    for route in ROUTES:
        described = paths[route.path][route.method.lower()].get("requestBody", {})
        taken = find_body(route)
        assert set(described.get("content", {})) == set(taken.media_types if taken else ())


def test_no_operation_has_a_parameter_twice() -> None:
    for path, operations in describe_api()["paths"].items():
        for method, operation in operations.items():
            names = [(one["in"], one["name"]) for one in operation.get("parameters", ())]
            assert len(names) == len(set(names)), (method, path)


def test_it_is_openapi_3_1() -> None:
    told = describe_api()
    assert told["openapi"].startswith("3.1.")
    schemas = list(_iter_schemas(told["paths"]))
    assert schemas
    for schema in schemas:
        meta.validate(schema)
    ids = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))
    for path, methods in told["paths"].items():
        for operation in methods.values():
            places = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
            assert places == {part[1:-1] for part in path.split("/") if part.startswith("{")}
            assert operation["responses"]


def _iter_schemas(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if "schema" in node:
            yield node["schema"]
        for value in node.values():
            yield from _iter_schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from _iter_schemas(value)
