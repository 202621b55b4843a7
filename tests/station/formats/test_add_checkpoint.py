"""Requests to a witness and its answers: one spelling, read and written."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.formats import add_checkpoint
from station.formats.add_checkpoint import (
    MAX_BODY_BYTES,
    MAX_HASHES,
    SIZE_TYPE,
    AddCheckpoint,
    Cosigned,
    OtherSize,
    Refusal,
    Refused,
    Unavailable,
    parse_answer,
)
from station.formats.checkpoint import MAX_SIZE, Checkpoint
from station.formats.errors import Malformed, NoTrustedSignature, SignatureInvalid
from station.formats.note import Signature
from station.formats.signing import Cosigner

HASHES = st.binary(min_size=32, max_size=32)
SIZES = st.integers(0, MAX_SIZE)
SIGNATURES = st.builds(Signature, st.just("w.example/w"), st.integers(0, 2**32 - 1), st.binary(min_size=1, max_size=80))
REASONS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(lambda text: not text.endswith("\n"))
HASH = base64.b64encode(b"h" * 32).decode()
# the request and the answer that tlog-witness.md shows
REQUEST = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
""".encode()
ANSWER = """\
— witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
— witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
""".encode()


@given(st.builds(AddCheckpoint, SIZES, st.lists(HASHES, max_size=MAX_HASHES).map(tuple), st.binary(max_size=300)))
def test_requests_are_read_as_they_were_written(request_):
    """The checkpoint's bytes stand in it untouched."""
    assert add_checkpoint.parse(request_.format()) == request_


def test_the_specifications_request_is_read_and_written():
    """Four hashes, and the note below the blank line."""
    read = add_checkpoint.parse(REQUEST)

    assert (read.old, len(read.proof), read.checkpoint) == (20852014, 4, REQUEST.partition(b"\n\n")[2])
    assert read.format() == REQUEST


def test_the_specifications_answer_is_read_and_written():
    """The lines of several keys."""
    read = parse_answer(200, "text/plain", ANSWER)

    assert [each.name for each in read.signatures] == ["witness.example/w1", "witness.example/w2"]
    assert read.format()[2] == ANSWER


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 1\n",
        b"old 1\nnote",
        b"old\n\n",
        b"Old 1\n\n",
        b"old  1\n\n",
        b"old 01\n\n",
        b"old -1\n\n",
        b"old +1\n\n",
        b"old 1 \n\n",
        b"old 1\r\n\r\n",
        f"old {2**63}\n\n".encode(),
        "old \u0661\n\n".encode(),
        b"old 1\n" + HASH[:-1].encode() + b"\n\n",
        b"old 1\n" + HASH.replace("=", "").encode() + b"\n\n",
        b"old 1\nAAAA\n\n",
        b"old 1\n" + f"{HASH}\n".encode() * (MAX_HASHES + 1) + b"\n",
        b"old 1\n\n" + b"x" * MAX_BODY_BYTES,
    ],
)
def test_other_requests_are_refused(body):
    """Leading zeros, other blanks, short, long or many hashes, and long bodies."""
    with pytest.raises(Malformed):
        add_checkpoint.parse(body)


@given(
    st.one_of(
        st.builds(Cosigned, st.lists(SIGNATURES, min_size=1, max_size=3).map(tuple)),
        st.builds(OtherSize, SIZES),
        st.builds(Refused, st.sampled_from(Refusal), REASONS),
        st.builds(Unavailable, st.sampled_from([405, 408, 413, 429, 500, 503]), REASONS),
    )
)
def test_answers_are_read_as_they_were_written(answer):
    """Each from its status, content type and body."""
    assert parse_answer(*answer.format()) == answer


def test_a_conflict_has_its_exact_form():
    """The size and a newline, under its own type."""
    assert OtherSize(20852014).format() == (409, "text/x.tlog.size", b"20852014\n")


def test_an_older_witness_says_409_of_two_roots():
    """Without the size's type a 409 is no size to go on from."""
    read = parse_answer(409, "text/plain", b"root mismatch\n")

    assert read == Refused(Refusal.INCONSISTENT, "root mismatch")
    assert parse_answer(409, f"{SIZE_TYPE}; charset=utf-8", b"5\n") == OtherSize(5)


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/plain", b""),
        (200, "text/plain", b"thanks\n"),
        (200, "text/plain", b"text\n\n" + ANSWER),
        (200, "text/plain", ANSWER[:-1]),
        (409, SIZE_TYPE, b""),
        (409, SIZE_TYPE, b"5"),
        (409, SIZE_TYPE, b"05\n"),
        (409, SIZE_TYPE, b"\xff\n"),
        (409, SIZE_TYPE, b"five\n"),
    ],
)
def test_answers_without_what_they_must_hold_are_refused(status, kind, body):
    """A witness that says 200 or 409 must say the rest too."""
    with pytest.raises(Malformed):
        parse_answer(status, kind, body)


def test_a_long_reason_is_cut():
    """A stranger's answer fills no log."""
    assert len(parse_answer(500, "text/html", b"x" * 100_000).reason) == add_checkpoint.MAX_REASON_BYTES


def test_only_trusted_cosignatures_are_taken():
    """Unknown keys are ignored; a bad signature in a known name rejects all; none is an error."""
    text = Checkpoint("l.example/l", 1, b"r" * 32).format()
    one, two = (Cosigner(name, Ed25519PrivateKey.generate()) for name in ("one.example", "two.example"))
    both = Cosigned((one.sign(text), two.sign(text)))

    assert both.trusted(text, [two.verifier]) == both.signatures[1:]
    with pytest.raises(NoTrustedSignature):
        Cosigned((one.sign(text),)).trusted(text, [two.verifier])
    with pytest.raises(SignatureInvalid):
        both.trusted(text.replace("\n1\n", "\n2\n"), [one.verifier])
