"""The errors of reading and checking a record: every one is raised, none is returned as a false.

`VerificationError` is the one base to catch. Each error carries its facts as fields, and a message for a reader who
did not write this program.
"""


class VerificationError(Exception):
    """Something in a record does not hold. Never raised itself."""


class Malformed(VerificationError):
    """Bytes are not in the form that the format promises."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"This is not a valid {what}: {reason}.")
        self.what = what
        self.reason = reason


class NotCanonical(VerificationError):
    """A value has no place in a record; `path` leads to it, as in `$.data.mass_mg`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"The value at {path} cannot be recorded: {reason}.")
        self.path = path
        self.reason = reason


class EntryTooLong(VerificationError):
    """An entry does not fit an entry bundle."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"The entry has {size} bytes, the limit is {limit}. Divide it into several entries.")
        self.size = size
        self.limit = limit


class OutsideTree(VerificationError):
    """A proof was asked for an entry or a size that the tree does not have."""

    def __init__(self, index: int, size: int) -> None:
        super().__init__(f"Number {index} is outside the tree of {size} entries.")
        self.index = index
        self.size = size


class ProofMismatch(VerificationError):
    """A Merkle proof does not lead to the expected root. Hashes are bytes; `None` where there is none to show."""

    def __init__(self, *, index: int, size: int, expected: bytes | None, found: bytes | None) -> None:
        super().__init__(
            f"The proof for number {index} in the tree of {size} fails: "
            f"expected {_hex(expected)}, found {_hex(found)}. The record or the proof was changed."
        )
        self.index = index
        self.size = size
        self.expected = expected
        self.found = found


class CommitmentMismatch(VerificationError):
    """An opening does not belong to the commitment that stands in the entry. Both are in hex."""

    def __init__(self, *, expected: str, found: str) -> None:
        super().__init__(f"The opening gives the commitment {found}, the record has {expected}.")
        self.expected = expected
        self.found = found


class SignatureInvalid(VerificationError):
    """A signature under a known key's name does not verify."""

    def __init__(self, name: str, key_id: int) -> None:
        super().__init__(f"The signature of {name} (key {key_id:08x}) does not fit the text. Reject the note.")
        self.name = name
        self.key_id = key_id


class BadSignature(ValueError):
    """Bytes are no signature by the key over the message: what `primitives` raises, with the reason for a programmer."""


class NoTrustedSignature(VerificationError):
    """None of a note's signatures is by a key that the reader trusts."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(f"No trusted key signed this note; it is signed by: {', '.join(found)}.")
        self.found = found


def _hex(value: bytes | None) -> str:
    return "nothing" if value is None else value.hex()
