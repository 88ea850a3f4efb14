"""Routes of staff, asked as their description says by members of every role."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from starlette.testclient import TestClient

from entraide.desk.app import ROUTES, build_app
from entraide.desk.desk import Desk
from entraide.desk.staff import tokens
from entraide.model.staff_roles import SESSION_COOKIE, Role
from support.desk import BROWSER
from support.fuzzing import try_examples
from support.staff import add_comment, add_proposal, find_csrf_token, sign_in_as

ROUTES_OF_STAFF = [
    route for route in ROUTES if route.path.startswith("/desk/staff") and "sign-" not in route.path
]
REFUSALS = SchemathesisConfig.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}}}
)
steady = try_examples(
    4,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.thorough
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", ROUTES_OF_STAFF, ids=lambda route: f"{route.method}{route.path}")
@pytest.mark.parametrize("store_kind", ["sqlite"])
def test_a_route_of_staff_answers_as_its_description_says(
    desk: Desk, route: Any, role: Role
) -> None:
    for name, value in (("openapi", True), ("limits_times", 1_000)):
        object.__setattr__(desk.settings, name, value)
    app = build_app(desk)
    client = TestClient(app, base_url="https://help.example", headers=BROWSER)
    csrf = find_csrf_token(sign_in_as(client, desk, role.value).get("/desk/staff/account/").text)
    token = desk.store.write(lambda connection: tokens.make_token(connection, role.value))
    add_proposal(desk, id="proposed")
    add_comment(desk, "It is wrong.", id="proposed")
    schema = schemathesis.openapi.from_asgi("/desk/openapi.json", app, config=REFUSALS)
    operation = schema[route.path][route.method]

    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    @steady
    def check_operation(case: Case[Any]) -> None:
        if isinstance(case.body, dict):
            case.body["csrf"] = csrf
        if "/api/" in route.path:
            case.headers["Authorization"] = f"Bearer {token}"
        case.cookies = {SESSION_COOKIE: client.cookies[SESSION_COOKIE]}
        case.call_and_validate(excluded_checks=[positive_data_acceptance, ignored_auth])

    check_operation()
