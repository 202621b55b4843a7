"""What courts asked for and were answered, over the log's whole life: so that no request can be ignored in silence."""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.verify.report import Fault, note
from station.verify.words import words

REQUESTED, ANSWERED = "court.requested", "court.answered"
OF_COURTS = frozenset({REQUESTED, ANSWERED})


class Requests:
    """Takes the entries about courts; `waiting` are those not answered yet, by number."""

    def __init__(self) -> None:
        self.count = 0
        self.waiting: dict[str, Entry] = {}

    def take(self, entry: Entry) -> Iterator[Fault]:
        """Take a request or an answer; yield what is wrong with it."""
        request = entry.data["request"]
        if entry.kind == REQUESTED:
            self.count += 1
            if request != f"R{self.count}":
                text = words(
                    "Entry {index} is request {request}, but R{expected} comes next: a request was left out or put in.",
                    index=entry.index,
                    request=request,
                    expected=self.count,
                )
                yield Fault(text, {"entry": entry.index, "request": request})
            self.waiting[request] = entry
        elif self.waiting.pop(request, None) is None:
            text = words(
                "Entry {index} answers request {request}, which does not wait for an answer.",
                index=entry.index,
                request=request,
            )
            yield Fault(text, {"entry": entry.index, "request": request})

    def unanswered(self) -> Iterator[Fault]:
        """Say what still waits."""
        for request, entry in self.waiting.items():
            text = words(
                "Request {request} of a court, dated {date} and recorded at {utc} (entry {index}), is UNANSWERED.",
                request=request,
                date=entry.data["date"],
                utc=entry.at.utc,
                index=entry.index,
            )
            yield note(text, entry=entry.index, request=request)
