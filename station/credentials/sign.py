"""Signing: a finished film gets a detached C2PA manifest; the film is only read.

No time stamp is asked for (`ta_url=None`). The manifest names the sealed recording, and RFC 3161 tokens stand on the
checkpoints of the log that seals it; and the station never waits for a network. The price: tools call the manifest invalid
once the certificate has run out.

Memory stays flat, whatever the film's length: the library copies the film twice into the folder for temporary files
(TMPDIR, else /tmp) when it is larger than `MEMORY_MB`, and deletes the copies. Where that folder is itself memory (tmpfs),
give TMPDIR a place on a disk. Measured: 1,049 MB signed in 7 s with 60 MB of memory; read again in 3 s.
"""

import hashlib
import io
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from c2pa import Builder, C2paError, C2paSignerInfo, Context, Settings, Signer
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from station.credentials.certificates import CHAIN, KEY, Chain, load_chain, private_pem, read_key_of
from station.credentials.errors import CertificateRefused, FilmChanged, NoRoomToSign, NotSigned
from station.credentials.statement import CAPTURED, MEDIA, definition, definition_of
from station.verify.record import Facts

MEMORY_MB = 16  # a film up to this size is copied in memory; the library's own default is 512
COPIES = 2  # that the library makes of a film while it signs it
OFFLINE = {"remote_manifest_fetch": False, "ocsp_fetch": False}
# The least film there is: a file type box and an empty media box.
_LEAST_FILM = b"\0\0\0\x10ftypiso5\0\0\0\0" + b"\0\0\0\x08mdat"


def manifest_for(film: Path, facts: Facts, origin: str, folder: Path) -> bytes:
    """Sign a film of a sealed session under the certificate in `folder`; return the manifest, some 3 kB.

    `origin` is the log's. Raise `FilmChanged` when the film is not as sealed, `CertificateRefused` (also when none has been
    issued), `PrivateKeyRefused`, `NoRoomToSign` or `NotSigned`.
    """
    chain = load_chain(folder)
    if chain is None:
        raise CertificateRefused(folder / CHAIN, "none has been issued; make one with: station credentials issue")
    key = read_key_of(folder / KEY, chain)
    _check_room(film.stat().st_size)
    with film.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
        if found != facts.sealed["sha256"]:
            raise FilmChanged(facts.recording, film, facts.sealed["sha256"], found)
        opened.seek(0)
        try:
            return _sign(opened, definition_of(facts, origin), chain, key)
        except C2paError as error:
            raise NotSigned(film, str(error)) from error


def try_out(path: Path, chain: Chain, key: PrivateKeyTypes) -> None:
    """Sign the least film there is; raise `CertificateRefused` when the library will not, so that it says so before a session."""
    try:
        _sign(io.BytesIO(_LEAST_FILM), definition("trial", CAPTURED), chain, key)
    except C2paError as error:
        raise CertificateRefused(path, f"the C2PA library does not sign with them ({error})") from error


def _sign(film: BinaryIO, what: dict[str, Any], chain: Chain, key: PrivateKeyTypes) -> bytes:
    signed_by = C2paSignerInfo(chain.algorithm, chain.pem, private_pem(key), None)
    settings = {"core": {"backing_store_memory_threshold_in_mb": MEMORY_MB}, "verify": OFFLINE}
    with (
        Settings.from_dict(settings) as wishes,
        Context(wishes) as context,
        Builder(json.dumps(what), context=context) as builder,
        Signer.from_info(signed_by) as signer,
        Path(os.devnull).open("w+b") as copy,  # the library insists on writing the film out again
    ):
        builder.set_no_embed()
        return bytes(builder.sign(signer, MEDIA, film, copy))


def _check_room(size: int) -> None:
    folder = Path(tempfile.gettempdir())
    needed, free = COPIES * size, shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoomToSign(folder, needed, free)
