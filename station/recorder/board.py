"""A board that signs its readings: its key, how far it has counted, and what the log is told of both.

The log holds a commitment to the key, never the key. How far the board had counted is an entry from time to time, so that
after a restart nothing that it said before is taken again. With a new key it begins afresh: what was said under the old
key does not fit the new one.
Limits: what the board said between the newest of these entries and a crash could be played to the station once more; so
could all that it said under a key which it gets a second time.
"""

import threading
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, select

from firmware_bridge.board_watch import BoardWatch
from firmware_bridge.protocols import LineForm
from firmware_bridge.protocols.board import KEY_BYTES
from firmware_bridge.provisioning import commitment
from firmware_bridge.reading import BoardCount
from station import private
from station.config import ConfigError
from station.ledger.queries import BoardRow
from station.recorder.audit_trail import AuditTrail
from station.recorder.book import Book, Fact
from station.recorder.clocks import monotonic_us
from station.settings.scale import BoardSettings, ScaleSettings

QUIET_US = 60_000_000  # a count without news is told so often while a session is open
NEWS_US = 10_000_000  # lost readings are gathered for so long: a bad cable must not fill the log


def read_board_key(path: Path) -> bytes:
    """Read a board's key: 64 hexadecimal digits in a private file. Raises ConfigError with what to do."""
    try:
        key = bytes.fromhex(private.read(path).decode("ascii"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"The board's key {path} cannot be used: {error}; put the copy back.") from error
    if len(key) != KEY_BYTES:
        raise ConfigError(f"The board's key {path} cannot be used: it has not {KEY_BYTES} bytes; put the copy back.")
    return key


def board_key(scale: ScaleSettings) -> bytes | None:
    """The key of the scale that is a board; None for every other scale."""
    return None if scale.board is None else read_board_key(scale.board.key)


class BoardBook:
    """Keeps count of one board. `take` is called by the line's thread, the rest by the recorder's."""

    def __init__(self, settings: BoardSettings, book: Book, trail: AuditTrail, reader: Engine) -> None:
        self._book, self._trail, self._board = book, trail, settings.id
        self._key = read_board_key(settings.key)
        committed = commitment(settings.id, self._key).hex()
        with reader.connect() as connection:
            known = connection.execute(select(BoardRow).where(BoardRow.board == settings.id)).first()
        if known is not None and known.commitment != committed:
            known = None
        self._to_register = None if known else {"board": settings.id, "commitment": committed}
        counter: int | None = known.counter if known else None
        self._events: int = known.events if known else 0
        self._watch = BoardWatch(settings.id, counter=counter, events=self._events)
        self._lock = threading.Lock()
        self._newest: BoardCount | None = None
        self._missing, self._restarted = 0, False
        self._told_us: int | None = None

    def form(self, form: LineForm) -> LineForm:
        """Give the decoder the key, and what the board has said so far."""
        return replace(form, key=self._key, watch=self._watch)

    def take(self, count: BoardCount) -> None:
        """Take the count that came with a reading."""
        with self._lock:
            self._newest = count
            self._missing += count.missing
            self._restarted |= count.restarted

    def look(self, *, last_words: bool = False) -> None:
        """Tell the log what is new, and without news how far the board has counted."""
        if self._to_register is not None:
            self._book.record(Fact("board.registered", self._to_register, of_the_station=True))
            self._to_register = None
        with self._lock:
            newest, missing, restarted = self._newest, self._missing, self._restarted
            if newest is None or not (last_words or self._due(newest, news=bool(missing or restarted))):
                return
            self._newest, self._missing, self._restarted = None, 0, False
        told = {"board": newest.board, "counter": newest.counter, "events": newest.events}
        counted = Fact("board.counted", {**told, "missing": missing, "restarted": restarted}, of_the_station=True)
        if newest.events == self._events:
            self._book.record(counted)
        else:
            self._trail.board(counted)
        self._events, self._told_us = newest.events, monotonic_us()

    def _due(self, newest: BoardCount, *, news: bool) -> bool:
        if self._told_us is None or newest.events != self._events:
            return True
        age_us = monotonic_us() - self._told_us
        return age_us >= (NEWS_US if news else QUIET_US) and (news or self._book.session_id is not None)
