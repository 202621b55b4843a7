"""What somebody with the keys makes of the scale's own entries: the record contradicts itself, and needs nobody from outside."""

import pytest


@pytest.mark.parametrize(
    ("forgery", "checks", "words"),
    [
        ("bound", ["weighing-bounds"], "states a bound of 100 mg; with its class, e and load it is 1000 mg"),
        ("check", ["weighing-bytes"], "what the scale is said to have sent does not stand in"),
        ("change", ["audit-trail"], "is change 3, but change 2 comes next"),
        ("decimals", ["rules", "display", "sessions"], "nobody confirmed them against the display"),
        ("zero", ["zero"], "which it is said to have shown empty"),
    ],
)
def test_the_record_itself_shows_it(scene, forgery, checks, words):
    """By the raw lines, the standard's table, the unbroken numbers, the rules."""
    found = scene.cell(forgery, "nothing")

    assert found.failed == checks
    assert words in " ".join(found.told(check) for check in checks)


def test_a_batch_cut_off_is_told_to_lack_its_check(scene):
    """What he leaves out he must excuse, and the excuse is told."""
    notes = [text for check, text in scene.cell("cut", "nothing").notes if check == "check-weights"]

    assert "At the close the check weight was left out. The reason given: 'too hot'." in notes
