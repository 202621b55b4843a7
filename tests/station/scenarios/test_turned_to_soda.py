"""Ghana: an exhibit of 1,020 g of cocaine became washing soda in the court's keeping."""

import pytest

from tests.goods import stated
from tests.goods_day import POWDER, Day, Draw, Parcel
from tests.station.scenarios.document import misquoted
from tests.station.verify.scale_scripts import failed, noted

PAPERS = {"last": {"gross_mg": 1_041_000, "bound_mg": 500, "source": "court's scale"}}
GOODS = POWDER | {"stated": stated(gross_mg=1_041_000)}


def exhibit(**otherwise):
    """The one package, which weighs as on paper."""
    return Parcel("K1", **{"grams": "1041.0", "papers": PAPERS} | otherwise)


@pytest.fixture(scope="module")
def tested(play):
    """It is tested before it is weighed: the same mass, the seal whole, and no cocaine."""
    return play(Day((exhibit(aside="the test found none"),), GOODS, Draw(lambda _package: "not_as_declared")))


@pytest.fixture(scope="module")
def changed(play):
    """Nobody tests; but whoever changed it had another seal, and soda enough."""
    return play(Day((exhibit(grams="1180.0", found={"seal": "Z-9"}, aside="another seal, and heavier"),), GOODS))


@pytest.fixture(scope="module")
def untested(play):
    """Nobody tests, mass and seal are right: it burns, and 700 g of it stay."""
    return play(Day((exhibit(),), GOODS, residue="700.0"))


def test_a_test_tells_what_no_mass_tells(tested):
    """The same within U, and not as declared."""
    assert failed(tested.report) == []
    assert (
        "Same within U: package K1, 1041000 mg on paper, 20 mg taken from it by people's word, 1041000 mg weighed"
        in noted(tested.report, "masses")
    )
    assert noted(tested.report, "tests").startswith("THE CLAIM OF DRAW D1 DOES NOT HOLD.")
    assert "1 speak against it, and 0 may: K1 (NOT AS DECLARED)." in noted(tested.report, "tests")


def test_another_seal_or_mass_is_loud_without_a_test(changed):
    """A powder that gains is never silent, nor a seal that is not the one on paper."""
    assert failed(changed.report) == []
    assert "GAINED since the papers were written: package K1, 1041000 mg on paper, 1180000 mg weighed" in noted(
        changed.report, "masses"
    )
    assert noted(changed.report, "presented").startswith(
        "SEALS THAT ARE NOT THOSE ON PAPER: package K1, 'Z-9' read (entry "
    )


def test_where_nobody_tests_the_record_cannot_tell_and_says_so(untested):
    """Every check passes; what it does not know stands beside, and the ash without a verdict."""
    report = untested.report

    assert failed(report) == []
    assert noted(report, "tests") == "No package of consignment C1 was opened and tested here."
    assert noted(report, "unseen").startswith(
        "Into 1 of the 1 packages nobody looked here. What was in them no mass, no seal and no film tells: a powder that weighs "
        "as much looks the same to the record"
    )
    assert "Residue of the fire, which is part of no balance and proves nothing of what burned: 700000 mg." in noted(
        report, "balance"
    )


def test_the_act_gives_the_ash_one_side_only(untested):
    """Little of it clears nothing; much of it can betray, and 700 g are much."""
    act = untested.act()

    assert "Residue of all fires of this session: 700.000 ± 2.000 g." in act
    assert "much of it can betray a filler that does not burn. Only the laboratory can say." in act
    assert "What is in the packages that were not opened and tested here: 1 of 1." in act


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "здесь не вскрывалась и не проверялась"), ("kk", "мұнда ашылып тексерілмеген")]
)
def test_it_is_said_in_the_court_s_language(untested, language, words):
    """That nobody looked."""
    assert words in untested.verifier(language)


def test_the_document_quotes_it(tested, changed, untested):
    """docs/known-failures.md."""
    said = " ".join(each.verifier() for each in (tested, changed, untested))

    assert misquoted("test_turned_to_soda", verifier=said, act=untested.act()) == []
