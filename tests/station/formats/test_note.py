"""Signed notes: the specification's own vectors, and what must be refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.formats import note
from station.formats.errors import Malformed, NoTrustedSignature, SignatureInvalid
from station.formats.note import Ed25519Verifier, Note, Signature
from station.formats.signing import Ed25519Signer

# c2sp.org/tlog-checkpoint's example, and a verifier key of the specification.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
CHECKPOINT = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
""".encode()

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="+"), min_size=1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x20) | st.just("\n")).map(lambda t: t + "\n")
SIGNATURES = st.builds(Signature, NAMES, st.integers(0, 2**32 - 1), st.binary(min_size=1, max_size=90))


@pytest.fixture
def signer():
    """Give a key of a known seed."""
    return Ed25519Signer("example.com/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def signed(text, *signers):
    """Sign a text with each signer."""
    return Note(text, tuple(each.sign(text) for each in signers)).format()


def test_the_key_of_the_specification():
    """The specification's verifier key is read, its id follows from it, and it is written back."""
    verifier = Ed25519Verifier.parse(VKEY)

    assert (verifier.name, verifier.key_id) == ("example.com/foo", 0x530D903A)
    assert verifier.format() == VKEY


def test_the_note_of_the_specification():
    """The specification's checkpoint is taken apart and put together byte for byte."""
    parsed = note.parse(CHECKPOINT)

    assert [each.key_id for each in parsed.signatures] == [0x033DE0AE]
    assert parsed.format() == CHECKPOINT


@given(TEXTS, st.lists(SIGNATURES, min_size=1, max_size=5))
def test_parse_and_format_invert_each_other(text, signatures):
    """Any note survives being written and read, blank lines in its text included."""
    whole = Note(text, tuple(signatures))

    assert note.parse(whole.format()) == whole


def test_a_good_signature_opens(signer):
    """A note opens with the key that signed it, and shows only verified signatures."""
    stranger = Ed25519Signer("stranger", Ed25519PrivateKey.generate())
    opened = note.open_note(signed("text\n", stranger, signer), [signer.verifier])

    assert (opened.text, [each.name for each in opened.signatures]) == ("text\n", ["example.com/log"])


def test_unknown_types_are_ignored(signer):
    """A signature of a type unknown here, even under a known name, hinders nobody."""
    other = Signature(signer.name, signer.verifier.key_id ^ 1, bytes(2428))
    data = Note("text\n", (other, signer.sign("text\n"))).format()

    assert note.open_note(data, [signer.verifier]).text == "text\n"


def test_a_bad_signature_of_a_known_key_rejects_the_note(signer):
    """One bad signature by a known key spoils the note, though another is good."""
    second = Ed25519Signer("second", Ed25519PrivateKey.generate())
    data = Note("text\n", (signer.sign("text\n"), second.sign("other\n"))).format()

    with pytest.raises(SignatureInvalid) as caught:
        note.open_note(data, [signer.verifier, second.verifier])

    assert caught.value.name == "second"


def test_a_note_without_a_known_key_is_rejected(signer):
    """Nobody is trusted by default."""
    with pytest.raises(NoTrustedSignature):
        note.open_note(signed("text\n", signer), [])


def test_every_flipped_bit_of_the_text_is_seen(signer):
    """No bit of the text can change without the note being rejected."""
    data = signed("example.com/log\n7\n", signer)
    for place in range(len("example.com/log\n7\n") * 8):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises((Malformed, SignatureInvalid)):
            note.open_note(bytes(changed), [signer.verifier])


def test_sixteen_signatures_are_accepted_and_no_flood(signer):
    """Sixteen must be accepted, the cap holds, and so does the cap on bytes."""
    line = signer.sign("text\n")
    note.parse(Note("text\n", (line,) * 16).format())
    note.parse(Note("text\n", (line,) * note.MAX_SIGNATURES).format())

    with pytest.raises(Malformed):
        note.parse(Note("text\n", (line,) * (note.MAX_SIGNATURES + 1)).format())
    with pytest.raises(Malformed):
        note.parse(Note("x" * note.MAX_NOTE_BYTES + "\n", (line,)).format())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        CHECKPOINT[:-1],
        CHECKPOINT.replace("—".encode(), b"-"),
        CHECKPOINT.replace(b"YQ8=", b"YQ8"),
        CHECKPOINT.replace(b"YQ8=", b"YQ9="),
        CHECKPOINT.replace(b" Az3g", b"  Az3g"),
        CHECKPOINT.replace(b" Az3g", b" +Az3g"),
        CHECKPOINT.replace(b"sofa Az3g", b"so+fa Az3g"),
        CHECKPOINT.replace(b"sofa Az3g", "so\u2003fa Az3g".encode()),
        CHECKPOINT.replace(b"\n", b"\r\n"),
        CHECKPOINT.replace(b"2085", b"20\x0085"),
        CHECKPOINT + b"\xff",
        "text\n\n— name AAAAAA==\n".encode(),
    ],
)
def test_what_is_no_note_is_refused(data):
    """Whatever strays from the form is refused before any signature is looked at."""
    with pytest.raises(Malformed):
        note.parse(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        VKEY.replace("530d903a", "530D903A"),
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("example", "exomple"),
        VKEY.replace("+AekyeRrm", "+BOkyeRrm"),
        VKEY[:-4],
        "example.com/foo+530d903a",
        VKEY + "\n",
        "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ],
)
def test_a_wrong_verifier_key_is_refused(text):
    """A key whose parts do not fit each other is refused."""
    with pytest.raises(Malformed):
        Ed25519Verifier.parse(text)


@pytest.mark.parametrize("text", ["no newline", "tab\t\n"])
def test_only_a_note_text_is_signed(signer, text):
    """A signer refuses a text that no note may hold."""
    with pytest.raises(Malformed):
        signer.sign(text)
