"""Times moved, tokens replayed or bought elsewhere: a stamp says that something is no younger, never that it is no older."""

from tests.forgery.materials import NOTHING


def test_a_later_day_than_the_stamp(scene):
    """An entry cannot be made after an authority has seen it, so the record contradicts the token that lies in it."""
    found = scene.cell("later", NOTHING)

    assert found.failed == ["time"]
    assert "the entry 75 says that it was made … s after the authority had already seen it" in found.told("time")


def test_an_earlier_day_than_the_stamp_is_a_note(scene):
    """A station may have been without network for a day, so it is told and not refused; who knows the history refuses it."""
    found = scene.cell("earlier", "certificate")
    notes = " ".join(text for check, text in found.notes if check == "time")

    assert found.failed == []
    assert "the authority saw entry 4 only … s after the time that the entry states" in notes
    assert list(scene.exposing("earlier")) == ["policy", "attested", "at close", "at seal", "copy", "person"]


def test_a_clock_set_back_in_secret(scene):
    """The monotonic clock stands beside UTC in every entry and says so."""
    found = scene.cell("clock", NOTHING)

    assert found.failed == ["clocks"]
    assert "and no entry says that the clock was stepped" in found.told("clocks")


def test_a_clock_set_back_in_the_open_is_a_note(scene):
    """Clocks are set; that this one was stands in the report."""
    found = scene.cell("announced", NOTHING)

    assert found.failed == []
    assert any(text.startswith("The PC's clock was stepped by … s") for check, text in found.notes if check == "clocks")


def test_a_token_on_another_checkpoint(scene):
    """A stamp is over the very bytes of a checkpoint; without any certificate it is found beside other ones."""
    found = scene.cell("token", NOTHING)

    assert found.failed == ["time"]
    assert "The time stamp is not of these bytes" in found.told("time")


def test_a_token_of_another_authority_with_the_same_names(scene):
    """The names in a certificate are anyone's; only the authority's own certificate tells the two apart."""
    found = scene.cell("authority", "certificate")

    assert scene.cell("authority", NOTHING).failed == []
    assert found.failed == ["time"]
    assert "which is neither the one that was given" in found.told("time")


def test_a_cosignature_of_the_witness_on_another_checkpoint(scene):
    """Without a policy it is not looked at; with one it does not fit the checkpoint that it lies beside."""
    found = scene.cell("witness", "policy")

    assert scene.cell("witness", NOTHING).failed == []
    assert found.failed == ["witnesses"]
    assert "The signature of newsroom.example/witness (key KEYID) does not fit the text." in found.told("witnesses")
    assert "Your policy is not satisfied for the seal: newsroom" in found.told("witnesses")
