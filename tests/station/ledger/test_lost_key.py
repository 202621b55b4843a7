"""After a key was lost: a new log that points back, and nothing that goes on with the old one."""

import pytest

from station import keys
from station.formats.checkpoint import open_checkpoint
from station.formats.cosignature import parse_verifier
from station.formats.errors import Malformed, NoTrustedSignature, SignatureInvalid
from station.ledger import continuation, proofs
from station.ledger.keyring import make_keys
from tests.houses import ORIGIN, begin, clock, log_of, reading, scrub, settings, work


@pytest.fixture
def house(tmp_path):
    """Give a station's settings, with keys, and a log of two entries."""
    return begin(tmp_path)


@pytest.fixture
def lost(house):
    """Give the old log's last published checkpoint and its keys, as people outside hold them."""
    return (log_of(house) / "checkpoint").read_bytes(), [each.format() for each in keys.public(house.key).verifiers]


def new_house(tmp_path, name="example.com/furnace-1b"):
    """Give the settings of a log that takes the old one's place."""
    (tmp_path / "new").mkdir(exist_ok=True)
    return settings(tmp_path / "new", name=name)


def begin_anew(station, old):
    """Begin the new log."""
    return continuation.begin_anew(station, log_of(station), old, "the disk died", clock)


def test_a_new_log_begins_with_what_the_old_one_last_showed(tmp_path, lost):
    """Its first entry holds the old checkpoint with the old signatures, and the log goes on under the new key."""
    old = continuation.read_predecessor(*lost)
    station = new_house(tmp_path)
    begun = begin_anew(station, old)
    work(station)

    with reading(station) as connection:
        first = next(proofs.entries(connection, 0, 1))
    shown = open_checkpoint(first.data["checkpoint"].encode(), [parse_verifier(lost[1][0])])
    assert (first.kind, first.data["origin"], first.data["size"]) == ("log.continues", ORIGIN, 2)
    assert shown == old.stated
    assert begun == keys.public(station.key)
    assert scrub(station) == 2


def test_a_log_is_begun_once(tmp_path, lost):
    """A second time, or over a log that exists, nothing is written; an attempt that got as far as the key goes on."""
    old = continuation.read_predecessor(*lost)
    station = new_house(tmp_path)
    make_keys(station, station.key)
    begin_anew(station, old)
    before = station.key.read_bytes()

    with pytest.raises(continuation.NotANewLog, match="Nothing was written"):
        begin_anew(station, old)
    assert (scrub(station), station.key.read_bytes()) == (1, before)


def test_the_old_name_is_refused(tmp_path, lost):
    """A second log of the old name would be a fork."""
    station = new_house(tmp_path, name=ORIGIN)

    with pytest.raises(continuation.NotANewLog, match="still"):
        begin_anew(station, continuation.read_predecessor(*lost))
    assert not station.key.exists()


def test_a_checkpoint_that_the_old_key_did_not_sign_is_refused(tmp_path, lost):
    """Neither another station's, nor a changed one, nor one that bears a line which nobody here can verify."""
    shown, vkeys = lost
    other = keys.generate(tmp_path / "other", ORIGIN)

    with pytest.raises(NoTrustedSignature):
        continuation.read_predecessor(shown, other)
    with pytest.raises(SignatureInvalid):
        continuation.read_predecessor(shown.replace(b"\n2\n", b"\n3\n"), vkeys)
    for one in vkeys:
        with pytest.raises(Malformed, match="each signature that bears"):
            continuation.read_predecessor(shown, [one])
