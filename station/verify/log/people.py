"""People's cosignatures in the log, each held against the key that the person presented and the tree at the size signed."""

from collections.abc import Iterator, Sequence

from station.formats.errors import Malformed, VerificationError
from station.formats.personal import PersonalCosignature, parse_personal_key
from station.verify.log.history import History, root_text
from station.verify.log.replay import Signed
from station.verify.log.tally import Tally
from station.verify.report import Fault, Finding
from station.verify.words import words


def check_people(signed: Sequence[Signed], origin: str, history: History) -> Iterator[Finding]:
    """Check every cosignature by a person."""
    tally = Tally()
    for each in signed:
        tally.extend(_faults(each, origin, history))
    return tally.concluded("cosignatures", words("All {count} cosignatures by people are good.", count=len(signed)))


def _faults(signed: Signed, origin: str, history: History) -> Iterator[Fault]:
    told = {"entry": signed.index, "session": signed.session, "person": signed.data["person"]}
    try:
        found = _opened(signed, origin)
        root = history.root_at(found.checkpoint.size)
    except VerificationError as error:
        text = words("Entry {index}, a cosignature: {error}", index=signed.index, error=str(error))
        yield Fault(text, told)
        return
    if root != found.checkpoint.root:
        text = words(
            "Entry {index}: {person} of session {session} co-signed {size} entries of this log with the root {signed}; its "
            "first {size} entries give {found}. The history that this person saw is not the one shown now.",
            index=signed.index,
            person=found.person,
            session=signed.session,
            size=found.checkpoint.size,
            signed=root_text(found.checkpoint.root),
            found=root_text(root),
        )
        yield Fault(text, told | {"size": found.checkpoint.size})


def _opened(signed: Signed, origin: str) -> PersonalCosignature:
    if signed.key is None:
        raise Malformed("cosignature", f"no key was presented for {signed.data['person']}")
    if signed.data["size"] > signed.index:
        raise Malformed(
            "cosignature", f"it is for {signed.data['size']} entries, of which there were {signed.index} then"
        )
    key = parse_personal_key(signed.key)
    found = PersonalCosignature.of_entry(signed.data, origin, key.name)
    found.verify(key)
    return found
