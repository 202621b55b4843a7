"""Why the monitor does not start. Each error says what to do."""

from pathlib import Path


class MonitorError(Exception):
    """The monitor cannot follow anything. Never raised itself."""


class StateInUse(MonitorError):
    """Another monitor works in the folder; `pid` is its number, or None when it has not written it yet."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        who = "another monitor" if pid is None else f"another monitor, process {pid}"
        super().__init__(
            f"{folder} is in use by {who}. Stop that one, or give this one a folder of its own with --state."
        )
        self.folder, self.pid = folder, pid


class StateDamaged(MonitorError):
    """A file that the monitor must not forget cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is damaged: {reason} It is the monitor's memory of that log. Put your own copy of it back, an older one "
            "too; without any, move its folder away, and the log is followed as if it were seen for the first time."
        )
        self.path, self.reason = path, reason


class NotAnAddress(MonitorError):
    """The webhook's address is none that can be posted to."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is not an http or https address. Give one with --webhook, or leave it out.")
        self.url = url
