"""README.txt of a bag: what it holds and how to check it without this program, written from the record alone."""

from collections.abc import Iterable

from station.formats.errors import Malformed
from station.verify import layout
from station.verify.record import Facts, Record
from station.verify.times import clock

_TEXT = """\
THE RECORD OF A DESTRUCTION

Session   {session}
Station   {origin}
Opened    {opened}
Sealed    {sealed}, as entry {index} of the station's log
Burned    {packages_burned} packages, {burned_mg} mg as weighed; residue {residue}
Set aside {packages_set_aside} packages

WHAT IS HERE

data/entries.jsonl     every fact, one line each, from entry {first} to the seal on the last line
data/footage/          the films, as they were recorded
data/serial/           what the scale and the furnace's controller sent, byte for byte, with times
data/fragments/        the pieces of each recording, about a second each, with their hashes
data/checkpoint        the log's root, signed by the station
data/seal.tlog-proof   why the seal is in that log (c2sp.org/tlog-proof)
data/station.vkey      the station's public keys (c2sp.org/signed-note): Ed25519, then ML-DSA-44
data/before.hashes     the log before the session, as the few hashes that its roots are computed from
data/images/           each package as it was shown to the cameras, cut from the films
data/attested/         checkpoints of the session, with what witnesses and time authorities made of them
data/people.jsonl      who co-signed the seal after it was made
data/succession/       how one key of the station followed another
data/credentials/      Content Credentials of the films (c2pa.org)
The last five are there only as far as there was something to put in.
{openings}
THE RECORDINGS AND THEIR SHA-256

{recordings}
HOW TO CHECK, with any Linux or macOS computer, in this folder

1. No file was changed since the bag was made:
       sha256sum -c manifest-sha256.txt
2. The hashes above stand in the sealed entry, the last one (those of a long list, in the entries before it):
       grep -E '"kind":"(recordings.listed|session.sealed)"' data/entries.jsonl
3. The station signed the checkpoint ("Signature Verified Successfully"):
       (printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; head -n 1 data/station.vkey | cut -d+ -f3- |
           base64 -d | tail -c 32) | openssl pkey -pubin -inform DER -out /tmp/station.pem
       head -n 3 data/checkpoint > /tmp/checkpoint.text
       sed -n 5p data/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > /tmp/checkpoint.signature
       openssl pkeyutl -verify -pubin -inkey /tmp/station.pem -rawin \\
           -in /tmp/checkpoint.text -sigfile /tmp/checkpoint.signature
4. The key in data/station.vkey is the station's: compare it with the published one, or with what a witness noted.
5. Everything at once, also that the seal is in the log, that the entries are whole and follow the rules, and if a
   film is wrong, from which second to which:
       station verify .

Steps 1 to 3 show that the bag agrees with itself; step 4 is what nobody can do for you.

WHAT THIS DOES NOT PROVE

That the substance was what the papers say; that the cameras saw all of the room; who the people were (their names are
not in this record, only commitments to them).
"""


def readme(record: Record, facts: Iterable[Facts], origin: str, *, openings: bool) -> bytes:
    """Return README.txt for a session; raise `Malformed` when it was never closed."""
    closed = next(record.of_kind("session.closed"), None)
    if closed is None:
        raise Malformed("session", "it was never closed")
    text = _TEXT.format(
        session=record.session,
        origin=origin,
        opened=clock(record.entries[0].at.unix_us),
        sealed=clock(record.seal.at.unix_us),
        index=record.seal.index,
        first=record.first,
        recordings="".join(_recording(each) for each in facts),
        openings=f"{layout.OPENINGS}    values that the entries withhold; not for the public\n" if openings else "",
        residue=_residue(closed.data["residue_mg"]),
        **closed.data,
    )
    return text.encode()


def _residue(residue_mg: int | None) -> str:
    return "not weighed" if residue_mg is None else f"{residue_mg} mg"


def _recording(facts: Facts) -> str:
    path = layout.recording_path(facts.recording, facts.stream)
    began = clock(facts.epoch_us)
    return f"{facts.sealed['sha256']}  {path}\n    {facts.device}, from {began}, {facts.sealed['bytes']} bytes\n"
