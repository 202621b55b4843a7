"""What a court asks for, and what it was answered."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from station.recorder.commands.message import Base64, Date, Message, Number, Text

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RequestAnswer(Message):
    """Record that a court asks for a case. From now on the log shows that this request waits for an answer."""

    command: Literal["court.request"] = "court.request"
    court: Text = Field(examples=["district court no. 2"])
    judge: Text = Field(examples=["(as on the request)"], description="only ever committed to, never shown in the log")
    number: Text = Field(examples=["2-114/2026"], description="the request's own number")
    date: Date = Field(examples=["2026-11-21"], description="the request's own date")
    case: Text = Field(examples=["26-7512-00-3/118"])
    since: AwareDatetime | None = Field(default=None, examples=["2026-11-21T00:00:00Z"], description="null: always")
    until: AwareDatetime | None = Field(default=None, examples=["2026-11-22T00:00:00Z"], description="null: today")
    form: Text = Field(default="a package on a carrier", examples=["a package on a carrier"])

    @model_validator(mode="after")
    def _interval_runs_forward(self) -> "RequestAnswer":
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ValueError("until: a moment after since")
        return self


class AnswerRequest(Message):
    """Record the digests of an answer that was made. It is given by the program that made the answer, not by hand."""

    command: Literal["court.answer"] = "court.answer"
    request: Number = Field(examples=["R1"])
    answer_sha256: Digest = Field(examples=["9f" * 32], description="of answer.json")
    document_sha256: Digest = Field(examples=["3c" * 32], description="of answer.pdf")
    size: int = Field(gt=0, le=2**53 - 1, examples=[1042], description="the log's entries of which it tells")
    root: Base64 = Field(examples=["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="])
    by_name: Text = Field(examples=["(as on the identity paper)"], description="who answers; only ever committed to")
