"""One entry of the log to carry away: its own bytes, and the proof that they stand there."""

from pathlib import Path

from station import durable
from station.excerpts.errors import PlaceTaken, RecordContradicts
from station.excerpts.sources import Source
from station.formats.errors import VerificationError

PROOF = ".tlog-proof"


def write_entry(source: Source, entry: int, out: Path) -> Path:
    """Write an entry as `ENTRY.json` and its `ENTRY.tlog-proof`; return the proof's path.

    `out` is the folder for both, or the proof's own path, ending in `.tlog-proof`. Raises `ExcerptError`s, or what the database
    or the disk raises; then nothing is left behind.
    """
    proof_file = out if out.suffix == PROOF else out / f"{entry}{PROOF}"
    body_file = proof_file.with_suffix(".json")
    for path in (proof_file, body_file):
        if path.exists() or path.is_symlink():
            raise PlaceTaken(path)
    body = source.body(entry)
    signed = source.newest(entry)
    proof = source.prove(entry, signed)
    try:
        signed.check(body, proof)
    except VerificationError as error:
        raise RecordContradicts(str(error)) from error
    durable.make_folder(proof_file.parent)
    durable.write_files({body_file: body, proof_file: proof.format()})
    return proof_file
