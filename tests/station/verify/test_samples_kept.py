"""Samples and expert opinions: seen or claimed, asked for or not, and linked to what they are samples of."""

import pytest

from station.verify.verify import verify_bag
from tests.goods import consignment, package, sample
from tests.station.verify.goods_scripts import together, whole
from tests.station.verify.scale_scripts import failed, noted, of, told


def test_samples_are_told_as_seen_or_claimed(bag_of_script):
    """Taken here from a package before the cameras; or before, as papers say."""
    here = sample("B1", "C1", which="B", package="K3", seen=True, seal="S-9")
    report = verify_bag(bag_of_script(more=((5.9, "sample.kept", here),)))

    assert failed(report) == []
    assert (
        "Samples taken here, before the cameras: B1 (B) of consignment C1, 20000 mg, seal 'S-9', kept until 'the verdict is in "
        "force', from package K3. Samples CLAIMED by papers, taken before and not seen here: A1 (A) of consignment C1, 20000 "
        "mg, seal 'S-A1', kept until 'the verdict is in force', source 'opinion 1'." in noted(report, "samples")
    )
    assert "Expert opinions, as papers claim: '1' of 2026-10-02 on consignment C1: 'cannabis'." in noted(
        report, "samples"
    )


@pytest.mark.parametrize(
    ("facts", "asked", "words"),
    [
        (of("sample.kept", None), "sample", "something burned, and no sample of it was kept."),
        (of("consignment.registered", {"opinions": []}), "opinion", "something burned, and no expert opinion on it is named."),
    ],
)  # fmt: skip
def test_what_the_conditions_ask_for_must_be_there(bag_of_script, facts, asked, words):
    """A failure where the session's conditions ask for it, else a note."""
    lenient = whole("session.opened", {"conditions": {asked: False}})
    strict, loose = (
        verify_bag(bag_of_script(name, facts=each))
        for name, each in (("strict", facts), ("loose", together(facts, lenient)))
    )

    assert (failed(strict), failed(loose)) == (["rules", "samples"], [])
    assert told(strict, "samples") == f"Of consignment C1 {words}"
    assert f"Of consignment C1 {words}" in noted(loose, "samples")


def test_a_consignment_of_which_nothing_burned_is_only_told(bag_of_script):
    """A second consignment, without a sample and an opinion; its one package is set aside."""
    second = tuple(_second_consignment(opinions=[]))
    facts = of("session.closed", {"packages_set_aside": 2})
    report = verify_bag(bag_of_script(facts=facts, more=second))

    assert failed(report) == []
    assert "No sample of consignment C2 is recorded." in noted(report, "samples")
    assert "No expert opinion on consignment C2 is named." in noted(report, "samples")


def _second_consignment(**otherwise):
    yield 2.6, "consignment.registered", consignment("C2", **otherwise)
    yield 2.7, "package.registered", package("K9", "S-B1", consignment="C2", sample="B1")
    yield 5.9, "package.set_aside", {"package": "K9", "reason": "tomorrow"}


def test_a_kept_sample_that_comes_to_be_burned_links_back(bag_of_script):
    """To the session in whose record its keeping stands; the seal that a sample and a package share is then one thing's."""
    report = verify_bag(
        bag_of_script(
            facts=of("session.closed", {"packages_set_aside": 2}),
            more=tuple(_second_consignment(continues="S20261101-01")),
        )
    )

    assert failed(report) == []
    assert (
        "Package K9 is sample B1 of consignment C2, not burned here; its keeping stands in the record of session S20261101-01, "
        "or in an earlier one." in noted(report, "samples")
    )


def test_one_seal_on_two_things_fails(bag_of_script):
    """On two samples, or on a sample and a package; the rules refuse it, too."""
    twice = sample("A2", "C1", seal="s_a1")
    report = verify_bag(
        bag_of_script(more=((2.6, "sample.kept", twice), (2.7, "sample.kept", sample("A3", "C1", seal="Z2"))))
    )

    assert failed(report) == ["rules", "samples"]
    first, second = [str(each.text) for each in report.failures if each.check == "samples"]
    assert first.startswith("ONE SEAL FOR TWO THINGS: 'S-A1' is on sample A1 (entry ")
    assert second.startswith("ONE SEAL FOR TWO THINGS: 'Z2' is on sample A3 (entry ")
    assert "package K2 (entry " in second
