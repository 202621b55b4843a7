"""What other people hold against a log: the checkpoints that they kept, and the witnesses whom a policy asks for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain as chain_faults

from station.formats import checkpoint, note
from station.formats.checkpoint import Checkpoint
from station.formats.cosignature import parse_verifier
from station.formats.errors import Malformed, NoTrustedSignature, VerificationError
from station.verify.log.chain import Chain, open_fully
from station.verify.log.history import History, root_text
from station.verify.log.reader import open_signed
from station.verify.log.replay import Turn
from station.verify.report import Fault, Finding, conclude
from station.verify.report import note as noted
from station.verify.trust import Policy, Seen, Trust
from station.verify.words import Term, words


def check_seen(trust: Trust, stated: Checkpoint, chain: Chain, history: History) -> Iterator[Finding]:
    """Hold each kept checkpoint against the log: what is shown now must begin with it."""
    if trust.seen:
        passed = words("The log goes on from all {count} checkpoints that you kept.", count=len(trust.seen))
        faults = (fault for each in trust.seen for fault in _seen(each, trust.keys, stated, chain, history))
        yield from conclude("seen", passed, faults)


def check_witnesses(
    data: bytes, policy: Policy | None, chain: Chain, history: History, turn: Turn | None
) -> Iterator[Finding]:
    """Check that the newest co-signed checkpoint is of this history, and co-signed by those that the policy asks for.

    It must reach beyond `turn`, the last one of a session: a witness who signed an old checkpoint knows nothing of it.
    """
    if policy is not None:
        passed = words("The witnesses that your policy asks for co-signed the checkpoint.")
        faults = chain_faults(_of_history(data, chain, history, turn), _witnesses(data, policy))
        yield from conclude("witnesses", passed, faults)


def _of_history(data: bytes, chain: Chain, history: History, turn: Turn | None) -> Iterator[Fault]:
    keys = chain.keys_at(checkpoint.parse(note.parse(data).text).size)
    if keys is None:
        raise Malformed("checkpoint", "the log names no key")
    stated = open_fully(data, keys)
    told = {"size": stated.size, "log_size": history.size}
    if stated.size > history.size:
        yield Fault(
            words("Witnesses co-signed {size} entries; the log shows {log_size}. The rest is hidden.", **told), told
        )
        return
    if history.root_at(stated.size) != stated.root:
        yield Fault(words("TWO HISTORIES: the witnesses co-signed {size} entries with another root.", **told), told)
        return
    if turn is not None and stated.size <= turn.index:
        text = words(
            "Co-signed are only the first {size} of {log_size} entries, and not entry {index} ({kind}) of session {session}: of "
            "that no witness knows, and whoever holds the key could still tell it otherwise.",
            **told,
            index=turn.index,
            kind=Term(turn.kind),
            session=turn.session,
        )
        yield Fault(text, told | {"entry": turn.index, "session": turn.session})
        return
    yield noted(words("Co-signed are the first {size} of {log_size} entries.", **told), **told)


def _seen(seen: Seen, trusted: Sequence[str], stated: Checkpoint, chain: Chain, history: History) -> Iterator[Fault]:
    try:
        kept = _kept(seen, trusted, stated, chain)
    except VerificationError as error:
        text = words(
            "{name} cannot be held against this log, for its key did not sign it. Either the log was begun anew with another "
            "key, or this checkpoint is not from the station: {error}",
            name=seen.name,
            error=str(error),
        )
        yield Fault(text, {"file": seen.name})
        return
    told = {"file": seen.name, "size": kept.size, "root": root_text(kept.root), "shown": stated.size}
    if kept.size > stated.size:
        text = words(
            "ROLLBACK: this log was cut back. {name}, signed with the log's key, proves that it had {size} entries; now it "
            "shows only {shown}. Whoever holds the key hides the rest.",
            name=seen.name,
            size=kept.size,
            shown=stated.size,
        )
        yield Fault(text, told)
        return
    found = history.root_at(kept.size)
    if found != kept.root:
        text = words(
            "TWO HISTORIES: this log shows two people two histories. To whoever kept {name} it showed {size} entries with the "
            "root {root}; the first {size} entries that it shows now have {found}. Both are signed with the same log's key, "
            "so one of the two was made to deceive.",
            name=seen.name,
            size=kept.size,
            root=told["root"],
            found=root_text(found),
        )
        yield Fault(text, told | {"found": root_text(found)})


def _kept(seen: Seen, trusted: Sequence[str], stated: Checkpoint, chain: Chain) -> Checkpoint:
    """Open a kept checkpoint with the keys that the log had at its size.

    Beyond what is shown, other keys may have followed, of which only the reader knows.
    """
    claimed = checkpoint.parse(note.parse(seen.note).text)
    if claimed.size > stated.size and trusted:
        with suppress(NoTrustedSignature):
            return open_signed(seen.note, [parse_verifier(each.strip()) for each in trusted])
    keys = chain.keys_at(claimed.size)
    if keys is None:
        raise Malformed("checkpoint", "the log names no key")
    return open_fully(seen.note, keys)


def _witnesses(data: bytes, policy: Policy) -> Iterator[Fault]:
    parsed = note.parse(data)
    signed: set[str] = set()
    for name, verifier in policy.witnesses.items():
        for line in parsed.signatures:
            if (line.name, line.key_id) != (verifier.name, verifier.key_id):
                continue
            try:
                verifier.verify(parsed.text, line.signature)
            except VerificationError as error:
                yield Fault(
                    words("The cosignature of {name} is forged: {error}", name=name, error=str(error)),
                    {"witness": name},
                )
            else:
                signed.add(name)
    for lacking in policy.missing(signed):
        yield Fault(words("Your policy is not satisfied: {lacking}", lacking=lacking), {"missing": lacking})
