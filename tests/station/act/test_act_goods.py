"""The annexes: each case with its papers, the line of its kilograms, custody as claimed, samples, the draw and its tests."""

import pytest

from station.act import LANGUAGES, ActRefused, build_act
from station.act.catalogue import load_texts
from station.profiles import shipped
from tests.sessions import Script, make_session
from tests.station.act.conftest import export
from tests.station.act.goods_days import (
    counted,
    drawn,
    kept_from_the_fire,
    nothing_burned,
    profiled,
    refusal,
    whole_day,
)
from tests.station.act.otherwise import said
from tests.station.act.reading import flat, pages
from tests.station.verify.goods_scripts import claims, holding, together, whole


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """A session with everything that an act tells of goods."""
    return make_session(tmp_path_factory.mktemp("goods-day"), whole_day())


@pytest.fixture(scope="module")
def goods_bag(day, tmp_path_factory):
    """Its bag for everybody. Not to be changed."""
    return export(day, tmp_path_factory.mktemp("goods-bags") / "public")


@pytest.fixture(scope="module")
def told(goods_bag):
    """Its act in English, in one line."""
    return said(goods_bag)


def nothing_weighed(kind, data):
    """Facts of a session whose packages no scale saw, and none of which burned."""
    if kind == "package.presented" or (kind == "weighing.recorded" and data["purpose"] == "package"):
        return None
    if kind == "image.cut":
        return None
    return nothing_burned(kind, data)


def entry_of(made, kind, **which):
    """The entry of a kind with these data."""
    return next(each for each in made.entries if each.kind == kind and which.items() <= each.data.items())


def test_the_line_closes_to_the_milligram(told):
    """15 300 g less 1 g of analysis and 20.94 g of samples and tests, 14 100 g presented: 1 178.06 g are gone, called LOST."""
    assert "Seized, gross, as papers state 15 300.000" in told
    assert "used up by analyses, as papers state 1.000" in told
    assert "kept as samples, and used up by tests here 20.940" in told
    assert "= should have been presented 15 278.060" in told
    assert "presented 14 100.000 ± 4.000 parts: 3 by papers alone: 1" in told
    assert "+1 178.060 ± 4.000 LOST by papers alone: 1 of 3 packages" in told


def test_each_figure_names_the_entries_that_it_rests_on(day, told):
    """Whoever doubts a figure finds its entries in the file that is inside the PDF."""
    registered = entry_of(day, "consignment.registered", consignment="C1").index
    kept = entry_of(day, "package.decided").index
    third = entry_of(day, "package.registered", package="K3").index

    assert f"as papers state 15 300.000 parts: 1 by papers alone: 1 {registered} " in told
    assert f"set aside 5 100.000 parts: 1 by papers alone: 1 {third}, {kept}" in told


def test_what_does_not_close_says_why(told):
    """A missing figure is no zero; the verifier's words name what is missing."""
    assert "DOES NOT CLOSE" in told
    assert "IT DOES NOT CLOSE: package K9 was not weighed, and no mass of it is stated" in told
    assert "Litres seized presented" in told
    assert "12.500" in told


def test_a_gain_does_not_make_up_for_another_case_s_loss(told):
    """Where several consignments are added up, their outcomes are counted instead."""
    assert "consignments LOST: 1, GAINED: 0, not closing: 1" in told


def test_ash_clears_nothing(told):
    """The residue stands beside the balance, in no line of it."""
    assert "Residue of all fires of this session: 250.000 ± 2.000 g. It is part of no balance. Ash is one-sided" in told


def test_what_the_papers_say_stands_in_the_annex(told):
    """Court, seizure, amounts, opinion, and whether the list of packages was closed."""
    assert "Annex 1. Case withheld Consignment C1" in told
    assert "Stated at the seizure gross 15 300.000 g; net 15 000.000 g; pieces: 3" in told
    assert "No. 77-2 of 2026-10-02: cannabis; purity 120‰; used up by the analysis: 1.000 g" in told
    assert "List of packages 3; closed" in told


def test_a_withheld_case_stands_as_its_commitment_and_opened_as_itself(day, goods_bag, tmp_path):
    """Who is told the number can check it against the commitment; an act of a bag with openings has it."""
    commitment = entry_of(day, "consignment.registered", consignment="C1").data["case"]["commitment"]
    opened = said(export(day, tmp_path / "court", openings=True))

    assert commitment in "".join(said(goods_bag).split())
    assert "Annex 1. Case 26-1 Consignment C1" in opened
    assert "name one → name two storekeeper" in opened


def test_the_hours_from_the_seizure_to_the_fire_stand_beside_the_law_s(told):
    """The papers give a day, so the hours are a span; the profile's term stands beside with its mark."""
    assert "From the seizure to the fire 1 284 h 0 min to 1 308 h 0 min" in told
    assert "24 h from the seizure until the drugs are at the forensic centre [R]" in told


def test_a_seizure_that_cannot_be_read_is_told(bag_of_act):
    """No hours are made up."""
    assert "the date of the seizure cannot be read" in said(
        bag_of_act(facts=whole("consignment.registered", {"seizure_date": "in autumn"}))
    )


def test_custody_is_claimed_and_its_holes_are_named(told):
    """Every claim, then what does not fit: in the words of the verifier."""
    assert "Custody before the station: CLAIMED, NOT SEEN" in told
    assert "2026-11-01T10:00:00Z \u2013 2026-11-05T10:00:00Z withheld → withheld storekeeper store 4" in told
    assert "HOLES: of these times nothing is claimed about consignment C1" in told
    assert "IN TWO HANDS AT ONCE, as claimed, was consignment C1" in told
    assert "Seals that changed, as claimed, with a reason: consignment C1: 'Z0'" in told
    assert "LOST from paper to paper, as claimed" in told
    assert "Nothing is claimed about where consignment C2 (packages K9) was" in told


def test_custody_without_a_hole_is_still_a_claim(bag_of_act):
    """Papers that fit prove nothing, and the act says so on page 1 and among what it does not prove."""
    act = build_act(bag_of_act(more=claims(holding("01T10", None))), "en")

    assert "holdings before today CLAIMED, not seen: 1" in " ".join(pages(act)[0].split())
    assert "papers that were forged to fit have no holes" in flat(act)


def test_samples_stand_with_what_was_seen_and_what_is_claimed(told):
    """A sample of the papers, and one that was taken before the cameras."""
    assert "A1 (A) 20.000 S-A1 withheld store of the forensic centre" in told
    assert "CLAIMED: opinion 1 kept, as far as this record says" in told
    assert "taken here, before the cameras from package K2" in told
    assert "No sample of consignment C2 is recorded." in told


def test_the_draw_can_be_computed_again_from_the_page(told):
    """Population, plan, commitments, secrets, seed and numbers, in the order in which they fell."""
    seed, fell_on = drawn()

    assert "3 packages, all of the consignment that were then here" in told
    assert "at least 50 % are as declared, with 95 % confidence; packages to test: 2; negatives allowed: 0" in told
    assert seed in "".join(told.split())
    assert f"2 packages, in this order: {', '.join(fell_on)}" in told


def test_the_claim_stands_with_its_opposite(told):
    """What the draw shows, what it misses, and the sentence that has to stand on every screen."""
    assert "then with 95 % confidence at least 50 % of the 3 packages are, that is 2 or more" in told
    assert "But if 1 of the 3 packages are swapped, a draw of 2 misses all of them with a probability of" in told
    assert "re-testing cannot find one swapped bag in a large store; weights, seals and images must" in told


def test_a_test_that_was_not_clear_takes_the_claim_away(bag_of_act):
    """So all packages are in doubt, none burned, and the act says why."""
    script = whole_day(results=("as_declared", "unclear"))
    more = (*script.more, *kept_from_the_fire("the draw failed"))
    act = build_act(bag_of_act(facts=together(script.facts, nothing_burned), more=more), "en")

    assert "THE CLAIM OF DRAW D1 DOES NOT HOLD." in flat(act)
    assert "NOT CLEAR P1, police officer" in flat(act)
    assert "packages tested: 2 of 4, not as declared or unclear: 1; draws made: 1" in " ".join(pages(act)[0].split())


def test_nothing_opened_and_tested_is_said_plainly(public_bag):
    """In the annex, on page 1, and among what is not proven."""
    act = build_act(public_bag, "en")

    assert "No package of consignment C1 was opened and tested here." in flat(act)
    assert "packages tested: 0 of 3" in " ".join(pages(act)[0].split())
    assert "What is in the packages that were not opened and tested here: 3 of 3." in flat(act)


def test_sugar_burns_like_the_drug(public_bag):
    """The doubt that no weight answers is among what is not proven."""
    assert "cut or replaced with sugar or another organic powder. It burns like the drug" in said(public_bag)


def test_a_number_that_was_tried_twice_is_listed_and_counted(bag_of_act):
    """It was refused, and the attempt stays."""
    act = build_act(bag_of_act(more=tuple(refusal())), "en")

    assert "seal Z-77 package K77, session S20261001-01" in flat(act)
    assert "numbers tried twice: 1" in " ".join(pages(act)[0].split())


def test_a_number_used_twice_in_its_case_names_no_package(bag_of_act):
    """Which package of the case had it, the entry need not say."""
    refused = {"what": "case-package", "number": "17", "before": None}

    assert "number within the case 17 used in its case before" in said(
        bag_of_act(more=((2.9, "number.refused", refused),))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all_of_it_in_its_own_words(goods_bag, language):
    """No English of ours is left in a Kazakh or Russian act of a session with everything."""
    act = flat(build_act(goods_bag, language))

    assert load_texts(language)("custody.title") in act
    assert ("HOLES" in act) == (language == "en")
    assert ("Where the kilograms are" in act) == (language == "en")


def test_the_profile_gives_title_basis_and_declaration_with_its_mark(told):
    """The profile is known by its code and its file; what it says stands with how that came to be known."""
    assert "KZ-1017/2008 (Government decree No. 1017 of 6 November 2008" in told
    assert f"KZ,Kazakhstan;file{shipped('KZ').sha256}" in "".join(told.split())
    assert "I personally saw the items listed in this act as burned enter the furnace. [I]" in told
    assert "[R] read in a public source, [M] from memory, [I] inferred" in told


def test_a_profile_may_ask_roles_to_certify(bag_of_act):
    """Nobody of these roles came, so page 1 and the signatures say that nothing is certified."""
    act = build_act(bag_of_act(facts=profiled("IN")), "en")
    role = shipped("IN").role("magistrate", "en")

    assert "Certificate of destruction" in pages(act)[0]
    assert f"{role}: nobody of this role joined" in " ".join(pages(act)[0].split())
    assert f"Certification by: {role}" in flat(act)
    assert f"Nobody joined the session as {role}: this certification is not given." in flat(act)


def test_masses_from_papers_alone_are_counted_on_page_1(bag_of_act):
    """Whoever states what is expected and what came closes his own balance; the scale saw none of it."""
    papers = whole("package.registered", {"stated": {"gross_mg": 5_000_000}})
    stated = whole("consignment.registered", {"stated": {"gross_mg": 15_021_000}})
    dry = whole("consignment.registered", {"form": "powder", "fresh": False})
    facts = together(papers, stated, dry, nothing_weighed)
    aside = tuple((10.76, "package.set_aside", {"package": each, "reason": "late"}) for each in ("K1", "K2"))
    act = build_act(
        bag_of_act(facts=facts, more=(*aside, (10.9, "batch.cancelled", {"batch": "B1", "reason": "late"}))), "en"
    )

    assert "0.000 ± 0.000 same within U by papers alone: 3 of 3 packages" in " ".join(pages(act)[0].split())


def test_other_rules_under_a_known_profile_s_name_are_plain_on_page_1(bag_of_act):
    """The file is another, fewer have to be there, none has to sign: page 1 names what, the section what the profile asks."""
    weak = {"opinion": False, "sample": False, "drying_permille": 1_000, "draw": None}
    facts = whole("session.opened", {"conditions": weak, "quorum": []})
    act = build_act(bag_of_act(facts=facts), "en")
    first, whole_act = " ".join(pages(act)[0].split()), flat(act)

    assert (
        "NOT AS PROFILE KZ of this program: file, required seats, required co-signatures, what is asked of the goods; see section"
        in first
    )
    assert f"Profileofthisprogram:file{shipped('KZ').sha256}" in "".join(whole_act.split())
    assert (
        "Profile of this program: required seats police officer, prosecutor, judiciary, media, health authority"
        in whole_act
    )
    assert "Profile of this program: what is asked of the goods an expert opinion on each consignment" in whole_act


def test_a_session_under_its_profile_s_own_rules_has_no_such_line(bag_of_act):
    """Seats, quorum and conditions of the file that the program brings along."""
    kz = shipped("KZ")
    rules = {
        "seats": list(kz.seats),
        "quorum": [list(each) for each in kz.quorum],
        "conditions": kz.conditions.model_dump(),
    }
    lacking = ("prosecutor", "judiciary", "health")
    absent = tuple((1.2, "seat.absent", {"role": role, "reason": "ill"}) for role in lacking)
    sealed = {"met": False, "missing": [[role] for role in lacking], "reason": "they did not come"}
    facts = together(profiled("KZ"), whole("session.opened", rules), whole("session.sealed", {"quorum": sealed}))
    act = flat(build_act(bag_of_act(facts=facts, more=absent), "en"))

    assert kz.sha256 in "".join(act.split())
    assert "NOT AS PROFILE" not in act


def test_an_unknown_profile_gives_the_standard_wording_and_says_so(public_bag):
    """A file that this program does not have gives no words."""
    act = build_act(public_bag, "en")

    assert "KZ; this program has no such file" in " ".join(pages(act)[0].split())
    assert "I personally saw the items listed in the annexes to this act as burned enter the furnace." in flat(act)


def test_a_close_that_states_another_burned_mass_gets_no_act(bag_of_act):
    """The balance counts by itself."""
    with pytest.raises(ActRefused):
        build_act(bag_of_act(facts=counted(burned_mg=9_000_001)), "en")


def test_a_session_without_goods_still_has_an_act(tmp_path):
    """Nothing registered, nothing burned: no annex, and no figure that was made up."""

    def empty(kind, data):
        if kind.startswith(
            ("consignment.", "package.", "sample.", "batch.", "furnace.", "burn.", "image.", "residue.")
        ):
            return None
        if kind == "weighing.recorded" and data["purpose"] != "check":
            return None
        if kind == "session.closed":
            return data | {"packages_burned": 0, "packages_set_aside": 0, "burned_mg": 0, "residue_mg": None}
        return data

    made = make_session(tmp_path, Script(facts=empty))
    act = said(export(made, tmp_path / "bag"))

    assert "Annex 1." not in act
    assert "0.000 000 kg" in act
