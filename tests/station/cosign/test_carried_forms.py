"""The forms that are carried by hand: each is read as it was written, and anything else is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.cosign import carried
from station.cosign.errors import Misused
from station.formats.note import Note, Signature, parse
from tests.logs import Station, person_of, signer_of

LOG = Station(signer_of(1))
LOG.start()
LOG.open("S1")
LOG.cosign("S1")
COSIGNED = {
    "person": "P2",
    "size": 5,
    "root": "AAAA",
    "cosignature": "AAAA",
    "remark": {"text": "Қап", "signature": "AAAA"},
}


def test_a_slim_checkpoint_keeps_the_first_key_alone():
    """Whatever stands beside it: the post-quantum line, witnesses, others of that length."""
    whole = parse(LOG.checkpoint())
    stranger = Signature("stranger", 1, bytes(64))
    noisy = Note(whole.text, (person_of(2).sign(whole.text), stranger, *whole.signatures)).format()

    assert parse(carried.slim(noisy)).signatures == whole.signatures[:1]


@pytest.mark.parametrize("data", [b"", b"x", b"a\n1\n\n", Note("a\n1\nAAAA\n", (Signature("a", 1, b"x"),)).format()])
def test_what_is_no_checkpoint_is_said(data):
    """With what to take instead."""
    with pytest.raises(Misused, match="/log/checkpoint"):
        carried.slim(data)


def test_a_checkpoint_without_the_logs_line_is_said():
    """A post-quantum line alone is not enough to be carried."""
    whole = parse(LOG.checkpoint())

    with pytest.raises(Misused, match="No Ed25519 line"):
        carried.slim(Note(whole.text, whole.signatures[1:]).format())


@pytest.mark.parametrize("data", [COSIGNED, COSIGNED | {"remark": COSIGNED["remark"] | {"text": ""}}])
def test_a_cosignature_is_read_as_written(data):
    """One line of JSON."""
    written = carried.format_cosignature(data)

    assert carried.parse_cosignature(written) == data
    assert written.count(b"\n") == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 9999,
        b'{"person": "P2"}',
        carried.format_cosignature(COSIGNED | {"x": 1}),
    ],
)
def test_what_is_no_cosignature_is_said(data):
    """In one sentence, whatever it is."""
    with pytest.raises(Misused, match="not a cosignature"):
        carried.parse_cosignature(data)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_a_proof_is_read_as_written(hashes):
    """`parse_proof` and `format_proof` invert each other."""
    assert carried.parse_proof(carried.format_proof(hashes)) == hashes


@pytest.mark.parametrize("data", [b"\xff", b"AAAA\n", b"not base64\n", carried.format_proof([bytes(32)] * 129)])
def test_what_is_no_proof_is_said(data):
    """With the command that makes one."""
    with pytest.raises(Misused, match="station cosign show writes"):
        carried.parse_proof(data)


def test_a_film_is_no_cosignature(tmp_path):
    """A large file is refused before it is read to its end."""
    with (tmp_path / "film").open("wb") as file:
        file.truncate(10**9)

    with pytest.raises(Misused, match="too large"):
        carried.read(tmp_path / "film")
