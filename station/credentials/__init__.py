"""Content Credentials (C2PA) for films: a manifest that journalists' tools recognise, beside a film that stays as it is."""

from station.credentials.errors import (
    CertificateRefused,
    CredentialsError,
    FilmChanged,
    FolderTaken,
    ManifestDoesNotFit,
    ManifestUnreadable,
    NoRoomToSign,
    NotSigned,
    PrivateKeyRefused,
)
from station.credentials.issuing import adopt, issue
from station.credentials.keeping import certificates, credentials_for
from station.credentials.reading import Reading, read_credentials
from station.credentials.sign import manifest_for

__all__ = [
    "CertificateRefused",
    "CredentialsError",
    "FilmChanged",
    "FolderTaken",
    "ManifestDoesNotFit",
    "ManifestUnreadable",
    "NoRoomToSign",
    "NotSigned",
    "PrivateKeyRefused",
    "Reading",
    "adopt",
    "certificates",
    "credentials_for",
    "issue",
    "manifest_for",
    "read_credentials",
]
