"""Why no answer was made. Each error says what stands and what to do."""

from pathlib import Path


class CourtError(Exception):
    """No answer was made. Never raised itself."""


class UnknownRequest(CourtError):
    """No such request was recorded."""

    def __init__(self, request: str) -> None:
        super().__init__(f"There is no request {request}. `station court list` names those that were recorded.")
        self.request = request


class AnsweredBefore(CourtError):
    """The request was answered, and what was answered is not here; `entry` is where the answer's hashes stand."""

    def __init__(self, request: str, entry: int, folder: Path) -> None:
        super().__init__(
            f"Request {request} was answered with entry {entry}, but the answer is not in {folder}. Put it back from a copy; "
            "or record a new request, and answer that."
        )
        self.request, self.entry, self.folder = request, entry, folder


class NotAnswered(CourtError):
    """The request waits for its answer."""

    def __init__(self, request: str) -> None:
        super().__init__(f"Request {request} is not answered yet: `station court answer {request}`.")
        self.request = request


class AnswerInTheMaking(CourtError):
    """Somebody makes an answer right now."""

    def __init__(self) -> None:
        super().__init__("An answer is being made right now; films are hashed for it. Try again when it is there.")


class PlaceTaken(CourtError):
    """Something has the name already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already and was left as it is. Give another place.")
        self.path = path
