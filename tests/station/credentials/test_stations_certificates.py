"""The certificates that films are signed under: their profile, where they lie, and which ones are refused."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from station.credentials import CertificateRefused, FolderTaken, PrivateKeyRefused, adopt, certificates, issue
from station.credentials.authority import issue_leaf, make_root
from station.credentials.certificates import pem_of, private_pem
from station.private import write_new

NOW = datetime.now(UTC)
ORIGIN = "furnace-1.station.test/log"


def value(certificate, kind):
    """One extension of a certificate, and whether it is critical."""
    found = certificate.extensions.get_extension_for_class(kind)
    return found.value, found.critical


def usages(value):
    """The key usages that are set."""
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    return {name for name in (*names, "key_cert_sign", "crl_sign") if getattr(value, name)}


def test_the_leaf_has_the_profile_that_tools_ask_for(issued):
    """Not self-signed, no authority, for signatures alone, and naming the key above it (C2PA specification, Trust Model)."""
    leaf, root = x509.load_pem_x509_certificates((issued / "chain.pem").read_bytes())
    root_id = value(root, x509.SubjectKeyIdentifier)[0].digest

    assert leaf.version == x509.Version.v3
    assert value(leaf, x509.BasicConstraints) == (x509.BasicConstraints(ca=False, path_length=None), True)
    assert usages(value(leaf, x509.KeyUsage)[0]) == {"digital_signature"}
    assert value(leaf, x509.KeyUsage)[1]
    assert list(value(leaf, x509.ExtendedKeyUsage)[0]) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    assert value(leaf, x509.AuthorityKeyIdentifier)[0].key_identifier == root_id
    assert value(leaf, x509.SubjectKeyIdentifier)[0] == x509.SubjectKeyIdentifier.from_public_key(leaf.public_key())
    assert isinstance(leaf.public_key().curve, ec.SECP256R1)
    assert leaf.signature_hash_algorithm.name == "sha256"
    leaf.verify_directly_issued_by(root)


def test_the_root_may_issue_certificates_and_nothing_else(issued):
    """It cannot sign a film, and no authority can stand between it and a leaf."""
    _, root = x509.load_pem_x509_certificates((issued / "chain.pem").read_bytes())

    assert value(root, x509.BasicConstraints) == (x509.BasicConstraints(ca=True, path_length=0), True)
    assert usages(value(root, x509.KeyUsage)[0]) == {"key_cert_sign", "crl_sign"}
    assert (issued / "root.pem").read_bytes() == pem_of([root])
    assert (issued.parent / "root" / "root.pem").read_bytes() == pem_of([root])


def test_the_leaf_outlives_the_appeals_but_not_its_root(issued):
    """Films are called invalid once it has run out; what no root stands over any more is worth nothing."""
    leaf, root = x509.load_pem_x509_certificates((issued / "chain.pem").read_bytes())
    young = make_root("Test authority")

    assert leaf.not_valid_after_utc - NOW > timedelta(days=19 * 365)
    assert leaf.not_valid_before_utc < NOW - timedelta(hours=23)
    assert leaf.not_valid_after_utc <= root.not_valid_after_utc
    assert issue_leaf(young, "A", "b")[0].not_valid_after_utc <= young.certificate.not_valid_after_utc


def test_private_keys_are_for_their_owner_alone(tmp_path):
    """Mode 0600 whatever the umask; the root's key lies apart from the station's."""
    before = os.umask(0)
    try:
        issue(tmp_path / "credentials", tmp_path / "root", "A", ORIGIN)
    finally:
        os.umask(before)

    assert sorted(path.name for path in (tmp_path / "credentials").iterdir()) == ["chain.pem", "leaf.key", "root.pem"]
    assert sorted(path.name for path in (tmp_path / "root").iterdir()) == ["root.key", "root.pem"]
    assert (tmp_path / "credentials" / "leaf.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "root" / "root.key").stat().st_mode & 0o777 == 0o600


def test_a_second_station_gets_its_certificate_from_the_same_root(issued, tmp_path):
    """Journalists need one root for all stations."""
    root = shutil.copytree(issued.parent / "root", tmp_path / "root")
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    issue(tmp_path / "second", root, "Test authority", "furnace-2.station.test")

    assert (tmp_path / "second" / "root.pem").read_bytes() == (issued / "root.pem").read_bytes()
    assert (tmp_path / "second" / "chain.pem").read_bytes() != (issued / "chain.pem").read_bytes()
    assert {path.name: path.read_bytes() for path in root.iterdir()} == before


@pytest.mark.parametrize("left", ["chain.pem", "leaf.key", "root.pem"])
def test_a_certificate_is_never_overwritten(tmp_path, left):
    """What stands in the folder is left as it is, also what an interrupted attempt left."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / left).write_text("mine")

    with pytest.raises(FolderTaken, match="never overwritten"):
        issue(folder, tmp_path / "root", "A", ORIGIN)

    assert [path.name for path in folder.iterdir()] == [left]
    assert (folder / left).read_text() == "mine"


def test_the_root_must_lie_apart(tmp_path):
    """Beside the leaf it would be in the same hands."""
    with pytest.raises(FolderTaken, match="apart"):
        issue(tmp_path / "credentials", tmp_path / "credentials" / "root", "A", ORIGIN)


@pytest.mark.parametrize("half", ["root.key", "root.pem"])
def test_half_a_root_is_not_taken_for_none(issued, tmp_path, half):
    """A new root would not be the one that people were given."""
    root = shutil.copytree(issued.parent / "root", tmp_path / "root")
    (root / half).unlink()

    with pytest.raises(FolderTaken, match="half of a root"):
        issue(tmp_path / "credentials", root, "A", ORIGIN)


def test_a_root_that_others_may_read_issues_nothing(issued, tmp_path):
    """Its key may be in other hands."""
    root = shutil.copytree(issued.parent / "root", tmp_path / "root")
    (root / "root.key").chmod(0o640)

    with pytest.raises(PrivateKeyRefused, match="chmod 600"):
        issue(tmp_path / "credentials", root, "A", ORIGIN)


def test_a_root_with_another_roots_key_issues_nothing(issued, tmp_path):
    """Certificate and key belong together."""
    root = shutil.copytree(issued.parent / "root", tmp_path / "root")
    (root / "root.pem").write_bytes(pem_of([make_root("Test authority").certificate]))

    with pytest.raises(PrivateKeyRefused, match="not the key"):
        issue(tmp_path / "credentials", root, "A", ORIGIN)


class Outside:
    """An authority that a test may have issue what it likes."""

    def __init__(self, path):
        self.path = path
        self.root = make_root("Outside authority")

    def leaf(self, key, *, ca=False, signs=True, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION, named=True, days=30):
        """A certificate for a key."""
        name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Police")])
        usage = [signs, *[False] * 4, not signs, *[False] * 3]
        builder = x509.CertificateBuilder(self.root.certificate.subject, name, key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(NOW - timedelta(days=60)).not_valid_after(NOW + timedelta(days=days))
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(*usage), critical=True)
        if purpose is not None:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if named:
            above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.root.key.public_key())
            builder = builder.add_extension(above, critical=False)
        return builder.sign(self.root.key, SHA256())

    def adopt(self, key, *chain, private=None):
        """Have a station take this chain over."""
        (self.path / "chain").write_bytes(b"From the authority:\n" + pem_of(chain))
        write_new(self.path / "key", private or private_pem(key))
        return adopt(self.path / "credentials", self.path / "chain", self.path / "key")


@pytest.fixture
def outside(tmp_path):
    """An authority that is not ours."""
    return Outside(tmp_path)


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (ec.generate_private_key(ec.SECP256R1()), "es256"),
        (ec.generate_private_key(ec.SECP384R1()), "es384"),
        (ed25519.Ed25519PrivateKey.generate(), "ed25519"),
        (rsa.generate_private_key(65537, 2048), "ps256"),
    ],
    ids=["es256", "es384", "ed25519", "ps256"],
)
def test_an_outside_chain_is_taken_over(outside, key, algorithm):
    """With each kind of key that tools read; only the certificates are kept, not the words between them."""
    chain = (outside.leaf(key), outside.root.certificate)

    assert outside.adopt(key, *chain).algorithm == algorithm
    assert certificates(outside.path / "credentials") == pem_of(chain)
    kept = load_pem_private_key((outside.path / "credentials" / "leaf.key").read_bytes(), None)
    assert kept.public_key() == key.public_key()


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"ca": True}, "an authority's"),
        ({"signs": False}, "digitalSignature"),
        ({"purpose": ExtendedKeyUsageOID.CLIENT_AUTH}, "emailProtection"),
        ({"purpose": None}, "emailProtection"),
        ({"named": False}, "authority key identifier"),
        ({"days": -1}, "not valid at time of signing"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_certificate_that_tools_would_not_take_is_refused(outside, wishes, said):
    """At once and in words, not at the first export."""
    key = ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(CertificateRefused, match=said):
        outside.adopt(key, outside.leaf(key, **wishes), outside.root.certificate)

    assert not (outside.path / "credentials").exists()


def test_a_chain_in_the_wrong_order_is_refused(outside):
    """The station's own comes first."""
    key = ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(CertificateRefused, match="comes first"):
        outside.adopt(key, outside.root.certificate, outside.leaf(key))


def test_a_leaf_without_its_root_is_refused(outside):
    """A bag holds all that a tool needs beside the trust in the root."""
    key = ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(CertificateRefused, match="to the root"):
        outside.adopt(key, outside.leaf(key))


@pytest.mark.parametrize(
    "make",
    [lambda bits=1024: rsa.generate_private_key(65537, bits), lambda: ec.generate_private_key(ec.SECP256K1())],
    ids=["RSA of 1024 bits", "a curve that C2PA does not know"],
)
def test_a_key_that_tools_would_not_take_is_refused(outside, make):
    """In words."""
    key = make()

    with pytest.raises(CertificateRefused, match="2048"):
        outside.adopt(key, outside.leaf(key), outside.root.certificate)


def test_another_certificates_key_is_refused(outside):
    """A signature with it would fit nothing."""
    key, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(PrivateKeyRefused, match="not the key of the first certificate"):
        outside.adopt(other, outside.leaf(key), outside.root.certificate)


def test_an_encrypted_key_is_refused(outside):
    """An export must work without anyone's password."""
    key = ec.generate_private_key(ec.SECP256R1())
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))

    with pytest.raises(PrivateKeyRefused, match="encrypted"):
        outside.adopt(key, outside.leaf(key), outside.root.certificate, private=locked)


def test_what_is_no_key_and_what_is_no_certificate_are_refused(outside):
    """With the file's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    (outside.path / "text").write_text("nothing")

    with pytest.raises(CertificateRefused, match="not a file of certificates"):
        adopt(outside.path / "credentials", outside.path / "text", outside.path / "text")
    with pytest.raises(PrivateKeyRefused, match="not a private key"):
        outside.adopt(key, outside.leaf(key), outside.root.certificate, private=b"nothing")
    with pytest.raises(PrivateKeyRefused, match="does not exist"):
        adopt(outside.path / "credentials", outside.path / "chain", outside.path / "none")
