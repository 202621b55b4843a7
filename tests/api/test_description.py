"""The OpenAPI document is complete and true: every operation is explained, and random requests find no contradiction."""

from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 4  # of each operation; more find no more here, and cost seconds
OF_THE_RECORDER = {
    "CameraLive",
    "Done",
    "FurnaceLive",
    "Live",
    "ScaleLive",
    "Stated",
}  # its messages, whose numbers explain themselves; `Done` and `Live` have an example of the whole
# Read by operators only.
FOR_OPERATORS = ("/{recording}/file", "/image", "/answer.json", "/answer.pdf", "/answer.zip")
ENDLESS = "/api/v1/events"  # an event stream has no end to be checked; test_event_stream.py reads it


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_requests_made_from_the_description_are_answered_as_described(record, recorder, bearer, mode):
    """Whatever the description allows, and what it does not, gets an answer of a described status, type and shape."""
    # an application of its own: one of the requests logs the operator out
    described = schemathesis.openapi.from_asgi("/openapi.json", create_app(record.config))
    for found in described.exclude(path=ENDLESS).get_all_operations():
        with suppress(Unsatisfiable):  # an operation that takes nothing has nothing to be got wrong
            _try(found.ok().as_strategy(mode), bearer)

    assert recorder.told or mode is GenerationMode.NEGATIVE


def _try(cases, bearer):
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases)
    def answered_as_described(case):
        case.call_and_validate(headers=bearer, checks=CHECKS)

    answered_as_described()


def _operations(app):
    for path, item in app.openapi()["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_is_explained(app):
    """A summary, a description, a tag, a name of its own, and what each error looks like."""
    names = []
    for where, operation in _operations(app):
        assert operation["summary"], where
        assert operation["description"], where
        assert operation["tags"], where
        names.append(operation["operationId"])
        for status, answer in operation["responses"].items():
            assert status < "400" or list(answer["content"]) == ["application/problem+json"], (where, status)
    assert len(set(names)) == len(names)


def test_every_command_says_that_it_needs_a_login(app):
    """Token or cookie for what commands, and for films; nothing for what else reads, or carries a signature of its own."""
    for where, operation in _operations(app):
        commands = where.startswith("POST") and not where.endswith(
            ("/login", "/cosignatures", "/commitments", "/reveals")
        )
        assert bool(operation.get("security")) == (commands or where.endswith(FOR_OPERATORS)), where


def test_every_field_and_parameter_has_an_example(app):
    """Whoever reads the description sees what a value looks like."""
    document = app.openapi()
    bare = [
        f"{where} {parameter['name']}"
        for where, operation in _operations(app)
        for parameter in operation.get("parameters", [])
        if not parameter["schema"].get("examples") and not parameter.get("examples")
    ]
    schemas = document["components"]["schemas"]
    for name, model in [(name, schemas[name]) for name in schemas.keys() - OF_THE_RECORDER]:
        bare += [f"{name}.{field}" for field, shape in model.get("properties", {}).items() if not _has_example(shape)]

    assert bare == []


def _has_example(shape):
    if "examples" in shape or "$ref" in shape or "default" in shape:
        return True
    return any(
        _has_example(each) for each in [*shape.get("anyOf", []), *([shape["items"]] if "items" in shape else [])]
    )
