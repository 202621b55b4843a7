"""Shapes of entries: what does not fit is refused by the name of its field."""

from pathlib import Path

import pytest

from station.rules.kinds import KINDS, UnknownKind, WrongShape, check_data
from station.rules.moves import MOVES

COMMITTED = {"commitment": "ab" * 32}
JOINED = {"person": "P1", "role": "police", "name": COMMITTED, "body": COMMITTED}


def test_every_kind_is_in_the_format_document():
    """The document of the record format names every kind that the code knows."""
    text = Path("docs/format.md").read_text(encoding="utf-8")

    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []


def test_every_move_is_a_kind():
    """The rules speak only of kinds that the format has."""
    assert set(MOVES) <= set(KINDS)


def test_a_right_entry_passes():
    """Data of the stated shape is taken."""
    check_data("person.joined", JOINED)


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("person.joined", JOINED | {"name": "someone"}, r"name: expected a commitment"),
        ("person.joined", JOINED | {"extra": 1}, "extra: expected no such field"),
        ("person.joined", {"person": "P1"}, "role: expected a value"),
        ("clock.stepped", {"step_us": 1.5}, "step_us: expected an integer"),
        ("clock.stepped", {"step_us": True}, "step_us: expected an integer"),
        ("clock.stepped", [], "data: expected an object"),
        ("furnace.charged", {"batch": "B1", "packages": [1], "mass_mg": 1}, r"packages\[0\]: expected text"),
        ("person.joined", JOINED | {"name": {"commitment": "AB" * 32}}, r"name: expected a commitment"),
    ],
)
def test_a_wrong_field_is_named(kind, data, field):
    """The error names the field, what was expected and what was found."""
    with pytest.raises(WrongShape, match=field):
        check_data(kind, data)


def test_an_unknown_kind_is_refused():
    """An entry of a kind that the format does not have is not read."""
    with pytest.raises(UnknownKind, match=r"docs/format\.md"):
        check_data("weight.guessed", {})
