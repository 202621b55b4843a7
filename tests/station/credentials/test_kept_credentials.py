"""The manifest as an export gets it: made once, kept, and handed out again only when it fits."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from station.credentials import (
    CertificateRefused,
    ManifestDoesNotFit,
    NotSigned,
    adopt,
    certificates,
    credentials_for,
    issue,
    manifest_for,
    read_credentials,
)
from station.credentials.authority import issue_leaf, make_root
from station.credentials.certificates import pem_of, private_pem
from station.private import write_new

ORIGIN = "furnace-1.station.test/log"


def test_the_kept_manifest_is_handed_out_again(film, facts_of, issued, put, tmp_path):
    """Two exports have the same bytes, though no two signatures are alike; it needs no key the second time."""
    path, facts, folder = put(film), facts_of(film), shutil.copytree(issued, tmp_path / "credentials")
    first = credentials_for(tmp_path / "recordings", folder, facts, path, ORIGIN)
    (folder / "leaf.key").unlink()
    kept = tmp_path / "recordings" / "credentials" / "S20261121-01-scale-0001.c2pa"

    assert kept.read_bytes() == first
    assert credentials_for(tmp_path / "recordings", folder, facts, path, ORIGIN) == first
    assert manifest_for(path, facts, ORIGIN, issued) != first
    assert path.read_bytes() == film


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data[:-300], "no C2PA manifest"),
        (lambda data: data.replace(b"scale-0001", b"scale-0003"), "hashedURI.mismatch"),
    ],
    ids=["cut", "changed"],
)
def test_a_spoilt_kept_manifest_is_said_to_be_so(film, export, kept, spoil, said):
    """It is never handed out, and never replaced in silence."""
    spoilt = spoil(export(film))
    kept.write_bytes(spoilt)

    with pytest.raises(ManifestDoesNotFit, match=said):
        export(film)

    assert kept.read_bytes() == spoilt


def test_a_kept_manifest_of_another_recording_does_not_fit(film, other_film, export, kept):
    """Neither one of another film, nor one that tells other facts of this film."""
    export(other_film)
    with pytest.raises(ManifestDoesNotFit, match=r"bmffHash\.mismatch"):
        export(film)

    kept.unlink()
    export(film, camera="furnace")
    with pytest.raises(ManifestDoesNotFit, match="other facts"):
        export(film)


def test_a_kept_manifest_under_another_certificate_is_named(film, export, issued, tmp_path):
    """After a renewal, old sessions go with the old folder: a bag's certificates must be those of its manifests."""
    export(film)
    issue(tmp_path / "renewed", issued.parent / "root", "Test authority", ORIGIN)

    with pytest.raises(ManifestDoesNotFit, match=r"credentials\.folder"):
        export(film, tmp_path / "renewed")


@pytest.mark.slow
def test_a_certificate_that_ran_out_keeps_its_manifests_but_makes_no_more(film, export, put, tmp_path, monkeypatch):
    """An old session is still exported with its bytes of old; tools will call them expired, and nothing new is signed."""
    monkeypatch.setattr("station.credentials.authority.LEAF_DAYS", timedelta(seconds=2.5) / timedelta(days=1))
    folder = tmp_path / "short"
    chain = issue(folder, tmp_path / "root", "Test authority", ORIGIN)
    made = export(film, folder)
    while datetime.now(UTC) < chain.leaf.not_valid_after_utc + timedelta(seconds=1):
        time.sleep(0.05)

    assert export(film, folder) == made
    assert "signingCredential.expired" in read_credentials(put(film), made, chain.root).faults
    with pytest.raises(NotSigned, match="station credentials issue"):
        export(film, folder, recording="S20261121-01-scale-0002")


def test_without_a_certificate_there_are_no_credentials(film, facts_of, put, tmp_path):
    """The export goes on without them; only who asks for a manifest itself is told to issue one."""
    path, facts, folder = put(film), facts_of(film), tmp_path / "credentials"

    assert credentials_for(tmp_path, folder, facts, path, ORIGIN) is None
    assert certificates(folder) is None
    assert not folder.exists()
    with pytest.raises(CertificateRefused, match="station credentials issue"):
        manifest_for(path, facts, ORIGIN, folder)


def test_a_film_without_a_picture_has_nothing_to_sign(facts_of, film, issued, put, tmp_path):
    """A recording that was killed in its first second."""
    facts = facts_of(film)
    facts.sealed["frames"] = 0

    assert credentials_for(tmp_path, issued, facts, put(b""), ORIGIN) is None


def test_films_can_be_signed_under_an_outside_authoritys_certificate(film, facts_of, put, tmp_path):
    """The chain and the key are taken over; the root that tools must trust is the authority's."""
    outside = make_root("Outside authority")
    leaf, key = issue_leaf(outside, "Police", "furnace-1")
    (tmp_path / "chain").write_bytes(pem_of([leaf, outside.certificate]))
    write_new(tmp_path / "key", private_pem(key))
    chain = adopt(tmp_path / "credentials", tmp_path / "chain", tmp_path / "key")
    path = put(film)
    made = credentials_for(tmp_path, tmp_path / "credentials", facts_of(film), path, ORIGIN)

    assert certificates(tmp_path / "credentials") == pem_of([leaf, outside.certificate])
    assert read_credentials(path, made, chain.root).organisation == "Police"
    assert read_credentials(path, made, pem_of([outside.certificate])).trusted


def test_exports_at_the_same_time_hand_out_one_manifest(film, facts_of, issued, put, tmp_path):
    """Neither keeps its own over the other's."""
    path = put(film)

    def export(_number):
        return credentials_for(tmp_path, issued, facts_of(film), path, ORIGIN)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(export, range(4)))) == 1
