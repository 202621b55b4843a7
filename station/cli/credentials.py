"""`station credentials`: certificates for the films' Content Credentials, and what a journalist's tool says of a film."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.hashes import SHA256

from station.cli.asked import CONFIG, ConfigFile
from station.config import load
from station.credentials.authority import MAX_NAME
from station.credentials.certificates import ROOT, Chain, pem_of, read_certificates
from station.credentials.errors import ManifestUnreadable
from station.credentials.issuing import adopt
from station.credentials.issuing import issue as issue_chain
from station.credentials.reading import EXPIRED, UNTRUSTED, Reading, read_credentials

MAX_MANIFEST = 2**20  # ours have 3 kB; a film given by mistake must not fill memory
SAID = {
    "assertion.bmffHash.mismatch": "The film is not the one that was signed: something was changed, cut off or taken out. "
    "The fragments of the bag still tell which seconds: station verify BAG",
    "claimSignature.mismatch": "The signature does not fit: the credentials were changed after they were signed.",
    "assertion.hashedURI.mismatch": "A statement in the credentials was changed after they were signed.",
    EXPIRED: "The certificate has run out, and the credentials bear no time stamp of their own: when the film was sealed, the "
    "time stamps on the log's checkpoints tell.",
}
credentials = typer.Typer(no_args_is_help=True, help="Content Credentials (C2PA) of the films.")


@credentials.command("issue")
def issue(
    root_folder: Annotated[
        Path | None,
        typer.Option("--root-folder", help="Where the station's own root lies, or is to be made; not the PC."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="The organisation that tools show; else the station's name.")
    ] = None,
    chain: Annotated[
        Path | None, typer.Option("--chain", help="An outside authority's chain, PEM, yours first.")
    ] = None,
    private_key: Annotated[Path | None, typer.Option("--private-key", help="The key to it, PEM, mode 0600.")] = None,
    config: ConfigFile = CONFIG,
) -> None:
    """Give the station a certificate, so that each export adds Content Credentials to the films.

    Example: station credentials issue --root-folder /media/safe-stick/root --name "Ministry of the Interior"
    """
    settings = load(config)
    folder, origin = settings.credentials.folder, settings.station.name
    if name is not None and not 0 < len(name) <= MAX_NAME:
        raise typer.BadParameter(f"a name has 1 to {MAX_NAME} characters", param_hint="--name")
    if root_folder is not None and chain is None and private_key is None:
        issued = issue_chain(folder, root_folder, name or origin[:MAX_NAME], origin)
        typer.echo(f"Take {root_folder} off this PC and lock it away: who has it can issue certificates in this name.")
    elif root_folder is None and name is None and chain is not None and private_key is not None:
        issued = adopt(folder, chain, private_key)
    else:
        raise typer.BadParameter("give --root-folder (and --name), or --chain and --private-key")
    for line in _issued(folder, issued):
        typer.echo(line)


@credentials.command("check")
def check(
    film: Annotated[Path, typer.Argument(help="The film, e.g. bag/data/footage/RECORDING.mp4.")],
    manifest: Annotated[Path, typer.Argument(help="Its credentials, e.g. bag/data/credentials/RECORDING.c2pa.")],
    root: Annotated[Path | None, typer.Option("--root", help="The root to trust, from elsewhere than the bag.")] = None,
) -> None:
    """Say what a tool for Content Credentials would; exit code 0 when they hold (and, with --root, are trusted), else 1.

    Example: station credentials check film.mp4 film.c2pa --root root.pem
    """
    if manifest.stat().st_size > MAX_MANIFEST:
        raise ManifestUnreadable(film, f"{manifest} is larger than any manifest of a film")
    trusted = pem_of(read_certificates(root)) if root else None
    reading = read_credentials(film, manifest.read_bytes(), trusted)
    for line in describe(reading, root):
        # Whoever wrote the manifest chose these words: no line break may add a verdict, no control character hide one.
        typer.echo("".join(each if each.isprintable() else "?" for each in line))
    if not reading.valid or (root is not None and not reading.trusted):
        raise typer.Exit(1)


def describe(reading: Reading, root: Path | None) -> Iterator[str]:
    """Yield what a reading means, for people; the verdict comes first."""
    yield "VALID" if reading.valid else "INVALID"
    for fault in reading.faults:
        if fault != UNTRUSTED:
            yield SAID.get(fault, f"A tool finds: {fault}.")
    if reading.statement is not None and not reading.whole:
        yield "The file does not have the SHA-256 that its credentials name."
    yield _trust(reading, root)
    yield f"Signed by {reading.organisation} ({reading.station}), certificate number {reading.serial}; no time stamp is read."
    if reading.statement is None:
        yield "The credentials hold no statement of a furnace station."
        return
    yield "The signer states:"
    for field, value in sorted(reading.statement.items()):
        yield f"  {field:<12} {value}"


def _trust(reading: Reading, root: Path | None) -> str:
    if reading.trusted:
        return f"TRUSTED: the certificate leads to {root}."
    if root is not None:
        return f"NOT TRUSTED: the certificate does not lead to {root}, or is not to be used any more."
    return "NOT TRUSTED: no root was given. Get the station's root.pem from elsewhere than the bag, and give it with --root."


def _issued(folder: Path, chain: Chain) -> Iterator[str]:
    root = chain.certificates[-1]
    yield f"Films are signed from now on under {folder}, until {chain.leaf.not_valid_after_utc:%Y-%m-%d}."
    yield f"Publish {folder / ROOT}, apart from the bags. Its SHA-256 fingerprint: {root.fingerprint(SHA256()).hex()}"
