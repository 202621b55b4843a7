"""Content Credentials in a bag: for journalists' tools, beside the films. A court needs none of them, so none stops an export."""

from collections.abc import Callable, Iterable
from pathlib import Path

from station.credentials import CredentialsError, certificates, credentials_for
from station.evidence.draft import Draft
from station.verify import layout
from station.verify.record import Facts


def add_credentials(
    draft: Draft,
    recordings: Path,
    folder: Path,
    *,
    facts: Iterable[Facts],
    origin: str,
    tell: Callable[[str], None],
) -> None:
    """Add the manifests of the films that are in the draft as they were sealed, and the certificates to check them with."""
    signed = False
    for each in facts:
        file = layout.recording_path(each.recording, each.stream)
        if draft.hashes.get(file) != each.sealed["sha256"]:
            continue  # what is left of a film has no manifest: tools would only say that it is invalid
        try:
            manifest = credentials_for(recordings, folder, each, draft.folder / file, origin)
        except CredentialsError as error:
            tell(f"{each.recording} goes without Content Credentials: {error}")
            continue
        if manifest is not None:
            draft.add(layout.credential_path(each.recording), manifest)
            signed = True
    chain = certificates(folder) if signed else None
    if chain is not None:
        draft.add(layout.CERTIFICATES, chain)
