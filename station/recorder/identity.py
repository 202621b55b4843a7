"""What software this is: its version, and one hash over its own files, sealed at every start."""

import hashlib
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("api", "firmware_bridge", "station")
SUFFIXES = frozenset({".py", ".html", ".js", ".css"})


def files_sha256() -> str:
    """SHA-256 (hex) over `sha256sum`'s own listing of the program's files, sorted by path.

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
    listing = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files)
    return hashlib.sha256(listing.encode()).hexdigest()


def software() -> dict[str, str]:
    """The software's name, version and file hash, as `station.started` holds them."""
    return {"name": "furnace-station", "version": version("furnace-station"), "files_sha256": files_sha256()}
