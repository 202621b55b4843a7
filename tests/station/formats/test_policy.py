"""Policies: who must have signed, read and written, and what is missing in words."""

import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.formats import policy
from station.formats.cosignature import Ed25519CosignatureVerifier, MlDsa44Verifier
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier
from station.formats.policy import MAX_DEFINITIONS, Group, Missing, Policy, PolicyLog, PolicyWitness, parse
from station.formats.signing import MlDsa44Cosigner

ML_DSA = MlDsa44Cosigner("m.example", MLDSA44PrivateKey.from_seed_bytes(b"m" * 32)).verifier
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([n] * 32)).public_key().public_bytes_raw() for n in range(40)]
LOG = Ed25519Verifier("log.example", KEYS[0])
SECOND = MlDsa44Verifier("log.example", ML_DSA.public_key)
X1, X2, X3, Y1, Y2, Y3 = (Ed25519CosignatureVerifier(f"w{n}.example", KEYS[n]) for n in range(1, 7))
TEXT = f"""# Two of the newsrooms, and a court.
log {LOG.format()} https://log.example/
\t log {SECOND.format()}

witness X1 {X1.format()} https://x1.example/
witness X2 {X2.format()}
witness\tX3  {X3.format()}
group X 2 X1 X2 X3
witness Y1 {Y1.format()}
witness Y2 {Y2.format()}
witness Y3 {Y3.format()}\x20
group Y any Y1 Y2 Y3
group both all X Y
  # the last line
quorum both
"""


def test_a_policy_is_read():
    """Comments, blanks and tabs are passed over; witnesses may stand between groups."""
    read = parse(TEXT.encode())

    assert read.logs == (PolicyLog(LOG, "https://log.example/"), PolicyLog(SECOND))
    assert read.witnesses[:2] == (PolicyWitness("X1", X1, "https://x1.example/"), PolicyWitness("X2", X2))
    assert read.groups == (
        Group("X", 2, ("X1", "X2", "X3")),
        Group("Y", 1, ("Y1", "Y2", "Y3")),
        Group("both", 2, ("X", "Y")),
    )
    assert read.quorum == "both"


def test_a_policy_is_written():
    """One line a definition, with the short words for one and for all."""
    lines = parse(TEXT.encode()).format().decode().splitlines()

    assert lines[0] == f"log {LOG.format()} https://log.example/"
    assert lines[-4:] == ["group X 2 X1 X2 X3", "group Y any Y1 Y2 Y3", "group both all X Y", "quorum both"]


NAMES = st.binary(min_size=1, max_size=6).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
URLS = st.none() | st.just("https://w.example/prefix")


@st.composite
def policies(draw):
    """Any policy: each name is a member once at most, and only after its definition."""
    allowed = NAMES.filter(lambda name: name != "none" and not any(c <= " " or c == "\x7f" for c in name))
    names = draw(st.lists(allowed, unique=True, min_size=1, max_size=12))
    count = draw(st.integers(1, len(names)))
    witnesses = [
        PolicyWitness(name, Ed25519CosignatureVerifier("w", key), draw(URLS))
        for name, key in zip(names[:count], KEYS, strict=False)
    ]
    free, groups = names[:count], []
    for name in names[count:]:
        members = draw(st.lists(st.sampled_from(free), unique=True, min_size=1)) if free else []
        if members:
            groups.append(Group(name, draw(st.integers(1, len(members))), tuple(members)))
            free = [each for each in free if each not in members] + [name]
    defined = [each.name for each in witnesses] + [each.name for each in groups]
    logs = draw(st.sampled_from([(), (PolicyLog(LOG),), (PolicyLog(LOG), PolicyLog(SECOND, "url"))]))
    return Policy(logs, tuple(witnesses), tuple(groups), draw(st.none() | st.sampled_from(defined)))


@given(policies())
def test_policies_are_read_as_they_were_written(written):
    """Names of any octets, whole or broken UTF-8."""
    assert parse(written.format()) == written


@given(policies(), st.data())
def test_what_is_missing_and_what_satisfies_agree(given_policy, data):
    """A quorum that lacks nothing is met; signing by all meets every quorum; one more signature never harms."""
    names = [each.name for each in given_policy.witnesses]
    some = set(data.draw(st.lists(st.sampled_from(names))))
    more = {*some, data.draw(st.sampled_from(names))}

    assert given_policy.satisfied_by(names)
    assert given_policy.satisfied_by(some) == (given_policy.missing(some) is None)
    assert given_policy.satisfied_by(more) >= given_policy.satisfied_by(some)


def test_the_quorum_is_counted_as_the_groups_say():
    """Against the rule said in plain code, for every set of signers."""
    read = parse(TEXT.encode())
    names = [each.name for each in read.witnesses]
    for bits in itertools.product([False, True], repeat=6):
        signed = {name for name, has in zip(names, bits, strict=True) if has}

        assert read.satisfied_by(signed) == (sum(bits[:3]) >= 2 and any(bits[3:]))


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        (set(), "both (2 more of X (2 more of X1, X2, X3), Y (1 more of Y1, Y2, Y3))"),
        ({"X2", "Y1"}, "both (1 more of X (1 more of X1, X3))"),
        ({"X1", "X2", "X3"}, "both (1 more of Y (1 more of Y1, Y2, Y3))"),
        ({"both", "X", "Y", "stranger"}, "both (2 more of X (2 more of X1, X2, X3), Y (1 more of Y1, Y2, Y3))"),
    ],
)
def test_what_is_missing_is_said(signed, said):
    """Who is asked for, and how many more; a group's name is nobody's signature."""
    assert str(parse(TEXT.encode()).missing(signed)) == said


def test_a_single_witness_or_none_may_be_the_quorum():
    """`none` asks for nobody."""
    line = f"witness W {X1.format()}\n".encode()
    one, nobody = parse(line + b"quorum W\n"), parse(b"quorum none\n")

    assert one.missing(set()) == Missing("W")
    assert one.satisfied_by({"W"})
    assert nobody.satisfied_by(set())
    assert nobody.format() == b"quorum none\n"


def test_names_are_octets():
    """A Kelvin sign is not a K, and broken UTF-8 is a name, shown in a way that can be printed."""
    kelvin, broken = "\u212a".encode(), b"\xff\xfe"
    text = b"".join(
        b"witness %s %s\n" % (name, key.format().encode()) for name, key in ((b"K", X1), (kelvin, X2), (broken, X3))
    )
    read = parse(text + b"group all-three all K %s %s\nquorum all-three\n" % (kelvin, broken))

    assert str(read.missing({"K"})) == "all-three (2 more of \u212a, '\\udcff\\udcfe')"
    assert parse(read.format()) == read


A, B = (f"witness {name} {key.format()}\n" for name, key in (("A", X1), ("B", X2)))
FAULTS = {
    "": "newline",
    "quorum none": "newline",
    "quorum none\r\n": "control character",
    "quorum none\n\x00\n": "control character",
    "quorum none\n\x7f\n": "control character",
    "# nothing\n": "0 quorum lines",
    "quorum none\nquorum none\n": "2 quorum lines",
    "quorum A\n" + A: "line 1: A is not defined",
    A + "quorum B\n": "line 2: B is not defined",
    "quorum\n": "line 1: it is not",
    "quorum none # a comment\n": "line 1: it is not",
    "Quorum none\n": "line 1: it is not",
    "log\nquorum none\n": "line 1: it is not",
    f"log {LOG.format()} url more\nquorum none\n": "line 1: it is not",
    f"log {X1.format()}\nquorum none\n": "line 1: a log's key",
    f"log {LOG.format()[:-4]}\nquorum none\n": "line 1: ",
    f"witness A {LOG.format()}\nquorum none\n": "line 1: a witness's key",
    "witness A\nquorum none\n": "line 1: it is not",
    f"witness none {X1.format()}\nquorum none\n": "line 1: the name none",
    A + A.replace(" A ", " B ") + "quorum none\n": "line 2: the key",
    A + B.replace(" B ", " A ") + "quorum none\n": "line 2: the name A",
    # the same key under another name and id is still the same witness
    A + f"witness B {Ed25519CosignatureVerifier('alias', X1.public_key).format()}\nquorum none\n": "line 2: the key",
    f"log {LOG.format()}\nlog {Ed25519Verifier('alias', KEYS[0]).format()}\nquorum none\n": "line 2: the key",
    A + "group A any A\nquorum none\n": "line 2: the name A",
    A + "group G\nquorum none\n": "line 2: it is not",
    A + "group G any\nquorum none\n": "line 2: it is not",
    A + "group G 0 A\nquorum none\n": "line 2: group G cannot have 0",
    A + "group G 2 A\nquorum none\n": "line 2: group G cannot have 2",
    A + "group G 01 A\nquorum none\n": "line 2: '01' is not a plain decimal",
    A + "group G some A\nquorum none\n": "line 2: 'some' is not a plain decimal",
    A + "group G any A A\nquorum none\n": "line 2: the member A",
    A + "group G any A\ngroup H any A\nquorum none\n": "line 3: the member A",
    A + "group G any A none\nquorum none\n": "line 2: none is not defined",
    A + "group G any G\nquorum none\n": "line 2: G is not defined",
    A + "group G any B\n" + B + "quorum G\n": "line 2: B is not defined",
    "#" * (policy.MAX_BYTES + 1): "it has over",
}


@pytest.mark.parametrize(("text", "reason"), FAULTS.items(), ids=range(len(FAULTS)))
def test_faults_are_named_with_their_line(text, reason):
    """What the specification forbids is refused, and the reader is told where."""
    with pytest.raises(Malformed) as caught:
        parse(text.encode())

    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "fields",
    [
        {"witnesses": (PolicyWitness("a b", X1),)},
        {"witnesses": (PolicyWitness("", X1),)},
        {"witnesses": (PolicyWitness("A", X1, "two words"),)},
        {"groups": (Group("G", 0, ()),)},
        {"groups": tuple(Group(str(n), 1, ("A",)) for n in range(MAX_DEFINITIONS + 1))},
        {"quorum": "A"},
    ],
)
def test_no_policy_is_made_that_could_not_be_read(fields):
    """One that is built in a program obeys the same rules."""
    with pytest.raises(Malformed):
        Policy(**fields)
