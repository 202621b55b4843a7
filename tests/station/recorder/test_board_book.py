"""What the station keeps of a board that signs: how far it counted under its key, and nothing of an older key."""

import pytest
from sqlalchemy import select

from firmware_bridge.board_watch import NotNextError
from firmware_bridge.provisioning import commitment
from firmware_bridge.reading import BoardCount
from station import private
from station.ledger.queries import BoardRow
from station.recorder.audit_trail import AuditTrail
from station.recorder.board import BoardBook
from station.settings.scale import BoardSettings

BOARD = "FB000001"
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def start(reopen, tmp_path):
    """Start the station again with this key of its board: the recorder's book and the board's."""

    def begin(key):
        path = tmp_path / f"{key.hex()}.key"
        if not path.exists():
            private.write_new(path, key.hex().encode())
        book = reopen()
        board = BoardBook(BoardSettings(id=BOARD, key=path), book, AuditTrail(book, book._reader), book._reader)
        board.look()
        return book, board

    return begin


def row(book):
    """What the station knows of the board."""
    with book._reader.connect() as connection:
        found = connection.execute(select(BoardRow)).one()
    return found.commitment, found.counter, found.events


def test_a_board_with_the_same_key_goes_on_counting(start):
    """After a restart nothing that it said before is taken again."""
    _, board = start(OLD)
    board.take(BoardCount(BOARD, 100, 7, None))
    board.look(last_words=True)
    book, board = start(OLD)

    assert row(book) == (commitment(BOARD, OLD).hex(), 100, 7)
    with pytest.raises(NotNextError, match="100 was heard before"):
        board._watch.take(BoardCount(BOARD, 100, 7, None))


def test_a_board_with_a_new_key_begins_afresh(start):
    """Its counters may be lower: a board that was exchanged or made empty begins at the beginning."""
    _, board = start(OLD)
    board.take(BoardCount(BOARD, 100, 7, None))
    board.look(last_words=True)
    book, board = start(NEW)

    assert row(book) == (commitment(BOARD, NEW).hex(), None, 0)
    assert board._watch.take(BoardCount(BOARD, 1, 1, None)) == BoardCount(BOARD, 1, 1, None)
    board.take(BoardCount(BOARD, 1, 1, None))
    board.look(last_words=True)
    assert row(book) == (commitment(BOARD, NEW).hex(), 1, 1)
