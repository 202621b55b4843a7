"""People's signatures forged, moved or left out: what their keys protect, and what only they themselves can see."""

import pytest

from tests.forgery.materials import MATERIALS

OF_THE_SEAL = ["certificate", "policy", "attested", "at seal", "copy"]


def test_a_cosignature_beside_another_history(scene):
    """Left as it was, it speaks against the record, without anyone from outside."""
    found = scene.cell("left", "nothing")

    assert found.failed == ["cosignatures"]
    assert "The history that this person saw is not the one in this record." in found.told("cosignatures")


def test_a_cosignature_moved_to_another_root(scene):
    """It does not verify there: nobody but the person can make one."""
    found = scene.cell("person", "nothing")

    assert found.failed == ["cosignatures"]
    assert "The signature of media.example/7 (key KEYID) does not fit the text." in found.told("cosignatures")


def test_a_key_that_the_person_never_had(scene):
    """The verifier says whose key was presented, and cannot know whose it is: the person can, and whoever saw the true entry."""
    assert list(scene.exposing("presented")) == [
        "certificate",
        "policy",
        "attested",
        "at close",
        "at seal",
        "copy",
        "person",
    ]
    assert scene.cell("presented", "person").told("by eye") == "This is not my key."


def test_a_changed_remark_is_unsigned(scene):
    """The words are signed with the checkpoint."""
    assert scene.cell("changed", "nothing").failed == ["cosignatures"]


def test_a_remark_left_out_is_unsigned_too(scene):
    """She signed her words; that there were none, only she could have signed."""
    assert scene.cell("forgotten", "nothing").failed == ["cosignatures"]
    assert scene.cell("forgotten", "person").told("by eye") == "I signed with a remark, and it is not here."


@pytest.mark.parametrize("material", [each.name for each in MATERIALS])
def test_what_was_false_from_the_first_is_exposed_by_nothing(scene, material):
    """Witness, authority and the people themselves vouch for what they were shown, and it is what is shown now.

    Only the masses are told beside those on the papers, and their balance, and they are other masses.
    """
    staged, true = scene.cell("staged", material), scene.cell("true", material)

    assert staged.failures == ()
    assert {check for check, _ in staged.notes ^ true.notes} <= {"masses", "balance"}


def test_what_was_false_from_the_first_stands_beside_the_papers(scene):
    """A loss of two kilograms where the true record has one: papers that he did not write are outside his reach."""
    told = " ".join(text for check, text in scene.cell("staged", "nothing").notes if check == "masses")

    assert "package K2, 5100000 mg on paper, 3000000 mg weighed (weighing 3), difference -2100000 mg" in told


def test_the_staged_record_says_something_else(scene):
    """It is not the true one."""
    staged, true = (scene.shown(name).find("session.closed").data["burned_mg"] for name in ("staged", "true"))

    assert (staged, true) == (8_000_000, 9_000_000)
