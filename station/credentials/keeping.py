"""One manifest for each film, made once and kept beside the recordings, so that a bag made twice has the same bytes.

An ECDSA signature is another one each time, and so is a manifest's own number. `recordings/credentials/RECORDING.c2pa` is
therefore written when a film is first exported and read ever after, but never handed out unread: it must fit the film, the
sealed facts and the certificate. A certificate that has run out since does not make a kept manifest unfit.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from station import durable
from station.credentials.certificates import Chain, load_chain
from station.credentials.errors import ManifestDoesNotFit, ManifestUnreadable
from station.credentials.reading import EXPIRED, UNTRUSTED, Reading, read_credentials
from station.credentials.sign import manifest_for
from station.credentials.statement import statement_of
from station.verify import layout
from station.verify.record import Facts

FOLDER = "credentials"  # below the recordings


def credentials_for(recordings: Path, folder: Path, facts: Facts, film: Path, origin: str) -> bytes | None:
    """Return a sealed film's detached manifest: the one kept below `recordings`, or a new one that is kept from now on.

    `folder` holds the station's certificate, `film` is the file (or a copy of it), `origin` the log's. None when no
    certificate has been issued, when the recording is no film, and when the film has not one picture. Raise a
    `CredentialsError`, or what the disk raises.
    """
    chain = load_chain(folder)
    if chain is None or facts.stream != "camera" or not facts.sealed["frames"]:
        return None
    kept = recordings / FOLDER / Path(layout.credential_path(facts.recording)).name
    durable.make_folder(kept.parent)
    with _alone(kept.parent):
        manifest = durable.read(kept)
        if manifest is None:
            manifest = manifest_for(film, facts, origin, folder)
            durable.write_file(kept, manifest)
            return manifest
    try:
        reason = _misfit(read_credentials(film, manifest, chain.root), chain, statement_of(facts, origin))
    except ManifestUnreadable as error:
        raise ManifestDoesNotFit(facts.recording, kept, f"they are no C2PA manifest ({error.reason})") from error
    if reason is not None:
        raise ManifestDoesNotFit(facts.recording, kept, reason)
    return manifest


def certificates(folder: Path) -> bytes | None:
    """Return the station's certificate and those above it, as PEM; None when none has been issued."""
    chain = load_chain(folder)
    return None if chain is None else chain.pem


def _misfit(reading: Reading, chain: Chain, statement: dict[str, Any]) -> str | None:
    """Say why a kept manifest does not fit, or None when it does."""
    own = str(chain.leaf.serial_number)
    if reading.serial != own:
        return (
            f"they were signed under the certificate number {reading.serial}, and credentials.folder in the settings is "
            f"that of {own}. For this session name the other one's folder"
        )
    run_out = chain.leaf.not_valid_after_utc < datetime.now(UTC)
    wrong = set(reading.faults) - ({EXPIRED, UNTRUSTED} if run_out else set())
    if wrong:
        return f"a tool finds {', '.join(sorted(wrong))}"
    if reading.statement != statement or not reading.whole:
        return "they speak of another recording, or of other facts"
    return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other export makes manifests there: two at once would each keep and hand out their own."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
