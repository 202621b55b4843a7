"""Cosignatures as the recorder takes them: real keys, a real log, and everything that must be refused."""

import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.checkpoint import Checkpoint
from station.formats.personal import PersonalCosignature, parse_personal_key
from station.formats.signing import Cosigner, MlDsa44Cosigner, cosign
from station.ledger import proofs
from station.recorder.book import Fact
from station.recorder.commands import CosignCheckpoint
from station.recorder.cosigning import Cosigning
from station.recorder.refusals import Refused
from station.rules.moves import OutOfOrder
from tests.station.recorder.books import CLOSED, JOINED, NAME, OPENED, QUORUM

MEDIA = Fact("person.joined", {"person": "P2", "role": "media", "name": "name", "body": "body"})
POLICE_KEY = Cosigner("police.example/1", Ed25519PrivateKey.from_private_bytes(bytes([1] * 32)))
MEDIA_KEY = MlDsa44Cosigner("media.example/7", MLDSA44PrivateKey.from_seed_bytes(bytes([2] * 32)))
SPARE_KEY = Cosigner("police.example/2", Ed25519PrivateKey.from_private_bytes(bytes([3] * 32)))
SAME_KEY = Cosigner("judge.example/9", Ed25519PrivateKey.from_private_bytes(bytes([1] * 32)))
ASKED = Fact("session.opened", OPENED.data | {"quorum": [["police"], ["prosecutor", "media"]]})


@pytest.fixture
def book(reopen):
    """A book with an open session, in which a policeman and a journalist have presented keys."""
    opened = reopen()
    opened.open("S1", ASKED, JOINED, MEDIA, by="desk")
    for person, key in (("P1", POLICE_KEY), ("P2", MEDIA_KEY)):
        opened.record(Fact("key.presented", {"person": person, "key": key.verifier.format()}), by="desk")
    return opened


@pytest.fixture
def room(book):
    """What judges cosignatures for that book."""
    return Cosigning(book, book._reader, NAME)


def newest(book):
    """The checkpoint of the log as it stands."""
    return Checkpoint(NAME, book.ledger.size, book.ledger.root)


def order(signed):
    """The command that hands a cosignature in."""
    return CosignCheckpoint.model_validate(signed.to_data())


def seal(book, **quorum):
    """Seal the session with this said of the quorum."""
    return book.seal([], QUORUM | quorum, by="desk")


def test_a_cosignature_becomes_an_entry(book, room):
    """It stands in the log as it was made, remark included, and verifies from the entry alone."""
    signed = cosign(MEDIA_KEY, "P2", newest(book), "The bag was open.")

    (entry,) = book.record(room.cosigned(order(signed)), by="room")

    found = PersonalCosignature.of_entry(entry.data, NAME, MEDIA_KEY.name)
    found.verify(parse_personal_key(book.session.keys["P2"]))
    assert (found, entry.kind, entry.session) == (signed, "checkpoint.cosigned", "S1")
    with pytest.raises(OutOfOrder, match="recorded already"):
        book.record(room.cosigned(order(signed)), by="room")


@pytest.mark.parametrize(
    ("forge", "why"),
    [
        (lambda signed, _: replace(signed, person="P1"), "does not fit"),
        (lambda signed, _: replace(signed, person="P9"), "No key was presented for P9"),
        (lambda signed, _: replace(signed, remark="Nothing to remark."), "does not fit"),
        (lambda signed, book: replace(signed, checkpoint=newest_but_one(book)), "does not fit"),
        (lambda signed, _: replace(signed, checkpoint=Checkpoint(NAME, 9999, bytes(32))), "never signed a checkpoint"),
        (
            lambda signed, _: replace(signed, checkpoint=Checkpoint(NAME, signed.checkpoint.size, bytes(32))),
            "another one",
        ),
    ],
)
def test_what_is_not_signed_so_is_refused(book, room, forge, why):
    """Another person, a changed remark, a cosignature replayed on another checkpoint, a root that this log never had."""
    book.record(Fact("remark.made", {"person": "P1", "text": "one more entry"}), by="desk")
    signed = forge(cosign(MEDIA_KEY, "P2", newest(book), "The bag was open."), book)

    with pytest.raises(Refused, match=why):
        room.cosigned(order(signed))


def newest_but_one(book):
    """The checkpoint before the newest, whose root the database knows."""
    with book._reader.connect() as connection:
        held = proofs.checkpoint_at(connection, book.ledger.size - 1)
    return Checkpoint(NAME, held.size, held.root)


@pytest.mark.parametrize("text", ["nonsense", "furnace.example+00000000+AQ==", ""])
def test_what_is_no_cosigners_key_is_refused(room, text):
    """A log's key, or no key at all."""
    with pytest.raises(Refused, match="not a valid"):
        room.check_key(text)


def test_the_logs_and_the_witnesses_keys_are_nobodys(book):
    """Their signatures are public: a cosignature by them says nothing of who is in the room."""
    witness = Cosigner("newsroom.example/w", Ed25519PrivateKey.from_private_bytes(bytes([4] * 32)))
    room = Cosigning(book, book._reader, NAME, [witness.verifier.format()])
    renamed = Cosigner("police.example/4", Ed25519PrivateKey.from_private_bytes(bytes([4] * 32)))

    with pytest.raises(Refused, match="and no person's"):
        room.check_key(renamed.verifier.format())


def test_a_public_cosignature_is_no_persons_word(book, room):
    """A witness's line, copied as it stands, lacks what only a person's own tool signs."""
    stated = newest(book)
    line = MEDIA_KEY.sign(stated.format())
    copied = PersonalCosignature("P2", stated, line, None, line.signature[8:])

    with pytest.raises(Refused, match="does not fit"):
        room.cosigned(order(copied))


def test_a_key_is_one_persons(book):
    """Nobody presents the key of another, under whatever name, nor a second one."""
    with pytest.raises(OutOfOrder, match="a key of one's own"):
        book.record(
            Fact("person.joined", {"person": "P3", "role": "judiciary", "name": "n", "body": "b"}),
            Fact("key.presented", {"person": "P3", "key": SAME_KEY.verifier.format()}),
            by="desk",
        )
    with pytest.raises(OutOfOrder, match="no second key"):
        book.record(Fact("key.presented", {"person": "P1", "key": SPARE_KEY.verifier.format()}), by="desk")


def test_only_the_closed_session_counts_for_the_quorum(book, room):
    """Who co-signed before the close has not co-signed the whole; the seal must name the groups that are missing."""
    book.record(room.cosigned(order(cosign(MEDIA_KEY, "P2", newest(book)))), by="room")
    book.record(CLOSED, by="desk")
    book.record(room.cosigned(order(cosign(POLICE_KEY, "P1", newest(book)))), by="room")

    assert book.session.quorum_missing() == [["prosecutor", "media"]]
    with pytest.raises(OutOfOrder, match="the quorum as the entries give it"):
        seal(book, cosigned=["P1", "P2"])
    with pytest.raises(OutOfOrder, match="prosecutor or media, or the reason why"):
        seal(book, met=False, cosigned=["P1"], missing=[["prosecutor", "media"]])
    sealed = seal(book, met=False, cosigned=["P1"], missing=[["prosecutor", "media"]], reason="left early")
    assert sealed[-1].data["quorum"]["reason"] == "left early"


def test_a_quorum_needs_no_excuse(book, room):
    """Each group has co-signed the closed session: the seal says who, and a reason is refused."""
    book.record(CLOSED, by="desk")
    for person, key in (("P1", POLICE_KEY), ("P2", MEDIA_KEY)):
        book.record(room.cosigned(order(cosign(key, person, newest(book)))), by="room")

    with pytest.raises(OutOfOrder, match="no excuse"):
        seal(book, cosigned=["P1", "P2"], reason="none needed")
    assert seal(book, cosigned=["P1", "P2"])[-1].data["quorum"]["met"] is True


def test_the_seal_is_co_signed_after_it_was_made(book, room):
    """Only the seal's own checkpoint, by the people of that session; the entry stands outside of any session."""
    book.record(CLOSED, by="desk")
    seal(book, met=False, missing=[["police"], ["prosecutor", "media"]], reason="phones were forbidden")
    signed = cosign(MEDIA_KEY, "P2", newest(book), "I had no phone.")

    (entry,) = book.record(room.cosigned(order(signed)), by="room")

    assert (entry.kind, entry.session, entry.data["session"]) == ("seal.cosigned", None, "S1")
    assert base64.b64decode(entry.data["root"]) == signed.checkpoint.root
    with pytest.raises(Refused, match="recorded already"):
        room.cosigned(order(signed))
    with pytest.raises(Refused, match="the checkpoint of the last seal has"):
        room.cosigned(order(cosign(MEDIA_KEY, "P2", newest(book))))
