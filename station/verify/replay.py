"""The session as the rules leave it, entry by entry, for whoever asks what was known at a moment."""

from collections.abc import Iterator

from station.formats.entry import Entry
from station.formats.errors import VerificationError
from station.rules import moves
from station.rules.session import Session
from station.verify.record import OPENED, Record


def replayed(record: Record) -> Iterator[tuple[Entry, Session]]:
    """Yield each entry of the session with the state after it; end before the first that breaks the rules.

    `check_course` says where and why; what follows has no state that could be told. The state is one object, moved on.
    """
    if record.opened is None or record.entries[0].kind != OPENED:
        return
    session = Session(session=record.session)
    for entry in record.entries:
        if entry.session is None:
            continue  # the station's own, between those of the session
        if entry.session != record.session:
            return
        try:
            moves.check(session, entry.kind, entry.data)
        except (moves.OutOfOrder, VerificationError):
            return
        session.apply(entry.kind, entry.data, entry.index)
        yield entry, session
