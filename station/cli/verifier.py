"""`station verifier`: the verifier as one file, to hand to whoever is to check records."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from station import bundle

EXECUTABLE = 0o755


def verifier(
    out: Annotated[Path, typer.Option("--out", help="The file; an older one is replaced.")] = Path("verify.pyz"),
) -> None:
    """Write the verifier as one file that any Python from 3.11 on runs, and print its SHA-256; same sources, same bytes.

    Example: station verifier --out verify.pyz
    """
    data = bundle.verifier()
    out.write_bytes(data)
    out.chmod(EXECUTABLE)
    typer.echo(f"{hashlib.sha256(data).hexdigest()}  {out}")
