"""What the cameras were shown before the weighing, and what became of what was in doubt: in the verifier's own words."""

import pytest

from station.verify.report import Verdict
from station.verify.verify import verify_bag
from tests.goods import shown
from tests.station.verify.goods_scripts import passed, together, whole
from tests.station.verify.scale_scripts import failed, noted, of, told

BOTH = ["P1", "P2"]


def test_an_ordinary_session_is_told_in_few_words(whole_bag):
    """Nothing but the pass where every seal was as on paper and intact."""
    report = verify_bag(whole_bag)

    assert (passed(report, "presented"), noted(report, "presented")) == (True, "")


def test_a_package_that_was_not_shown_fails(bag_of_script):
    """Whoever has the key can leave the entry out; two checks miss it."""
    report = verify_bag(bag_of_script(facts=of("package.presented", None, package="K2")))

    assert failed(report) == ["rules", "presented"]
    assert told(report, "presented") == "Package K2 was weighed (weighing 3) without having been shown to the cameras."


def test_seals_are_told_as_read_beside_all_papers(bag_of_script):
    """One that is another, a broken one, one that is gone, and papers that differ; a look-alike is the same."""
    facts = together(
        whole("package.registered", {"seal_at_seizure": "Y3", "seal_in_store": "Z-3"}, package="K3"),
        whole("package.registered", {"seal_in_store": "Y1"}, package="K1"),
        of("package.presented", {"seal": "z 1", "remark": "label torn"}, package="K1"),
    )
    seen = (
        (6.0, "package.presented", shown("K3", "Z4")),
        (6.02, "package.presented", shown("K3", None, seal_state="missing", remark="cut off")),
        (6.04, "package.presented", shown("K3", "Z3", seal_state="damaged")),
    )
    report = verify_bag(bag_of_script(facts=facts, more=seen))
    _, *findings = [each for each in report.findings if each.check == "presented"]
    read, intact, remarks, differ = (str(each.text) for each in findings)
    entries = [each.details["entries"] for each in findings]

    assert failed(report) == []
    assert read == (
        f"SEALS THAT ARE NOT THOSE ON PAPER: package K3, 'Z4' read (entry {entries[0][0]}), 'Z3' on paper, 'Y3' claimed at "
        "seizure, 'Z-3' claimed in the store."
    )
    assert intact == (
        f"SEALS THAT WERE NOT INTACT: package K3, missing (entry {entries[1][0]}): 'cut off'; package K3, damaged (entry "
        f"{entries[1][1]})."
    )
    assert remarks == f"Remarked, when packages were shown: package K1, intact (entry {entries[2][0]}): 'label torn'."
    assert differ == (
        "Papers name different seals of one package: package K1, 'Z1' today, 'Y1' claimed in the store; package K3, "
        "'Z3' today, "
        "'Y3' claimed at seizure, 'Z-3' claimed in the store."
    )


def test_what_is_missing_is_told(bag_of_script):
    """On the list and not there, with what people said of it."""
    facts = together(
        of("package.set_aside", None, package="K3"),
        of("session.closed", {"packages_set_aside": 0, "packages_missing": 1}),
    )
    gone = (5.9, "package.missing", {"package": "K3", "reason": "mice"})
    report = verify_bag(bag_of_script(facts=facts, more=(gone,)))

    assert failed(report) == []
    assert noted(report, "presented") == "ON THE LIST AND NOT THERE: package K3 ('mice')."


def test_what_was_shown_and_is_gone_is_loud(bag_of_script):
    """It is no package that never came: between its showing and the missing it left the room."""
    facts = together(
        of("package.set_aside", None, package="K3"),
        of("session.closed", {"packages_set_aside": 0, "packages_missing": 1}),
    )
    seen = (5.8, "package.presented", shown("K3", "Z3"))
    gone = (5.9, "package.missing", {"package": "K3", "reason": "mice"})
    report = verify_bag(bag_of_script(facts=facts, more=(seen, gone)))
    (finding,) = [each for each in report.findings if each.check == "presented" and each.verdict is Verdict.NOTE]
    (missing,) = finding.details["entries"]

    assert failed(report) == []
    assert str(finding.text) == (
        f"WAS SHOWN HERE AND IS GONE: package K3, shown by entry {missing - 1}, missing by entry {missing} ('mice')."
    )


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (
            "burn",
            "DECIDED TO BURN package K3: as recorded, in the names of P1, P2. Against it spoke: its seal was not intact. The",
        ),
        (
            "keep",
            "Decided to keep package K3 from the fire: as recorded, in the names of P1, P2. Against it spoke: its seal was not",
        ),
    ],
)
def test_a_decision_is_told_with_what_spoke_against_it(bag_of_script, decision, words):
    """Who decided, why, and what was known."""
    more = (
        (6.0, "package.presented", shown("K3", "Z3", seal_state="damaged")),
        (6.02, "package.set_aside", {"package": "K3", "reason": "torn"}),
        (6.04, "package.decided", {"package": "K3", "decision": decision, "persons": BOTH, "reason": "torn by mice"}),
    )
    facts = of("package.set_aside", None, reason="seal broken") if decision == "keep" else lambda _kind, data: data
    report = verify_bag(bag_of_script(facts=facts, more=more))

    assert failed(report) == []
    assert words in noted(report, "presented")


def test_a_decision_about_nothing_known_says_so(bag_of_script):
    """People had set it aside for reasons that only they saw."""
    decided = {"package": "K3", "decision": "keep", "persons": BOTH, "reason": "smells"}
    report = verify_bag(bag_of_script(more=((19.5, "package.decided", decided),)))

    assert failed(report) == []
    assert "Against it spoke: nothing that the station knew." in noted(report, "presented")


def test_a_number_that_was_tried_twice_is_loud(bag_of_script):
    """Which number, and which package had it before."""
    refused = {"what": "seal", "number": "Z 1", "before": {"session": "S20261101-01", "package": "K7"}}
    report = verify_bag(bag_of_script(more=((2.6, "number.refused", refused),)))

    assert failed(report) == []
    assert (
        "A NUMBER WAS TRIED A SECOND TIME, and refused: seal 'Z 1', which package K7 of session S20261101-01 had (entry "
        in noted(report, "presented")
    )


def test_a_number_used_twice_in_one_case_names_no_package(bag_of_script):
    """Which package of the case had it, the station need not know."""
    refused = {"what": "case-package", "number": "17", "before": None}
    report = verify_bag(bag_of_script(more=((2.6, "number.refused", refused),)))

    assert "case-package '17', used in its case before (entry " in noted(report, "presented")
