"""Why nothing could be taken from the record. Each error says what stands and what to do."""

from pathlib import Path


class ExcerptError(Exception):
    """No proof was made, and nothing was left behind. Never raised itself."""


class SpanUnreadable(ExcerptError):
    """What was asked for is not in a form that is understood."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(
            f"{text!r} is not understood: {reason}. Give RECORDING@FROM-TO, where FROM-TO is in UTC "
            "(2026-11-21T10:00:05Z-2026-11-21T10:01:05Z), in seconds of the recording (12.0-72.0) or in fragments (#3-#17)."
        )
        self.text = text
        self.reason = reason


class NothingShown(ExcerptError):
    """No fragment lies in what was asked for; `length` is the recording's, in seconds."""

    def __init__(self, recording: str, begun: str, length: str, fragments: int) -> None:
        super().__init__(
            f"Nothing of {recording} is left in that span. It begins at {begun}, lasts {length} s and has the fragments "
            f"#0 to #{fragments - 1}."
        )
        self.recording = recording


class UnknownRecording(ExcerptError):
    """The record has no such recording."""

    def __init__(self, recording: str) -> None:
        super().__init__(f"There is no recording {recording} here. The seal of its session lists the recordings.")
        self.recording = recording


class UnknownEntry(ExcerptError):
    """The log, or the bag, has no such entry; `first` to `last` are those it has."""

    def __init__(self, entry: int, first: int, last: int) -> None:
        super().__init__(f"There is no entry {entry} here; there are the entries {first} to {last}.")
        self.entry = entry


class SessionOpen(ExcerptError):
    """The recording's session is not sealed yet."""

    def __init__(self, session: str) -> None:
        super().__init__(f"Session {session} is not sealed yet. Seal it, then take excerpts from it.")
        self.session = session


class RecordingDamaged(ExcerptError):
    """What is left of a recording is not what was sealed, where it is needed."""

    def __init__(self, recording: str, reason: str) -> None:
        super().__init__(
            f"Recording {recording} is not as it was sealed: {reason}. Keep the file as evidence of the change, and take the "
            "excerpt from a true copy, a bag for one; or choose a part that is whole."
        )
        self.recording = recording
        self.reason = reason


class PlaceTaken(ExcerptError):
    """Something has the name already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already and was left as it is. Give another place.")
        self.path = path


class RecordContradicts(ExcerptError):
    """What was made does not verify: the record that it was made from contradicts itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The record contradicts itself, so nothing was made of it: {reason} Check it with `station verify`."
        )
        self.reason = reason
