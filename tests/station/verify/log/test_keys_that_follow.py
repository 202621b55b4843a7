"""A station that really changed its key: what it publishes lets whoever trusts the old key follow to the new one."""

import shutil

import pytest

from station import keys
from station.formats.entry import Event
from station.ledger.keyring import make_keys, open_signer
from station.ledger.rotation import opened
from station.verify.log import FolderSource, verify_log
from station.verify.trust import Trust
from tests.houses import change, clock, log_of, settings
from tests.software import SOFTWARE


def start(house):
    """Start the station's program, which says whose key it has, and stop it again."""
    with opened(house, open_signer(house), log_of(house), clock) as ledger:
        own = keys.public(house.key)
        named = {"key": own.first.format(), "post_quantum_key": own.second.format()}
        ledger.append(
            Event("station.started", {"software": SOFTWARE, "boot_id": "1", "config_sha256": "0" * 64} | named)
        )


def trusting(house, *verifiers):
    """Check the published log, trusting these keys."""
    return verify_log(FolderSource(log_of(house)), Trust(keys=tuple(each.format() for each in verifiers)))


@pytest.fixture
def house(tmp_path):
    """A station that has started twice with one key and once with the next."""
    made = settings(tmp_path)
    make_keys(made, made.key)
    start(made)
    return made


def test_old_and_new_key_both_lead_to_the_log(house):
    """Also after a second change, and with both keys of a time given."""
    trusted = [keys.public(house.key)]
    for _ in range(2):
        change(house)
        start(house)
        trusted.append(keys.public(house.key))

    for own in trusted:
        assert trusting(house, own.first).ok
        assert trusting(house, *own.verifiers).ok
    assert not trusting(house, trusted[0].first, trusted[1].second).ok


def test_a_published_log_that_was_lost_is_published_again(house):
    """The old key's last checkpoint is among what a new folder gets."""
    old = keys.public(house.key).first
    change(house)
    start(house)
    shutil.rmtree(log_of(house))
    start(house)

    assert [path.name for path in (log_of(house) / "succession").iterdir()] == ["2"]
    assert trusting(house, old).ok
