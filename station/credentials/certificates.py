"""The folder with the certificates that films are signed under: written once, never overwritten.

    chain.pem   the station's certificate (the leaf) and those above it, to the root; written last, so it says "issued"
    root.pem    the root alone, which is public: give it to everybody who is to check films
    leaf.key    the leaf's private key, PKCS #8; mode 0600, and refused when open to others

Who can read leaf.key can sign films as this station. It is not encrypted: an export must work without anyone's password.
A lost or renewed certificate means a new folder, so that what was signed under the old one stays beside the old one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509 import Certificate, load_pem_x509_certificates

from station import durable, private
from station.credentials.errors import CertificateRefused, FolderTaken, PrivateKeyRefused
from station.credentials.profile import algorithm_of, check_chain

CHAIN = "chain.pem"
ROOT = "root.pem"
KEY = "leaf.key"


@dataclass(frozen=True)
class Chain:
    """Certificates that passed the profile, the station's own first; `algorithm` is C2PA's name of what it signs with."""

    certificates: tuple[Certificate, ...]
    algorithm: str

    @property
    def leaf(self) -> Certificate:
        """The station's own certificate."""
        return self.certificates[0]

    @property
    def pem(self) -> bytes:
        """All of them, as PEM."""
        return pem_of(self.certificates)

    @property
    def root(self) -> bytes:
        """The uppermost one, as PEM."""
        return pem_of(self.certificates[-1:])


def pem_of(certificates: Sequence[Certificate]) -> bytes:
    """Return certificates as PEM, without what people write between them."""
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def read_certificates(path: Path) -> tuple[Certificate, ...]:
    """Read the certificates of a PEM file; raise `CertificateRefused` when it holds none, or what the disk raises."""
    try:
        return tuple(load_pem_x509_certificates(path.read_bytes()))
    except ValueError as error:
        raise CertificateRefused(path, f"it is not a file of certificates in PEM ({error})") from error


def read_chain(path: Path) -> Chain:
    """Read a chain; raise `CertificateRefused`, or what the disk raises."""
    certificates = read_certificates(path)
    check_chain(path, certificates)
    return Chain(certificates, algorithm_of(path, certificates[0]))


def load_chain(folder: Path) -> Chain | None:
    """Return the station's chain, or None when no certificate has been issued; raise `CertificateRefused`."""
    path = folder / CHAIN
    return read_chain(path) if path.exists() else None


def read_key(path: Path) -> PrivateKeyTypes:
    """Read a private key; raise `PrivateKeyRefused` when it is open to others, encrypted or none at all."""
    try:
        return load_pem_private_key(private.read(path), password=None)
    except private.OpenToOthersError as error:
        raise PrivateKeyRefused(path, str(error)) from error
    except FileNotFoundError as error:
        raise PrivateKeyRefused(path, "it does not exist; put the copy back") from error
    except TypeError as error:
        raise PrivateKeyRefused(path, "it is encrypted; take a copy without a password") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PrivateKeyRefused(path, f"it is not a private key in PEM ({error})") from error


def read_key_of(path: Path, chain: Chain) -> PrivateKeyTypes:
    """Read the key of a chain's first certificate; raise `PrivateKeyRefused`, also when it belongs to another."""
    key = read_key(path)
    if _public(key.public_key()) != _public(chain.leaf.public_key()):
        raise PrivateKeyRefused(path, "it is not the key of the first certificate in the chain")
    return key


def private_pem(key: PrivateKeyTypes) -> bytes:
    """Return a private key as the C2PA library reads it: PKCS #8, PEM."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def store(folder: Path, chain: Chain, key: PrivateKeyTypes) -> None:
    """Keep a chain and its key in a folder that has none yet; raise `FolderTaken`."""
    for name in (CHAIN, ROOT, KEY):
        if (folder / name).exists():
            raise FolderTaken(
                folder / name,
                "a certificate is never overwritten. Name another folder as credentials.folder in the settings; "
                f"if an interrupted attempt left a part here without {CHAIN}, move that part away",
            )
    durable.make_folder(folder)
    # A crash between these leaves a folder without chain.pem: nothing is signed, and the message above says what to do.
    private.write_new(folder / KEY, private_pem(key))
    durable.write_file(folder / ROOT, chain.root)
    durable.write_file(folder / CHAIN, chain.pem)


def _public(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
