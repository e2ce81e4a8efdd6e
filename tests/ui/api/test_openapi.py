"""Requests made from the OpenAPI, in and out of its bounds: what comes back is what it promises."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from ui.api.app import build_app
from ui.api.options import Options

EXAMPLES = 15
OPERATIONS = [
    (path, method.upper())
    for path, methods in build_app(None, Options()).openapi()["paths"].items()
    for method in methods
]


@pytest.fixture(scope="module")
def described(sample_service):
    return schemathesis.openapi.from_asgi("/openapi.json", build_app(sample_service, Options(open=True)))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_are_what_the_openapi_promises(described, path, method, mode):
    # Which texts are queries is told by SPARQL's grammar, which a schema cannot say.
    left_out = "positive_data_acceptance" if path == "/sparql" else None
    checks = [check for check in CHECKS.get_all() if check.__name__ != left_out]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def holds(case):
        case.call_and_validate(checks=checks)

    try:
        holds()
    except Unsatisfiable:  # whatever is sent lies within the bounds
        assert mode is GenerationMode.NEGATIVE


def test_every_operation_says_what_it_is_for_and_how_it_fails(client):
    told = client.get("/openapi.json").json()
    for methods in told["paths"].values():
        for operation in methods.values():
            assert operation["description"]
            assert {"200", "4XX", "5XX"} <= set(operation["responses"])
    assert "HTTPValidationError" not in told["components"]["schemas"]
    assert len({one["operationId"] for methods in told["paths"].values() for one in methods.values()}) >= 20
