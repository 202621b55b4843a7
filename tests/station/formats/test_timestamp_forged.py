"""Time stamps made to deceive: signed by somebody else, for another purpose, at another time, or only in part."""

from datetime import timedelta

import pytest
from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from station.formats.errors import Malformed, VerificationError
from station.formats.timestamp import (
    CertificateUnfit,
    NotGranted,
    OtherAuthority,
    StampOfOtherData,
    StampSignatureInvalid,
    check_response,
)
from tests.stamps import NOW, STAMPS, Draft, Paper, attribute, authority, ess, paper

DATA = b"checkpoint"
OTHER = b"another checkpoint"
ROOT = authority()
SIGNER = paper("Clock", ROOT)


def refused(error, response, *, match=None, pin=ROOT):
    """Check that the response is refused by this error under the pin, and return the error."""
    with pytest.raises(error, match=match) as raised:
        check_response(response, DATA, pin.der)
    return raised.value


def test_the_drafts_of_these_tests_are_good():
    """Unchanged, a draft is a good stamp: what is refused below is refused for the one thing that was changed."""
    assert check_response(Draft(SIGNER, DATA).response(), DATA, ROOT.der).pinned


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"purposes": ()}, "not for time stamps alone"),
        ({"critical": False}, "not for time stamps alone"),
        ({"purposes": [ExtendedKeyUsageOID.CODE_SIGNING]}, "not for time stamps alone"),
        ({"purposes": [*STAMPS, ExtendedKeyUsageOID.CODE_SIGNING]}, "not for time stamps alone"),
        ({"usages": ("key_encipherment",)}, "not for signatures"),
        ({"until": NOW - timedelta(seconds=1)}, "2026-11-21 11:59:59"),
        ({"since": NOW + timedelta(seconds=1)}, "2026-11-21 12:00:01"),
        (
            {"until": NOW - timedelta(days=400), "since": NOW - timedelta(days=800)},
            "the stamp is of 2026-11-21 12:00:00",
        ),
        ({"extra": [x509.InhibitAnyPolicy(0)]}, "rules not known here: inhibit_any_policy"),
    ],
)
def test_certificates_that_are_not_for_this(how, reason):
    """A certificate of another purpose, or not valid when the stamp was made, is refused even when it is pinned."""
    unfit = paper("Clock", ROOT, **how)
    for pin in (unfit, ROOT):
        refused(CertificateUnfit, Draft(unfit, DATA).response(), match=reason, pin=pin)
    with pytest.raises(CertificateUnfit, match=reason):
        check_response(Draft(unfit, DATA).response(), DATA, None)


@pytest.mark.parametrize("usages", [("digital_signature",), ("content_commitment",)])
def test_keys_for_signatures(usages):
    """A certificate may say that its key is for signatures."""
    assert check_response(Draft(paper("Clock", ROOT, usages=usages), DATA).response(), DATA, ROOT.der).pinned


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"ca": None}, "may not issue"),
        ({"ca": False}, "may not issue"),
        ({"usages": ("digital_signature",)}, "may not issue"),
        ({"until": NOW - timedelta(seconds=1)}, "valid from"),
    ],
)
def test_issuers_that_may_not_issue(how, reason):
    """Somebody with a certificate, even a pinned one, does not become an authority over others by signing for them."""
    root = authority(**how)
    refused(CertificateUnfit, Draft(paper("Clock", root), DATA).response(), match=reason, pin=root)


def test_an_issuer_under_another_name():
    """A certificate must name the pinned authority as its issuer, even where that authority's key signed it."""
    renamed = Paper(authority("Another name").certificate, ROOT.key)
    refused(OtherAuthority, Draft(paper("Clock", renamed), DATA).response())


def test_an_issuer_above_the_issuer():
    """The root over an intermediate authority is not enough: the one that issued the certificate must be pinned."""
    between = authority("Between", issuer=ROOT)
    signer = paper("Clock", between)
    response = Draft(signer, DATA, certificates=[signer.der, between.der, ROOT.der]).response()

    assert check_response(response, DATA, between.der).pinned
    refused(OtherAuthority, response)


def test_a_certificate_that_names_two_algorithms():
    """A certificate whose signature is said to be of one kind inside and of another outside is refused."""
    changed = asn1_x509.Certificate.load(SIGNER.der)
    changed["signature_algorithm"] = {"algorithm": "sha512_ecdsa"}
    signer = Paper(x509.load_der_x509_certificate(changed.dump()), SIGNER.key)
    refused(Malformed, Draft(signer, DATA).response(), match="two algorithms")


def test_a_kind_of_key_that_is_not_known():
    """A key that this program cannot check is refused, not passed over."""
    refused(Malformed, Draft(SIGNER, DATA).response(), match=r"ed448\) is of a kind", pin=authority(kind="ed448"))


def test_a_colleague_of_the_pinned_signer():
    """Where one signer is pinned, another of the same issuer is not believed."""
    refused(OtherAuthority, Draft(paper("Clock", ROOT), DATA).response(), pin=SIGNER)


@pytest.mark.parametrize("status", ["granted_with_mods", "rejection", "waiting", "revocation_warning"])
def test_a_token_that_was_not_granted(status):
    """Only a plain yes is a yes, even where a token comes along."""
    assert refused(NotGranted, Draft(SIGNER, DATA, status=status).response()).status == status.replace("_", " ")


def test_a_yes_without_a_token():
    """A response that says yes and holds nothing is no stamp."""
    refused(Malformed, b"\x30\x05\x30\x03\x02\x01\x00")


def test_two_signers_and_none():
    """Two signers, be they the same, or none leave open whose word it is."""
    draft = Draft(SIGNER, DATA)
    for count in (0, 2):
        data = draft.signed_data()
        data["signer_infos"] = cms.SignerInfos([draft.signer_info() for _ in range(count)])
        refused(Malformed, draft.response(data), match=f"{count} signers, not one")


@pytest.mark.parametrize("size", [20, 32])
def test_a_weak_imprint(size):
    """SHA-1 of the data is not enough, whatever is written where its hash should be."""
    imprint = {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(size)}
    refused(Malformed, Draft(SIGNER, DATA, info={"message_imprint": imprint}).response(), match="sha1 is not accepted")


def test_a_weak_digest_under_the_signature():
    """A signature over SHA-1 is not enough."""
    refused(Malformed, Draft(SIGNER, DATA, digest="sha1").response(), match="sha1 is not accepted")


def test_two_digests_for_one_signature():
    """The digest that the signature names and the one that the signer names must be the same."""
    draft = Draft(SIGNER, DATA)
    data = draft.signed_data()
    data["signer_infos"] = [draft.signer_info() | {"signature_algorithm": {"algorithm": "sha512_ecdsa"}}]
    refused(Malformed, draft.response(data), match="names two digests")


def test_a_signature_of_another_scheme():
    """A signature that claims to be of another kind than the signer's key is refused."""
    draft = Draft(SIGNER, DATA)
    data = draft.signed_data()
    data["signer_infos"] = [draft.signer_info() | {"signature_algorithm": {"algorithm": "sha256_rsa"}}]
    refused(StampSignatureInvalid, draft.response(data), match="does not fit")


def test_padding_with_two_digests():
    """RSA-PSS parameters that mix two digests are refused."""
    draft = Draft(paper("Clock", ROOT, kind="rsa"), DATA, padding="pss")
    data, info = draft.signed_data(), draft.signer_info()
    info["signature_algorithm"]["parameters"]["mask_gen_algorithm"] = {
        "algorithm": "mgf1",
        "parameters": {"algorithm": "sha1"},
    }
    data["signer_infos"] = [info]
    refused(Malformed, draft.response(data), match="mix two digests")


def test_the_content_was_exchanged():
    """What was said about other data, put under a signature about this, is refused: the signature is over its hash."""
    about_this, about_other = Draft(SIGNER, DATA), Draft(SIGNER, OTHER)
    data = about_this.signed_data()
    data["signer_infos"] = [about_other.signer_info()]
    refused(StampSignatureInvalid, about_this.response(data), match="not the one that was signed")


def test_the_attributes_were_exchanged():
    """Attributes that fit the content, under a signature over others, are refused."""
    draft, other = Draft(SIGNER, DATA), Draft(SIGNER, OTHER)
    data = draft.signed_data()
    data["signer_infos"] = [draft.signer_info() | {"signature": other.signer_info()["signature"]}]
    refused(StampSignatureInvalid, draft.response(data), match="does not fit")


def test_a_signature_by_someone_else():
    """Whoever puts the authority's certificate beside his own signature is refused."""
    forger = paper("Clock", authority())
    draft = Draft(forger, DATA, certificates=[SIGNER.der], names=[ess(SIGNER.der)], sid=SIGNER)
    for pin in (SIGNER, ROOT):
        refused(StampSignatureInvalid, draft.response(), match="does not fit", pin=pin)


def test_a_signer_named_in_two_ways():
    """The certificate that is named under signature must be the one that the message points to."""
    draft = Draft(SIGNER, DATA, sid=paper("Clock", ROOT))
    refused(StampSignatureInvalid, draft.response(), match="two certificates")


@pytest.mark.parametrize(
    "names",
    [
        [],
        [ess(paper("Clock", ROOT).der)],
        [ess(SIGNER.der, "sha1"), ess(paper("Clock", ROOT).der)],
        [ess(SIGNER.der), ess(paper("Clock", ROOT).der, "sha1")],
        [attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": []}))],
    ],
    ids=["none", "another", "another in v2", "another in v1", "empty"],
)
def test_the_signers_certificate_is_not_named(names):
    """The signed attributes must name the signer's certificate, and if twice, both times."""
    with pytest.raises(VerificationError):
        check_response(Draft(SIGNER, DATA, names=names).response(), DATA, SIGNER.der)


def test_attributes_that_are_missing_or_doubled():
    """The signed attributes must state, once each, what was signed and that it is a time."""
    whole = Draft(SIGNER, DATA).signed_attributes()
    two_values = cms.CMSAttribute({"type": "message_digest", "values": [whole[1]["values"][0].native, bytes(32)]})
    doubled = ([*whole, whole[0]], [*whole, whole[1]], [whole[0], two_values, whole[2]])
    for attributes in (whole[1:], whole[:1] + whole[2:], *doubled, []):
        with pytest.raises(Malformed):
            check_response(Draft(SIGNER, DATA, attributes=attributes).response(), DATA, SIGNER.der)


def test_a_signature_without_attributes():
    """A signature straight over the content leaves out whose certificate it is."""
    draft = Draft(SIGNER, DATA)
    data, info = draft.signed_data(), draft.signer_info()
    del info["signed_attrs"]
    data["signer_infos"] = [info]
    refused(Malformed, draft.response(data))


def test_what_was_signed_is_no_time():
    """An authority's signature over something else that reads like a time is not its word about a time."""
    whole = Draft(SIGNER, DATA).signed_attributes()
    for attributes in (None, whole):
        refused(
            Malformed, Draft(SIGNER, DATA, content_type="data", attributes=attributes).response(), match="not a time"
        )
    other = [attribute("content_type", "data"), *whole[1:]]
    refused(Malformed, Draft(SIGNER, DATA, attributes=other).response(), match="is not a time")


def test_rules_not_known_here():
    """A message or stamp of a later version, or an extension that must be understood, is refused; another one is not."""
    data = Draft(SIGNER, DATA).signed_data()
    data["version"] = "v5"
    refused(Malformed, Draft(SIGNER, DATA).response(data), match="not a time")
    extension = {"extn_id": "1.2.3", "critical": True, "extn_value": b""}
    for info in ({"version": "v2"}, {"extensions": [extension]}):
        refused(Malformed, Draft(SIGNER, DATA, info=info).response(), match="more than version 1")
    harmless = Draft(SIGNER, DATA, info={"extensions": [extension | {"critical": False}]})

    assert check_response(harmless.response(), DATA, ROOT.der).pinned


@pytest.mark.parametrize("accuracy", [{"millis": 1000}, {"micros": -1}, {"seconds": -1}])
def test_an_accuracy_out_of_range(accuracy):
    """An accuracy is never negative, and its parts are under a thousand."""
    refused(Malformed, Draft(SIGNER, DATA, info={"accuracy": accuracy}).response(), match="accuracy is out of range")


def test_a_stamp_of_other_data():
    """A good stamp of other data is of no use here."""
    found = refused(StampOfOtherData, Draft(SIGNER, OTHER).response())

    assert found.algorithm == "sha256"


def test_names_cannot_write_to_the_terminal():
    """What a certificate calls itself is shown without what is not print, and cut."""
    loud, long = paper("\x1b[31mclock\u202e\n", ROOT), paper("x" * 5000, ROOT)

    assert check_response(Draft(loud, DATA).response(), DATA, None).authority == "Organization: ?[31mclock??"
    assert len(check_response(Draft(long, DATA).response(), DATA, None).authority) == 200
