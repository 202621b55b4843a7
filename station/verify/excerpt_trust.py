"""Whose signatures stand under a checkpoint that someone carried away: the log's, and those of its witnesses.

Signatures by unknown keys are passed over, as c2sp.org/signed-note asks, and named, so that nobody takes them for checked.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from station.formats import note as notes
from station.formats.checkpoint import parse
from station.formats.cosignature import MlDsa44Verifier, parse_verifier, timestamp_s
from station.formats.errors import VerificationError
from station.formats.note import Ed25519Verifier, Note, Signature
from station.rules.succession import LogKeys
from station.verify.report import Fault, Finding, Verdict, conclude, note
from station.verify.times import clock
from station.verify.trust import Policy
from station.verify.words import words

SECOND_US = 1_000_000


def check_signed(checkpoint: bytes, trusted: Sequence[str], keys: LogKeys | None = None) -> Iterator[Finding]:
    """Check that the log signed the checkpoint with a key that the reader gave, of each type of key that he gave.

    `keys` are those that came with it, if any came: they must not be others. Without any key given, nobody's is checked.
    """
    if trusted:
        passed = words("The checkpoint is signed with the key that you gave.")
        return conclude("key", passed, chain(_signed_faults(checkpoint, trusted), _strange_keys(keys, trusted)))
    if keys is None:
        text = words("No key was given, so nobody's signature was checked. Give the station's published key.")
        return iter([Finding("key", Verdict.NOTE, text)])
    text = words(
        "Compare the key with the one published by {name}, or with the one that a witness noted. "
        "Until then, this only agrees with itself: {key}",
        name=keys.name,
        key=keys.first.format(),
    )
    return iter([Finding("key", Verdict.NOTE, text, {"keys": keys.format().split()})])


def check_witnesses(checkpoint: bytes, policy: Policy | None) -> Iterator[Finding]:
    """Check the witnesses' cosignatures under the checkpoint, and whether they satisfy the reader's policy."""
    passed = words("The witnesses that your policy asks for co-signed the checkpoint.")
    if policy is None:
        passed = words("No policy of witnesses was given, so none was asked for.")
    return conclude("witnesses", passed, _witness_faults(checkpoint, policy))


def _signed_faults(checkpoint: bytes, trusted: Sequence[str]) -> Iterator[Fault]:
    origin = parse(notes.parse(checkpoint).text).origin
    given = [each for each in (parse_verifier(text.strip()) for text in trusted) if each.name == origin]
    logs = [each for each in given if isinstance(each, Ed25519Verifier | MlDsa44Verifier)]
    if not any(isinstance(each, Ed25519Verifier) for each in logs):
        text = words(
            "It is of the log {origin}; you gave no Ed25519 key of that log. Another station made it, or someone pretending "
            "to be one.",
            origin=origin,
        )
        yield Fault(text, {"origin": origin})
        return
    signed = {(line.name, line.key_id) for line in notes.open_note(checkpoint, logs).signatures}
    for kind in sorted({type(each) for each in logs}, key=lambda each: each.__name__):
        if not any((each.name, each.key_id) in signed for each in logs if type(each) is kind):
            text = words(
                "None of the {kind} keys of {origin} that you gave signed it.", kind=_name(kind), origin=origin
            )
            yield Fault(text, {"origin": origin})


def _strange_keys(keys: LogKeys | None, trusted: Sequence[str]) -> Iterator[Fault]:
    """Find keys that came along and are not the reader's; whoever gave only one type is not asked for the other."""
    given = {text.strip() for text in trusted}
    types = {type(parse_verifier(each)) for each in given}
    for key in () if keys is None else keys.format().split():
        if type(parse_verifier(key)) in types and key not in given:
            yield Fault(words("The key that came with it is not one that you trust: {key}", key=key), {"found": key})


def _name(kind: type) -> str:
    return "Ed25519" if kind is Ed25519Verifier else "ML-DSA-44"


def _witness_faults(checkpoint: bytes, policy: Policy | None) -> Iterator[Fault]:
    parsed = notes.parse(checkpoint)
    origin = parse(parsed.text).origin
    signed: set[str] = set()
    for line in parsed.signatures:
        if line.name == origin:
            continue
        try:
            name = _known(parsed, line, policy)
        except VerificationError as error:
            yield Fault(words("{witness}: {error}", witness=line.name, error=error), {"witness": line.name})
            continue
        if name is None:
            text = words(
                "The cosignature of {witness} was not checked: no policy with its key was given.", witness=line.name
            )
            yield note(text, witness=line.name)
            continue
        signed.add(name)
        at = clock(timestamp_s(line.signature) * SECOND_US)
        yield note(words("{witness} co-signed the checkpoint at {at}.", witness=line.name, at=at), witness=line.name)
    for lacking in [] if policy is None else policy.missing(signed):
        yield Fault(words("Your policy is not satisfied: {lacking}", lacking=lacking), {"missing": str(lacking)})


def _known(parsed: Note, line: Signature, policy: Policy | None) -> str | None:
    """The policy's name for whoever signed this line; None when it has no such key. Raise when the signature is bad."""
    for name, verifier in ({} if policy is None else policy.witnesses).items():
        if (verifier.name, verifier.key_id) == (line.name, line.key_id):
            verifier.verify(parsed.text, line.signature)
            return name
    return None
