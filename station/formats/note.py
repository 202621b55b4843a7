"""Signed notes (c2sp.org/signed-note): text, and the signatures of named keys below it.

`parse` and `Note.format` invert each other. `open_note` trusts only the given verifiers: a signature by an unknown key
is ignored, whatever its type; a bad one by a known key rejects the whole note; a note without a good one is rejected.
Opening proves who signed the text, not that the text is true.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

from station.formats.errors import Malformed, NoTrustedSignature, SignatureInvalid
from station.formats.primitives import BadSignature, verify_ed25519

ED25519 = 0x01  # the signature type byte of the specification
KEY_ID_BYTES = 4
ED25519_KEY_BYTES = 32
# The specification demands 16; a checkpoint by us has one, and one for each witness. More only cost a reader time.
MAX_SIGNATURES = 64
MAX_NOTE_BYTES = 256 * 1024  # 64 signatures of the largest assigned type, ML-DSA-44, in base64

_SIGNATURE_LINE = re.compile(r"— (?P<name>\S+) (?P<payload>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Verifier(Protocol):
    """A key that a reader trusts. `verify` raises `SignatureInvalid`."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def key_id(self) -> int: ...  # noqa: D102
    def verify(self, text: str, signature: bytes) -> None: ...  # noqa: D102


@dataclass(frozen=True)
class Signature:
    """One signature line: the key's name and id, and the bytes after the id (their meaning is the key type's)."""

    name: str
    key_id: int
    signature: bytes

    def format(self) -> str:
        """Return the line with its newline."""
        payload = self.key_id.to_bytes(KEY_ID_BYTES, "big") + self.signature
        return f"— {self.name} {base64.b64encode(payload).decode()}\n"


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and its signatures; nothing is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    def format(self) -> bytes:
        """Return the note's bytes."""
        return (self.text + "\n" + "".join(each.format() for each in self.signatures)).encode()


@dataclass(frozen=True)
class Ed25519Verifier:
    """A verifier key of type 0x01, written `name+keyid+base64(type || key)`."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public_key) != ED25519_KEY_BYTES:
            raise Malformed("verifier key", f"an Ed25519 key has {ED25519_KEY_BYTES} bytes")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a verifier key; its id must be the one that follows from the rest."""
        name, given_id, encoded = split_key(text, "verifier key")
        key = decode_base64(encoded, "verifier key")
        if key[:1] != bytes([ED25519]):
            raise Malformed("verifier key", "its type is not Ed25519 (1)")
        verifier = cls(name, key[1:])
        if given_id != f"{verifier.key_id:08x}":
            raise Malformed("verifier key", f"its id is {given_id}, the key gives {verifier.key_id:08x}")
        return verifier

    @property
    def key_id(self) -> int:
        """SHA-256(name || newline || type || key), the first four bytes."""
        return key_id(self.name, ED25519, self.public_key)

    def format(self) -> str:
        """Return the verifier key in one line, without a newline."""
        return f"{self.name}+{self.key_id:08x}+{base64.b64encode(bytes([ED25519]) + self.public_key).decode()}"

    def verify(self, text: str, signature: bytes) -> None:
        """Raise `SignatureInvalid` unless this key signed the text."""
        try:
            verify_ed25519(self.public_key, signature, text.encode())
        except BadSignature as error:
            raise SignatureInvalid(self.name, self.key_id) from error


def key_id(name: str, kind: int, public_key: bytes) -> int:
    """Return the id that the specification recommends for a key of that type byte."""
    digest = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public_key).digest()
    return int.from_bytes(digest[:KEY_ID_BYTES], "big")


def parse(data: bytes) -> Note:
    """Take a note apart without trusting it; raise `Malformed`."""
    if len(data) > MAX_NOTE_BYTES:
        raise Malformed("note", f"it has over {MAX_NOTE_BYTES} bytes")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("note", "it is not UTF-8") from error
    if _CONTROL.search(whole):
        raise Malformed("note", "it has a control character")
    body, blank, below = whole.rpartition("\n\n")
    if not blank or not below.endswith("\n"):
        raise Malformed("note", "it has no blank line followed by whole signature lines")
    lines = below[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise Malformed("note", f"it has over {MAX_SIGNATURES} signatures")
    return Note(body + "\n", tuple(_parse_signature(line) for line in lines))


def open_note(data: bytes, verifiers: Iterable[Verifier]) -> Note:
    """Return the note with only its verified signatures; raise unless a known key signed it and none signed badly."""
    note = parse(data)
    known = {(each.name, each.key_id): each for each in verifiers}
    verified = tuple(each for each in note.signatures if (each.name, each.key_id) in known)
    for each in verified:
        known[each.name, each.key_id].verify(note.text, each.signature)
    if not verified:
        raise NoTrustedSignature(tuple(each.name for each in note.signatures))
    return Note(note.text, verified)


def check_name(name: str) -> None:
    """Raise unless the text may name a key: not empty, no Unicode space, no plus sign, no control character."""
    if not name or "+" in name or any(each.isspace() or each < " " or "\ud800" <= each <= "\udfff" for each in name):
        raise Malformed("key name", "it must not be empty nor hold spaces, plus signs or broken characters")


def check_text(text: str) -> None:
    """Raise unless the text may stand in a note."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise Malformed("note text", "it must end in a newline and hold no other control character")


def decode_base64(text: str, what: str) -> bytes:
    """Decode standard base64, refusing other spellings of the same bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed(what, "its base64 is broken") from error
    if base64.b64encode(data).decode() != text:
        raise Malformed(what, "its base64 is not in the standard spelling")
    return data


def split_key(text: str, what: str) -> tuple[str, str, str]:
    """Divide NAME+ID+KEY."""
    parts = text.split("+", 2)  # base64 has plus signs of its own, so only the first two divide
    if len(parts) != 3:
        raise Malformed(what, "it is not NAME+ID+KEY")
    return parts[0], parts[1], parts[2]


def _parse_signature(line: str) -> Signature:
    match = _SIGNATURE_LINE.fullmatch(line)
    if match is None:
        raise Malformed("note", f"{line!r} is not a signature line")
    check_name(match["name"])
    payload = decode_base64(match["payload"], "note")
    if len(payload) <= KEY_ID_BYTES:
        raise Malformed("note", "a signature is too short")
    return Signature(match["name"], int.from_bytes(payload[:KEY_ID_BYTES], "big"), payload[KEY_ID_BYTES:])
