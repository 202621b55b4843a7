"""What the tests of excerpts share: taking one, changing it as a forger would, and reading a verdict."""

from contextlib import contextmanager
from dataclasses import replace

from station.excerpts import FromStation, parse_wanted, write_excerpt
from station.ledger import engine, proofs
from station.verify import excerpt_form as form
from station.verify.bag import Bag
from station.verify.excerpt import text_of, verify_excerpt
from tests.films import pieces_of
from tests.sessions import SESSION

FILM = f"{SESSION}-furnace-0002"
SERIAL = f"{SESSION}-serial-0001"
LISTED = f"{SESSION}-scale-0001"  # stands in `recordings.listed`, not in the seal


@contextmanager
def station_of(made, recordings=None):
    """The station that made a session, as a source of proofs."""
    reader = engine.reader(made.database)
    try:
        with reader.connect() as connection:
            yield FromStation(connection, recordings or made.recordings)
    finally:
        reader.dispose()


def take(source, what, destination, *without):
    """Take an excerpt as the command line does."""
    return write_excerpt(source, parse_wanted(what, without), destination)


def keys_of(made):
    """The station's keys, as it publishes them."""
    return [made.vkey, made.signer.second_verifier.format()]


def contents(folder):
    """All files of a folder and their bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def told(report):
    """The words of all failures."""
    return " ".join(str(each.text) for each in report.failures)


def failed(report):
    """The names of the checks that failed."""
    return {each.check for each in report.failures}


def lines_of(report, check):
    """What a check said, line by line."""
    return [str(each.text) for each in report.findings if each.check == check]


def attest(attested, size, note, *cosigners):
    """Put what witnesses made of a checkpoint where the station keeps it."""
    folder = attested / str(size)
    folder.mkdir(parents=True)
    (folder / "checkpoint").write_bytes(note)
    text = note.decode().partition("\n\n")[0] + "\n"
    for cosigner in cosigners:
        file = folder / f"{cosigner.verifier.key_id:08x}.cosignature"
        file.write_text(cosigner.sign(text, 1_795_262_460).format(), encoding="utf-8")


def checkpoint_of(source, size):
    """The log's own note of a size."""
    return proofs.checkpoint_at(source.connection, size).note


def pieces(made, recording=FILM):
    """A sealed film's fragments, as bytes."""
    return [piece.data for piece in pieces_of((made.recordings / SESSION / f"{recording}.mp4").read_bytes())]


def claim_of(excerpt):
    """What excerpt.json says."""
    return form.parse((excerpt / form.EXCERPT).read_bytes())


def claim(excerpt, **changed):
    """Let excerpt.json say something else."""
    (excerpt / form.EXCERPT).write_bytes(replace(claim_of(excerpt), **changed).encode())


def show(excerpt, parts):
    """Let the film be of these fragments."""
    (excerpt / "film.mp4").write_bytes(b"".join(parts))


def retell(excerpt):
    """Write the README that a careful forger would write."""
    (excerpt / form.README).write_bytes(text_of(Bag.open(excerpt)))


def verified(made, excerpt):
    """The verdict of a reader who has the station's key."""
    return verify_excerpt(excerpt, trusted_keys=keys_of(made))
