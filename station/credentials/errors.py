"""Why a film has no Content Credentials, or they do not hold. Each error says what stands and what to do."""

from pathlib import Path


class CredentialsError(Exception):
    """Content Credentials could not be made, kept or read. Never raised itself."""


class CertificateRefused(CredentialsError):
    """A certificate, or a chain of them, is not one that tools for Content Credentials would take."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The certificates in {path} cannot be used: {reason}.")
        self.path = path
        self.reason = reason


class PrivateKeyRefused(CredentialsError):
    """A private key cannot be used; the message says why, and the remedy."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The private key {path} cannot be used: {reason}.")
        self.path = path
        self.reason = reason


class FolderTaken(CredentialsError):
    """Something stands where a new certificate or a new root should go."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} was left as it is: {reason}.")
        self.path = path
        self.reason = reason


class FilmChanged(CredentialsError):
    """A film is not the one that was sealed, and was not signed; both hashes are SHA-256 in hex."""

    def __init__(self, recording: str, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"Recording {recording} at {path} was not signed: its SHA-256 is {found}, the seal says {expected}. "
            "Keep the file as evidence of the change, and put a true copy in its place."
        )
        self.recording = recording
        self.path = path
        self.expected = expected
        self.found = found


class NoRoomToSign(CredentialsError):
    """The folder for temporary files is too full; both numbers are bytes."""

    def __init__(self, folder: Path, needed: int, free: int) -> None:
        super().__init__(
            f"Signing needs {needed} bytes for a while in {folder}, and {free} are free. "
            "Free some space there, or name a folder on a larger disk in the environment as TMPDIR."
        )
        self.folder = folder
        self.needed = needed
        self.free = free


class NotSigned(CredentialsError):
    """The C2PA library would not sign; `reason` is in its own words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} could not be signed: {reason}. If the certificate has run out, make a new one in a new folder "
            "(credentials.folder in the settings) with: station credentials issue"
        )
        self.path = path
        self.reason = reason


class ManifestUnreadable(CredentialsError):
    """Bytes are not a C2PA manifest; `reason` is in the library's own words."""

    def __init__(self, film: Path, reason: str) -> None:
        super().__init__(f"The credentials given for {film} cannot be read as a C2PA manifest: {reason}.")
        self.film = film
        self.reason = reason


class ManifestDoesNotFit(CredentialsError):
    """The manifest that was kept for a film is not of this film, this record or this certificate."""

    def __init__(self, recording: str, path: Path, reason: str) -> None:
        super().__init__(
            f"The credentials kept for recording {recording} at {path} do not fit: {reason}. "
            "Put the true file back from a bag or a copy; without one move it away, and the next export signs anew."
        )
        self.recording = recording
        self.path = path
        self.reason = reason
