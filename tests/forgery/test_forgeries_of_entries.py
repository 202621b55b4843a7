"""Entries altered or removed by one who then makes everything anew: the record agrees with itself, and others do not with it."""

import pytest

KEPT = ["certificate", "policy", "attested", "at close", "at seal", "copy"]


@pytest.mark.parametrize("forgery", ["weighing", "batch", "two"])
def test_the_record_itself_shows_nothing(scene, forgery):
    """It passes, with the station's true key too."""
    for material in ("nothing", "key"):
        assert scene.cell(forgery, material).failed == []


@pytest.mark.parametrize("forgery", ["weighing", "batch", "two"])
def test_whoever_saw_the_true_record_exposes_it(scene, forgery):
    """Each alone: authority, witness, copies of what was vouched for, a kept checkpoint, a copy of the log, the person."""
    assert list(scene.exposing(forgery)) == [*KEPT, "person"]


def test_an_altered_weighing_in_the_verifiers_words(scene):
    """Two histories, and who made them; a policy that is not satisfied; a checkpoint that others vouch for."""
    close, seal = scene.cell("weighing", "at close"), scene.cell("weighing", "at seal")

    assert "gives 74 entries the root ROOT; this record gives them ROOT" in close.told("seen")
    assert "whoever holds the key made both" in close.told("seen")
    assert "it showed 76 entries with the root ROOT" in seal.told("seen")
    assert scene.cell("weighing", "policy").failures == (
        ("witnesses", "Your policy is not satisfied for the seal: newsroom"),
    )
    assert "The record was changed after they saw it." in scene.cell("weighing", "attested").told("attested")
    assert "the first 76 entries that it shows now have ROOT" in scene.cell("weighing", "copy").told("seen")


def test_a_shorter_record_is_a_log_cut_back(scene):
    """Without the batch there are fewer entries than a kept checkpoint has; the bag cannot tell, the published log can."""
    found = scene.cell("batch", "at seal")

    assert "proves that it had 76 entries; now it shows only 61" in found.told("seen")
    assert any("Hold it against the published log." in text for check, text in found.notes if check == "seen")


def test_a_quorum_claimed_without_cosignatures_breaks_the_rules(scene):
    """Nobody from outside is needed: the seal must say what the entries give."""
    found = scene.cell("quorum", "nothing")

    assert found.failed == ["rules", "sessions"]
    assert "the quorum as the entries give it; a co-signature of the closed session by police" in found.told("rules")


def test_dropped_cosignatures_pass_and_are_said(scene):
    """A record without quorum is a record; that there was one, only the people and what they kept can say."""
    found = scene.cell("none", "nothing")

    assert found.failed == []
    assert any(text.startswith("SEALED WITHOUT QUORUM") for check, text in found.notes if check == "quorum")
    assert list(scene.exposing("none")) == [*KEPT, "person"]
    assert scene.cell("none", "person").told("by eye") == "I co-signed, and my cosignature is not here."
