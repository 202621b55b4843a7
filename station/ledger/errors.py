"""The errors of the ledger. Each says what happened, what stands, and what to do."""

from pathlib import Path

from station.formats.errors import VerificationError


class LedgerError(Exception):
    """The ledger cannot do what was asked. Never raised itself."""


class CommitFailed(LedgerError):
    """The database did not confirm a commit, so the entries from `first` on may or may not stand."""

    def __init__(self, first: int, reason: BaseException) -> None:
        super().__init__(
            f"The database did not confirm the entries from number {first} on ({reason}); nobody was shown them. Check "
            f"the disk, read the log from entry {first} on, and repeat only what is not there."
        )
        self.first = first
        self.reason = reason


class WriteRefused(LedgerError):
    """The database refused rows of a table; nothing of the append stands."""

    def __init__(self, table: str, reason: Exception) -> None:
        super().__init__(
            f"The database refused to write {table} ({reason}). Nothing of this was recorded. See whether the disk is "
            "full, and whether another station writes the same database, then repeat."
        )
        self.table = table
        self.reason = reason


class LedgerClosed(LedgerError):
    """An append came after `close`."""

    def __init__(self) -> None:
        super().__init__("The ledger is closed. Start the station again.")


class NoCheckpoint(LedgerError):
    """No checkpoint was ever signed at that size."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The log never signed a checkpoint of {size} entries. Ask for one that it did sign.")
        self.size = size


class PublishedAhead(LedgerError, VerificationError):
    """A published copy of the log has more entries than the database: the database is old or new."""

    def __init__(self, published: int, size: int) -> None:
        super().__init__(
            f"The published log has {published} entries, the database only {size}. Going on would fork the log, so the "
            "station will not start. Put back the newest copy of the database; if it is lost for good, keep the "
            "published log as evidence, and begin a new station with a new key and a new folder."
        )
        self.published = published
        self.size = size


class Forked(LedgerError, VerificationError):
    """A published checkpoint contradicts the database. `expected` is the database's root, None where it has none."""

    def __init__(self, size: int, expected: bytes | None, found: bytes) -> None:
        held = "no checkpoint of that size" if expected is None else f"the root {expected.hex()}"
        super().__init__(
            f"The published checkpoint of {size} entries has the root {found.hex()}, the database has {held}. One of "
            "the two was changed, so the station will not start: keep both as evidence, and put back the database that "
            "belongs to the published log."
        )
        self.size = size
        self.expected = expected
        self.found = found


class PublishedDiffers(LedgerError, VerificationError):
    """A published file, which must never change, has other bytes than the database gives."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} differs from the database. Published files never change, so it was not overwritten: keep it as "
            "evidence, find out which of the two was changed, then move the file away and publish again."
        )
        self.path = path


class Damaged(LedgerError, VerificationError):
    """The database contradicts itself at `what` number `index`."""

    def __init__(self, what: str, index: int, expected: object, found: object) -> None:
        super().__init__(
            f"The database is damaged at {what} {index}: expected {_shown(expected)}, found {_shown(found)}. "
            "Keep it as evidence, and put back a copy that passes the check."
        )
        self.what = what
        self.index = index
        self.expected = expected
        self.found = found


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
