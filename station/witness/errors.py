"""Why the witness does not start, or does not sign. Each error says what to do."""

from datetime import UTC, datetime
from pathlib import Path


class WitnessError(Exception):
    """The witness has signed nothing. Never raised itself."""


class StateInUse(WitnessError):
    """Another process serves the state; `pid` is its number, or None when it has not written it yet."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        who = "another process" if pid is None else f"process {pid}"
        super().__init__(
            f"{folder} is in use by {who}. Two witnesses on one state could sign two histories: "
            "stop the other one, then start again."
        )
        self.folder = folder
        self.pid = pid


class StateLost(WitnessError):
    """The key has a state already, and the given folder is not it."""

    def __init__(self, key_file: Path, folder: Path, former: str) -> None:
        super().__init__(
            f"{folder} is new, but the key {key_file} has cosigned with the state {former}. "
            "A witness that has forgotten could sign a second history. Mount or name the folder that it used. If that is "
            "lost, make a new key with: station witness key, and tell those who trusted the old one."
        )
        self.key_file = key_file
        self.folder = folder
        self.former = former


class OtherKey(WitnessError):
    """The state belongs to another key; both are verifier keys."""

    def __init__(self, folder: Path, expected: str, found: str) -> None:
        super().__init__(
            f"{folder} is the state of {found}, and the key given is {expected}. "
            "Give that key, or a new folder for the new key."
        )
        self.folder = folder
        self.expected = expected
        self.found = found


class StateDamaged(WitnessError):
    """What the witness had stored cannot be trusted."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is damaged: {reason} Do not put an older copy back: a witness that has forgotten could sign a "
            "second history. Make a new key with: station witness key, start it with a new state folder, and tell those who "
            "trusted the old one."
        )
        self.path = path
        self.reason = reason


class LogsUnreadable(WitnessError):
    """The list of logs to follow cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} does not name the logs to follow: {reason} Mend it or remove it.")
        self.path = path
        self.reason = reason


class NotFollowed(WitnessError):
    """What shall be unfollowed is not followed; `given` is what the person gave."""

    def __init__(self, folder: Path, given: str) -> None:
        super().__init__(
            f"{given} is no key and no log that is followed in {folder}. Give a verifier key, a file of them, or a "
            "log's name, as station witness serve prints it at its start."
        )
        self.folder = folder
        self.given = given


class NotStored(WitnessError):
    """A checkpoint could not be stored. `final` when the disk's content is unknown until the next start."""

    def __init__(self, path: Path, reason: str, *, final: bool) -> None:
        remedy = "Mend that and start the witness again." if final else "It tries again at the next request."
        super().__init__(f"{path} could not be stored, so nothing was signed: {reason}. {remedy}")
        self.path = path
        self.reason = reason
        self.final = final


class ClockBehind(WitnessError):
    """The clock stands before the last cosignature; both are seconds since 1970."""

    def __init__(self, last_s: int, now_s: int) -> None:
        super().__init__(
            f"The clock says {_utc(now_s)}, before this witness's last cosignature ({_utc(last_s)}). "
            "It signs no time that it knows to be wrong: set the clock."
        )
        self.last_s = last_s
        self.now_s = now_s


def _utc(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
