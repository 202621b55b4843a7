"""Which keys a reader's own keys vouch for: whoever gave both of a log's keys is not content with one."""

import pytest

from station import keys
from station.formats.cosignature import parse_verifier
from station.rules.succession import LogKeys
from station.verify.given import trusts


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """Two pairs of keys of one log, an older and a newer."""
    folder = tmp_path_factory.mktemp("keys")
    return [tuple(map(parse_verifier, keys.generate(folder / name, "x.example/1"))) for name in ("old", "new")]


def test_both_keys_are_demanded_of_whoever_gave_both(pairs):
    """In whatever order; the Ed25519 key alone, or with another pair's, is not enough."""
    old, new = pairs

    for given in (old, old[::-1], old + new):
        assert trusts(LogKeys(*old), given)
        assert not trusts(LogKeys(old[0]), given)
        assert not trusts(LogKeys(old[0], new[1]), given)


def test_whoever_gave_one_key_is_content_with_it(pairs):
    """With the second key beside it or without; and also where only the newer pair has a second key."""
    old, new = pairs

    assert trusts(LogKeys(old[0]), [old[0]])
    assert trusts(LogKeys(*old), [old[0]])
    assert trusts(LogKeys(old[0]), [old[0], *new])
    assert trusts(LogKeys(*new), [old[0], *new])


def test_a_strangers_key_is_not_trusted(pairs):
    """However many others were given."""
    old, new = pairs

    assert not trusts(LogKeys(*new), old)
