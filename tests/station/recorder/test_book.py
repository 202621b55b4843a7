"""The book: rules before writing, withheld values, the seal's root, and a session that goes on after a restart."""

import base64

import pytest

from station.formats.commitment import verify_opening
from station.formats.merkle import leaf_hash, root
from station.ledger import proofs
from station.ledger.errors import CommitFailed
from station.recorder.book import Fact
from station.rules.moves import OutOfOrder
from station.rules.session import Stage
from tests.station.recorder.books import CLOSED, CONSIGNED, JOINED, OPENED, QUORUM, STEPPED


def stored(book):
    """All entries, as the database has them."""
    with book._reader.connect() as connection:
        return list(proofs.entries(connection, 0, book.ledger.size))


def test_what_the_rules_refuse_leaves_no_trace(reopen):
    """A refused fact, alone or behind an allowed one, changes neither log nor session."""
    book = reopen()
    book.open("S1", OPENED, JOINED, by="desk")
    before = book.ledger.size

    with pytest.raises(OutOfOrder):
        book.record(Fact("batch.opened", {"batch": "B1"}), by="desk")
    with pytest.raises(OutOfOrder, match="C1 is already registered"):
        book.record(CONSIGNED, CONSIGNED, by="desk")

    assert book.ledger.size == before
    assert book.session.consignments == {}


def test_personal_data_and_case_numbers_stand_as_commitments(reopen):
    """The log holds no name and no case number; the openings beside it show them."""
    book = reopen()
    book.open("S1", OPENED, JOINED, by="desk")
    book.record(CONSIGNED, by="desk")

    opened, joined, consigned = stored(book)
    assert opened.data["place"] == "hall"
    assert set(joined.data["name"]) == {"commitment"}
    assert set(consigned.data["case"]) == {"commitment"}
    assert b"26-7512-00-3/118" not in consigned.encode()


def test_each_value_is_committed_with_its_own_salt(reopen):
    """The same name twice gives two commitments that nobody can link, and both open."""
    book = reopen()
    _, first = book._withheld(JOINED)
    _, second = book._withheld(JOINED)
    for opening in (*first, *second):
        verify_opening(opening)

    assert first[0].value == second[0].value
    assert first[0].commitment != second[0].commitment


def test_the_seal_covers_every_entry_between_its_numbers(reopen):
    """The root in the seal is the RFC 6962 root over first to last, the station's own entries included."""
    book = reopen()
    book.record(STEPPED)
    book.open("S1", OPENED, JOINED, by="desk")
    book.record(STEPPED)
    book.record(CLOSED, by="desk")
    book.seal([], QUORUM, by="desk")

    entries = stored(book)
    seal = entries[-1].data
    covered = entries[seal["first"] : seal["last"] + 1]
    assert (seal["first"], seal["last"]) == (1, 4)
    assert seal["root"] == base64.b64encode(root([leaf_hash(entry.encode()) for entry in covered])).decode()
    assert book.session_id is None


def test_a_session_goes_on_after_a_restart(reopen):
    """A book opened again stands where it stood, and seals the same root."""
    book = reopen()
    book.open("S1", OPENED, JOINED, by="desk")
    book.record(CONSIGNED, STEPPED, by="desk")

    book = reopen()
    assert (book.session_id, book.session.stage) == ("S1", Stage.OPEN)
    assert set(book.session.consignments) == {"C1"}
    book.record(CLOSED, by="desk")
    book.seal([], QUORUM, by="desk")

    entries = stored(book)
    leaves = [leaf_hash(entry.encode()) for entry in entries[:-1]]
    assert entries[-1].data["root"] == base64.b64encode(root(leaves)).decode()


def test_a_second_session_waits_for_the_seal(reopen):
    """While one session is open no other begins, and the open one is unharmed."""
    book = reopen()
    book.open("S1", OPENED, JOINED, by="desk")
    with pytest.raises(OutOfOrder, match=r"session.opened is not possible now"):
        book.open("S2", OPENED, JOINED, by="desk")

    assert book.session_id == "S1"
    assert book.session.people == {"P1": "police"}


def test_a_session_whose_opening_fails_was_never_open(reopen):
    """When an opening cannot be written the book is as before, and another try succeeds."""
    book = reopen()
    with pytest.raises(OutOfOrder):
        book.open("S1", OPENED, JOINED, JOINED, by="desk")

    assert book.session_id is None
    book.open("S1", OPENED, JOINED, by="desk")


@pytest.mark.parametrize("taken", [True, False], ids=["committed_but_denied", "refused"])
def test_a_commit_in_doubt_is_looked_up_and_never_guessed(reopen, monkeypatch, taken):
    """When the database does not confirm, the book believes what the database holds, and goes on either way."""
    book = reopen()
    book.open("S1", OPENED, JOINED, by="desk")
    append = book.ledger.append

    def denied(*events):
        if taken:
            append(*events)
        raise CommitFailed(book.ledger.size, OSError("in doubt"))

    monkeypatch.setattr(book.ledger, "append", denied)
    if taken:
        assert [entry.kind for entry in book.record(CONSIGNED)] == ["consignment.registered"]
    else:
        with pytest.raises(CommitFailed):
            book.record(CONSIGNED)
    monkeypatch.undo()
    assert ("C1" in book.session.consignments) == taken
    book.record(CLOSED, by="desk")
    book.seal([], QUORUM, by="desk")

    entries = stored(book)
    covered = [leaf_hash(entry.encode()) for entry in entries[:-1]]
    assert entries[-1].data["root"] == base64.b64encode(root(covered)).decode()
