"""Commitments bind a value without showing it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.formats import commitment
from station.formats.commitment import Opening, commit, verify_opening
from station.formats.errors import CommitmentMismatch, Malformed, NotCanonical


def test_the_bytes_of_the_format_page():
    """The commitment is the hash that docs/format.md writes out."""
    expected = hashlib.sha256(b"station/commitment/v1\n" + b"\x01" * 32 + b'"case 7"').hexdigest()

    assert commit("case 7", b"\x01" * 32)[0] == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_openings_verify_and_travel(value):
    """An opening verifies after it was written and read."""
    digest, opening = commit(value)

    verify_opening(opening)
    assert commitment.parse(opening.to_json()) == opening
    assert opening.commitment == digest


def test_the_same_value_is_committed_differently():
    """Two commitments to one value cannot be recognised as such."""
    assert commit("a")[0] != commit("a")[0]


@pytest.mark.parametrize("change", ["value", "salt", "commitment"])
def test_a_changed_opening_is_refused(change):
    """Neither value, nor salt, nor commitment can be exchanged."""
    _, opening = commit("a")
    spoilt = {"value": "b", "salt": bytes(32), "commitment": "0" * 64}
    changed = Opening(**{**vars(opening), change: spoilt[change]})

    with pytest.raises(CommitmentMismatch):
        verify_opening(changed)


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"commitment": "0", "salt": "AA==", "value": 1},
        {"commitment": 1, "salt": "AA==", "value": 1},
        {"commitment": "0", "salt": "A", "value": 1},
        {"commitment": "0", "salt": "AA==", "value": 1, "more": 2},
    ],
)
def test_what_is_no_opening_is_refused(data):
    """Anything but the three fields in their types is refused."""
    with pytest.raises(Malformed):
        commitment.parse(data)


def test_a_fraction_is_not_committed():
    """What no entry may hold is not committed to either."""
    with pytest.raises(NotCanonical):
        commit(1.5)
