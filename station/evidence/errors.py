"""Why a bag could not be made. Each error says what stands and what to do."""

from pathlib import Path


class EvidenceError(Exception):
    """No bag was made, and nothing was left behind. Never raised itself."""


class UnknownSession(EvidenceError):
    """The log has no such session."""

    def __init__(self, session: str) -> None:
        super().__init__(f"The log has no session {session}. The console lists the sessions.")
        self.session = session


class NotSealed(EvidenceError):
    """The session is still under way."""

    def __init__(self, session: str, stage: str) -> None:
        super().__init__(f"Session {session} is not sealed yet ({stage}). Seal it, then export it.")
        self.session = session
        self.stage = stage


class BagExists(EvidenceError):
    """Something has the bag's name already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already and was left as it is. Give another place.")
        self.path = path


class NoRoom(EvidenceError):
    """The disk that the bag should go to is too full; both numbers are bytes."""

    def __init__(self, path: Path, needed: int, free: int) -> None:
        super().__init__(f"The bag needs {needed} bytes at {path}, and {free} are free. Use another disk.")
        self.path = path
        self.needed = needed
        self.free = free


class RecordingMissing(EvidenceError):
    """A file whose hash was sealed is not where it was written; `recording` is its recording, or which image it is."""

    def __init__(self, recording: str, path: Path, reason: str) -> None:
        super().__init__(
            f"The file of {recording} cannot be read at {path}: {reason}. Put the file back from a copy; "
            "its hash is sealed, so any true copy will do. Without one, export the rest as an incomplete bag."
        )
        self.recording = recording
        self.path = path


class RecordingChanged(EvidenceError):
    """A file is not the one that was sealed; both hashes are SHA-256 in hex."""

    def __init__(self, recording: str, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"The file of {recording} at {path} is not what was sealed: its SHA-256 is {found}, the record says {expected}. "
            "Keep the file as evidence of the change, and put a true copy in its place. Without one, export what is left "
            "as an incomplete bag."
        )
        self.recording = recording
        self.path = path
        self.expected = expected
        self.found = found
