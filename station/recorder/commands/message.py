"""The base of all messages, and the texts and numbers that they hold."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def _a_day(text: str) -> str:
    date.fromisoformat(text)  # its error says what is wrong with the day
    return text


# What stands on a label or is spoken in the room: no control characters, no line breaks in a record.
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")
]
# Latin and Cyrillic letters and digits: nothing that is invisible on a label, or of another alphabet that looks the same.
Number = Annotated[
    str,
    StringConstraints(pattern="^[0-9A-Za-z\u0400-\u0481\u048a-\u04ff][0-9A-Za-z\u0400-\u0481\u048a-\u04ff_./-]{0,59}$"),
]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,30}$")]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_a_day)]
# a hash, or a signature with its key id and time: 64 bytes and 12, or 2,420 and 12
Base64 = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
Mass = Annotated[int, Field(ge=0, le=10**14)]  # milligrams; the bound is 100,000 tonnes


class Message(BaseModel):
    """Base of all messages: frozen, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def told(self) -> dict[str, Any]:
        """The fields as an entry's data holds them: times as RFC 3339 texts, lists as lists, without the command's name."""
        return self.model_dump(mode="json", exclude={"command"})
