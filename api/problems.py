"""Answers that say no: RFC 9457 problems with a cause and a remedy, for every error that can reach a client."""

from typing import Any

from fastapi.responses import Response
from pydantic import Field

from api.kinds import Kind
from station.recorder.answers import Problem

MEDIA_TYPE = "application/problem+json"
SCHEMA_REF = "#/components/schemas/Problem"

TOO_MANY = 429
RETRY_AFTER = {"description": "seconds to wait", "schema": {"type": "integer", "minimum": 0}}

Responses = dict[int | str, dict[str, Any]]


class ProblemShown(Problem):
    """What went wrong, why, and what to do about it (RFC 9457)."""

    type: str = Field(examples=["/problems/out-of-order"], description="Resolves to an explanation.")
    status: int = Field(examples=[409])
    title: str = Field(examples=["Not possible now"])
    detail: str = Field(examples=["burn.start is not possible now."], description="The cause, in plain words.")
    remedy: str = Field(examples=["Charge the furnace first."], description="What to do.")
    missing: list[str] = Field(default=[], examples=[["the furnace to be charged"]])
    instance: str = Field(examples=["/api/v1/sessions/S1/batches/B1/burn"], description="What was asked for.")


class Refused(Exception):
    """A request that is answered with a problem. Cause and remedy are the kind's unless more exact ones are given."""

    def __init__(
        self,
        kind: Kind,
        detail: str | None = None,
        remedy: str | None = None,
        *,
        missing: list[str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.problem = Problem(
            type=kind.type,
            status=kind.status,
            title=kind.title,
            detail=detail or kind.cause,
            remedy=remedy or kind.remedy,
            missing=missing or [],
        )
        self.headers = headers
        super().__init__(self.problem.detail)


def answer(problem: Problem, instance: str, headers: dict[str, str] | None = None) -> Response:
    """The response that carries a problem; `instance` is the path that was asked for."""
    shown = ProblemShown(**problem.model_dump(), instance=instance)
    return Response(
        shown.model_dump_json(),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def documented(*kinds: Kind) -> Responses:
    """The `responses=` of routes that may answer with these kinds of problem."""
    responses: Responses = {}
    for kind in kinds:
        fresh = {"schema": {"$ref": SCHEMA_REF}, "examples": {}}
        same = responses.setdefault(kind.status, {"description": kind.title, "content": {MEDIA_TYPE: fresh}})
        if kind.status == TOO_MANY:
            same["headers"] = {"Retry-After": RETRY_AFTER}
        example = ProblemShown(**Refused(kind).problem.model_dump(), instance="/api/v1/sessions/S1")
        same["content"][MEDIA_TYPE]["examples"][kind.slug] = {"summary": kind.title, "value": example.model_dump()}
    return responses
