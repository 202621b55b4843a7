"""The newest checkpoint that others vouch for, out of `attested/SIZE/`: what makes a proof stand without trust in the station."""

from dataclasses import dataclass
from pathlib import Path

from station.formats import note as notes
from station.formats.errors import Malformed
from station.formats.note import Note, Signature

COSIGNATURES = "*.cosignature"


@dataclass(frozen=True)
class Attested:
    """The folder of what others vouch for; it may not be there."""

    folder: Path

    def newest_cosigned(self, above: int) -> int | None:
        """Return the largest size with a cosignature whose tree has entry `above`; None when there is none."""
        sizes = (int(each.name) for each in self.folder.glob("*") if each.name.isascii() and each.name.isdigit())
        return max((size for size in sizes if size > above and self.is_cosigned(size)), default=None)

    def is_cosigned(self, size: int) -> bool:
        """Whether a witness co-signed the checkpoint of that size."""
        return any((self.folder / str(size)).glob(COSIGNATURES))

    def cosign(self, size: int, note: bytes) -> bytes:
        """Return the checkpoint of that size with its witnesses' lines below the log's own; raise `Malformed`."""
        own = notes.parse(note)
        files = sorted((self.folder / str(size)).glob(COSIGNATURES))
        return Note(own.text, (*own.signatures, *(_line(file) for file in files))).format()


def _line(file: Path) -> Signature:
    signatures = notes.parse(b"checkpoint\n\n" + file.read_bytes()).signatures
    if len(signatures) != 1:
        raise Malformed(str(file), "it is not one signature line")
    return signatures[0]
