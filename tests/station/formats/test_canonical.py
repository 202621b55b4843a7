"""Canonical JSON: the RFC's own bytes, and nothing with a fraction."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from station.formats.canonical import MAX_DEPTH, MAX_INTEGER, canonical
from station.formats.errors import NotCanonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)


def test_keys_sort_by_utf16():
    """Keys are sorted as RFC 8785 section 3.2.3 shows, which is not the order of their code points."""
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7}

    assert canonical(value).decode() == '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'


@given(VALUES)
def test_both_encoders_agree(value):
    """The fast way gives exactly the bytes of the reference library, and they mean the value."""
    data = canonical(value)

    assert data == rfc8785.dumps(value)
    assert json.loads(data) == value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": [1, {"mass": 1.5}]}, "$.a[1].mass"),
        ({"a": float("nan")}, "$.a"),
        ({"a": 2**53}, "$.a"),
        ([-(2**53)], "$[0]"),
        ({"a": b"bytes"}, "$.a"),
        ({"a": {3: 4}}, "$.a"),
        ({"a": "\ud800"}, "$.a"),
        ({"\udfff": 1}, "$"),
    ],
)
def test_what_has_no_place_is_named(value, path):
    """A value that no record may hold is refused with the path to it."""
    with pytest.raises(NotCanonical) as caught:
        canonical(value)

    assert caught.value.path == path


def test_depth_is_limited():
    """A value nested beyond the limit is refused, and does not exhaust the stack."""
    value = []
    for _ in range(10_000):
        value = [value]

    with pytest.raises(NotCanonical) as caught:
        canonical(value)

    assert caught.value.path == "$" + "[0]" * (MAX_DEPTH + 1)
