"""Requests of courts, and what they were answered."""

from pydantic import Field

from api.models.values import EntryNumber, Shown, TextOrCommitment, When
from station.recorder.commands import Text


class RequestShown(Shown):
    """A court's request. What the log withholds stands as a commitment; the answer's fields are null while it waits."""

    request: str = Field(examples=["R1"])
    court: TextOrCommitment = Field(validation_alias="court_json", examples=["district court no. 2"])
    case: TextOrCommitment = Field(validation_alias="case_json", examples=[{"commitment": "5b" * 32}])
    date: str = Field(examples=["2026-11-21"], description="the request's own date")
    form: str = Field(examples=["a package on a carrier"])
    recorded: When = Field(validation_alias="unix_us")
    entry: EntryNumber
    age_hours: int = Field(examples=[26], description="whole hours from the record to the answer, or until now")
    answer_entry: EntryNumber | None
    answered: When | None = Field(validation_alias="answered_unix_us")
    answer_sha256: str | None = Field(examples=["9f" * 32], description="of answer.json")
    document_sha256: str | None = Field(examples=["3c" * 32], description="of answer.pdf")


class AnswerBody(Shown):
    """Who answers, and in which language the paper is."""

    by_name: Text = Field(examples=["(as on the identity paper)"], description="only ever committed to in the log")
    language: str = Field(default="kk", pattern="^(kk|ru|en)$", examples=["ru"])
