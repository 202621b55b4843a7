"""Time stamps (RFC 3161): what openssl's own authority signs is believed, and every forgery of it is refused."""

import hashlib
import subprocess
import sys
from datetime import timedelta

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from rfc3161_client import decode_timestamp_response

from station.demo.authority import NAME, Authority
from station.formats.errors import Malformed, VerificationError
from station.formats.timestamp import (
    NotGranted,
    OtherAuthority,
    StampOfOtherData,
    StampSignatureInvalid,
    check_response,
    request,
)
from tests.stamps import NOW, Draft, Paper, authority, ess, paper

DATA = b"station.example/furnace-1\n20\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
NOW_US = 1795262400_250_000


@pytest.fixture(scope="module", params=["rsa", "ec"])
def real(request, tmp_path_factory):
    """Give an authority by openssl, which has been asked nothing yet."""
    return Authority(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def signer():
    """Give a certificate for time stamps with the root that issued it."""
    root = authority()
    return paper("Station clock", root), root


def test_what_openssl_signs_is_believed(real):
    """The stamp of a real authority holds under its own certificate, under its issuer's, and under none as unpinned."""
    response = real.answer(request(DATA, 12345))

    own = check_response(response, DATA, real.certificate.read_bytes())
    issued = check_response(response, DATA, real.ca.read_bytes())
    unpinned = check_response(response, DATA, None)
    theirs = decode_timestamp_response(response).tst_info
    assert own == issued
    assert (own.pinned, unpinned.pinned) == (True, False)
    assert own.at_us // 1_000_000 == int(theirs.gen_time.timestamp())
    assert (own.serial, own.policy) == (theirs.serial_number, theirs.policy.dotted_string)
    assert own.accuracy_us == 1_000_000
    assert own.authority == f"Common Name: {NAME}"


def test_openssl_accepts_what_is_kept(real, tmp_path):
    """The very bytes that are checked here verify with `openssl ts -verify`."""
    (tmp_path / "reply.tsr").write_bytes(real.answer(request(DATA, 1)))
    (tmp_path / "checkpoint").write_bytes(DATA)

    asked = ["openssl", "ts", "-verify", "-data", "checkpoint", "-in", "reply.tsr", "-CAfile", str(real.ca)]
    told = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "Verification: OK"


def test_the_request_is_what_openssl_asks(tmp_path):
    """OpenSSL reads our request: SHA-256 of the data, the nonce, and the wish for the certificate."""
    (tmp_path / "asked").write_bytes(request(DATA, 0xC0FFEE))

    read = ["openssl", "ts", "-query", "-in", "asked", "-text"]
    told = subprocess.run(read, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "Hash Algorithm: sha256" in told
    assert "Nonce: 0xC0FFEE" in told
    assert "Certificate required: yes" in told


def test_it_is_checked_without_openssl(real, tmp_path):
    """A reader who has no cryptography package comes to the same stamp, and refuses the same forgery."""
    response = real.answer(request(DATA, 2))
    files = {"tsr": response, "bad": response[:-1] + bytes([response[-1] ^ 1]), "data": DATA}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    script = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from pathlib import Path\n"
        "from station.formats.timestamp import StampSignatureInvalid, check_response\n"
        "tsr, bad, data, pin = (Path(each).read_bytes() for each in sys.argv[1:])\n"
        "try:\n    check_response(bad, data, pin)\n"
        "except StampSignatureInvalid:\n    print(check_response(tsr, data, pin))\n"
    )

    told = subprocess.run(
        [sys.executable, "-c", script, *(str(tmp_path / name) for name in files), str(real.ca)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == str(check_response(response, DATA, real.ca.read_bytes()))


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("rsa", {"padding": "pss"}),
        ("rsa", {"padding": "pss", "salt_bytes": 222}),
        ("rsa", {"digest": "sha512"}),
        ("p256", {"digest": "sha512"}),
        ("p384", {"digest": "sha384"}),
        ("p521", {"digest": "sha512"}),
    ],
)
def test_every_kind_of_key_in_use(kind, how, tmp_path):
    """RSA with either padding and the NIST curves are believed, and openssl reads the same signature as good."""
    root = authority(kind=kind)
    draft = Draft(paper("Clock", root, kind=kind), DATA, **how)
    (tmp_path / "token").write_bytes(tsp.TimeStampResp.load(draft.response())["time_stamp_token"].dump())
    (tmp_path / "ca.crt").write_bytes(root.pem)

    check = ["openssl", "cms", "-verify", "-in", "token", "-inform", "DER", "-CAfile", "ca.crt", "-binary"]
    at = ["-purpose", "timestampsign", "-attime", str(NOW_US // 1_000_000), "-out", "info"]
    subprocess.run(check + at, cwd=tmp_path, capture_output=True, check=True)

    assert check_response(draft.response(), DATA, root.der).at_us == NOW_US
    assert (tmp_path / "info").read_bytes() == draft.content()


def test_a_key_for_pss_alone(tmp_path):
    """A key whose certificate allows RSA-PSS alone is believed with that padding, and with no other."""
    make = ["openssl", "req", "-x509", "-newkey", "rsa-pss", "-noenc", "-subj", "/O=Clock"]
    files = ["-addext", "extendedKeyUsage=critical,timeStamping", "-keyout", "key", "-out", "crt"]
    subprocess.run(make + files, cwd=tmp_path, capture_output=True, check=True)
    certificate = x509.load_pem_x509_certificate((tmp_path / "crt").read_bytes())
    own = Paper(certificate, load_pem_private_key((tmp_path / "key").read_bytes(), None))
    now = {"gen_time": certificate.not_valid_before_utc}

    assert check_response(Draft(own, DATA, padding="pss", info=now).response(), DATA, own.der).pinned
    with pytest.raises(StampSignatureInvalid, match="the signature does not fit"):
        check_response(Draft(own, DATA, info=now).response(), DATA, own.der)


def test_ed25519():
    """Ed25519 is believed too, though openssl of these years reads it in no CMS; over other bytes it is refused."""
    root = authority(kind="ed25519")
    draft = Draft(paper("Clock", root, kind="ed25519"), DATA, digest="sha512")
    response = draft.response()

    assert check_response(response, DATA, root.der).at_us == NOW_US
    with pytest.raises(StampSignatureInvalid, match="the signature does not fit"):
        check_response(response[:-1] + bytes([response[-1] ^ 1]), DATA, root.der)


@pytest.mark.parametrize("digest", ["sha384", "sha512"])
def test_longer_imprints(signer, digest):
    """An authority may be asked with a longer hash."""
    imprint = {"hash_algorithm": {"algorithm": digest}, "hashed_message": hashlib.new(digest, DATA).digest()}
    response = Draft(signer[0], DATA, info={"message_imprint": imprint}).response()

    assert check_response(response, DATA, signer[0].pem).at_us == NOW_US
    with pytest.raises(StampOfOtherData, match=digest):
        check_response(response, DATA + b"\n", signer[0].pem)


def test_another_authority_of_the_same_names(signer):
    """One that copies the names and serial numbers of both certificates is refused, whichever of the two is pinned."""
    own, root = signer
    false_root = authority(serial=root.certificate.serial_number)
    false = paper("Station clock", false_root, serial=own.certificate.serial_number)
    for certificates in ([false.der], [own.der, false.der], [false.der, own.der, root.der]):
        response = Draft(false, DATA, certificates=certificates).response()

        assert not check_response(response, DATA, None).pinned
        for pin in (own, root):
            with pytest.raises(OtherAuthority) as refused:
                check_response(response, DATA, pin.pem)
            assert refused.value.sha256 == check_response(response, DATA, None).certificate_sha256


def test_a_renewed_certificate(signer):
    """A new certificate of the same authority is believed where its issuer is pinned, not where the old one is."""
    old, root = signer
    response = Draft(paper("Station clock, renewed", root), DATA).response()

    assert check_response(response, DATA, root.der).authority == "Organization: Station clock, renewed"
    with pytest.raises(OtherAuthority, match="get the new one from its own site"):
        check_response(response, DATA, old.der)


def test_a_certificate_that_the_stamp_leaves_out(signer):
    """A stamp without certificates holds under the signer's own; without it nobody can check it."""
    response = Draft(signer[0], DATA, certificates=[]).response()

    assert check_response(response, DATA, signer[0].pem).pinned
    with pytest.raises(VerificationError, match="the certificate that it names is not in it"):
        check_response(response, DATA, None)


@pytest.mark.parametrize("pin", [b"", b"-----BEGIN CERTIFICATE-----\n", b"0\x03\x02\x01\x01", DATA])
def test_a_pin_that_is_no_certificate(signer, pin):
    """What the reader gives as the authority's certificate must be one."""
    with pytest.raises(Malformed, match="certificate"):
        check_response(Draft(signer[0], DATA).response(), DATA, pin)


def test_a_stamp_of_other_data(real):
    """A good stamp of another checkpoint says nothing of this one."""
    response = real.answer(request(b"another checkpoint", 3))

    with pytest.raises(StampOfOtherData, match="belongs to another file"):
        check_response(response, DATA, real.ca.read_bytes())


def test_a_refusal_in_the_authoritys_own_words(real):
    """A response that refuses is told as it was said."""
    asked = tsp.TimeStampReq.load(request(DATA, 4))
    asked["message_imprint"] = {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)}

    with pytest.raises(NotGranted, match="digest algorithm is not supported") as refused:
        check_response(real.answer(asked.dump()), DATA, None)
    assert refused.value.status == "rejection"


@pytest.mark.slow
def test_every_flipped_bit(real):
    """Each bit of a response is refused when it is flipped, but for the few that nothing rests on."""
    response, pin = real.answer(request(DATA, 5)), real.ca.read_bytes()
    stamp = check_response(response, DATA, pin)
    passed = set()
    for at in range(len(response)):
        flipped = bytearray(response)
        flipped[at] ^= 1 << (at * 5 % 8)  # one bit a byte, all places in turn
        try:
            assert check_response(bytes(flipped), DATA, pin) == stamp
            passed.add(at)
        except VerificationError:
            continue

    assert passed <= set(_beside_the_signature(response))


def test_the_bounds_of_a_certificate(signer):
    """A certificate is good from its first second to its last, both included."""
    whole = NOW.replace(microsecond=0)
    for since, until in ((whole, whole + timedelta(days=1)), (whole - timedelta(days=1), whole)):
        short = paper("Clock", signer[1], since=since, until=until)

        assert check_response(Draft(short, DATA).response(), DATA, signer[1].der).at_us == NOW_US


def test_the_old_name_of_a_certificate(signer):
    """Authorities that still name their certificate by SHA-1 are believed as far as their signature goes."""
    response = Draft(signer[0], DATA, names=[ess(signer[0].der, "sha1")]).response()

    assert check_response(response, DATA, signer[1].der).pinned


def _beside_the_signature(response):
    """Offsets of what may change unseen: the list of digests used, the signer's version, and parameters that say nothing."""
    data = tsp.TimeStampResp.load(response)["time_stamp_token"]["content"]
    signer, digests = data["signer_infos"][0], data["digest_algorithms"].dump()
    start = response.index(digests)
    yield from range(start, start + len(digests))
    version = response.index(signer.contents)
    yield from range(version, version + 3)
    for algorithm in (signer["digest_algorithm"].dump(), signer["signature_algorithm"].dump()):
        if algorithm.endswith(b"\5\0"):  # NULL
            yield response.rindex(algorithm) + len(algorithm) - 2
