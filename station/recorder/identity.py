"""What software this is: its version, and one hash over its own files, sealed at every start."""

import hashlib
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("api", "firmware_bridge", "station")
SUFFIXES = frozenset({".py", ".html", ".js", ".css"})


def files_listing() -> str:
    """`sha256sum`'s own listing of the program's files, sorted by path.

    Reproduced from the folder that holds the packages with
    `find api firmware_bridge station -name '*.py' -o … | LC_ALL=C sort | xargs sha256sum | sha256sum`.
    """
    folder = Path(__file__).resolve().parent.parent.parent
    files = sorted(
        str(file.relative_to(folder))
        for package in PACKAGES
        for file in (folder / package).rglob("*")
        if file.suffix in SUFFIXES
    )
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files)


def listing_sha256(listing: str) -> str:
    """SHA-256 (hex) of a listing: the one number that stands for all the program's files."""
    return hashlib.sha256(listing.encode()).hexdigest()


def changed_files(before: str, after: str) -> list[str]:
    """The files, sorted, whose lines differ between two listings: changed, added or removed."""
    return sorted({line[66:] for line in set(before.splitlines()) ^ set(after.splitlines())})


def software() -> dict[str, str]:
    """The software's name, version and file hash, as `station.started` holds them."""
    digest = listing_sha256(files_listing())
    return {"name": "furnace-station", "version": version("furnace-station"), "files_sha256": digest}
