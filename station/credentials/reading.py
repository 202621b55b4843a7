"""Reading a film against its manifest, as a journalist's tool does, and one thing more.

C2PA hashes the film without the boxes that hold no pictures or times (`ftyp`, `free`, `skip`, `mfra`), so a tool calls a film
valid to which such a box was added. The statement in the manifest holds the whole file's SHA-256 as well, and it is compared
here. Nothing is fetched from a network.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from c2pa import C2paError, Context, Reader, Settings

from station.credentials.errors import ManifestUnreadable
from station.credentials.sign import OFFLINE
from station.credentials.statement import MEDIA, label_of

UNTRUSTED = "signingCredential.untrusted"
EXPIRED = "signingCredential.expired"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Reading:
    """What a film's manifest says and whether it holds.

    `state` is the library's word: Trusted, Valid (but by an unknown signer) or Invalid; `faults` are C2PA's codes. `serial` is
    the signing certificate's number, decimal. `statement` is the station's own, or None; `whole` whether the file has the
    SHA-256 that it names.
    """

    state: str
    faults: tuple[str, ...]
    organisation: str
    station: str
    serial: str
    title: str
    statement: dict[str, Any] | None
    whole: bool

    @property
    def valid(self) -> bool:
        """Whether the film is what was signed, to the byte, and the certificate had not run out."""
        return self.state != "Invalid" and (self.whole or self.statement is None)

    @property
    def trusted(self) -> bool:
        """Whether the certificate leads to the root that was given."""
        return self.state == "Trusted"


def read_credentials(film: Path, manifest: bytes, root: bytes | None = None) -> Reading:
    """Hold a film against its detached manifest; `root` is PEM, or None when no certificate is trusted.

    Raise `ManifestUnreadable`, or what the disk raises.
    """
    verify = {"verify_trust": True, **OFFLINE}
    trust = {"trust_anchors": root.decode()} if root else {}
    with film.open("rb") as opened:
        try:
            with (
                Settings.from_dict({"verify": verify, "trust": trust}) as wishes,
                Context(wishes) as context,
                Reader(MEDIA, opened, manifest_data=manifest, context=context) as reader,
            ):
                state = str(reader.get_validation_state())
                results, active = reader.get_validation_results() or {}, reader.get_active_manifest() or {}
        except C2paError as error:
            raise ManifestUnreadable(film, str(error)) from error
        opened.seek(0)
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    faults = tuple(fault["code"] for fault in results.get("activeManifest", {}).get("failure", []))
    return _reading(state, faults, active, sha256)


def _reading(state: str, faults: tuple[str, ...], active: dict[str, Any], sha256: str) -> Reading:
    signature, statement = active.get("signature_info", {}), _statement(active)
    return Reading(
        state=state,
        faults=tuple(dict.fromkeys(faults)),
        organisation=str(signature.get("issuer", "")),
        station=str(signature.get("common_name", "")),
        serial=str(signature.get("cert_serial_number", "")),
        title=str(active.get("title", "")),
        statement=statement,
        whole=statement is not None and statement["sha256"] == sha256,
    )


def _statement(active: dict[str, Any]) -> dict[str, Any] | None:
    """Find the station's statement: the one whose label is that of the origin which it names."""
    for each in active.get("assertions", []):
        match each:
            case {"label": str(label), "data": {"origin": str(origin), "sha256": str(sha256)}} if label == label_of(
                origin
            ) and _SHA256.fullmatch(sha256):
                return dict(each["data"])
    return None
