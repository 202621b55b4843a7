"""What the act says of each weighing and of each mass against the papers: as sent, with its bound and its sign."""

import json

import pytest

from station.act import LANGUAGES, ActRefused, build_act
from station.act.catalogue import load_texts
from tests import goods as papers
from tests.scales import figure, weighed
from tests.station.act.otherwise import of_package, on, said
from tests.station.act.reading import flat, pages
from tests.station.verify.goods_scripts import one_burned, together, whole


def test_each_weighing_stands_as_sent_with_its_bound_and_zeros(public_bag):
    """Number, digits, unit, exact grams, U, the empty scale before and after, and whose word the stability is."""
    assert "K1 / B1 5000.0 g not said 5 000.000 ± 1.000 \u2013 0.0 g 0.0 g 1.0 s, said by the scale" in said(public_bag)
    assert "residue 250.0 g not said 250.000 ± 1.000" in said(public_bag)


def test_gross_tare_and_net_stand_side_by_side_and_are_not_put_right(bag_of_act):
    """A scale rounds each apart; a preset tare is marked, and its bound is that of the gross load (R 76-1, 3.5.3.3)."""
    parts = {"tare": figure("20.0"), "gross": figure("5021.0"), "net": figure("5000.0")}
    net = whole("package.registered", {"stated": {"net_mg": 5_000_000}}, package="K1")
    told = said(bag_of_act(facts=together(net, of_package("K1", **parts, tare_kind="preset", shown_as="net"))))

    assert "5000.0 g net 5 000.000 ± 2.000" in told
    assert "gross 5021.0 g tare 20.0 g net 5000.0 g TARE SET BY HAND, not weighed" in told
    assert "gross \u2212 tare \u2212 net = +1.000 g" in told


def test_a_window_of_equal_values_is_not_called_the_scale_s_word(bag_of_act):
    """Who said that the value stood still makes a difference."""
    told = said(bag_of_act(facts=of_package("K1", stability_told=False, stable_us=3_000_000)))

    assert "3.0 s of equal values" in told
    assert "the instrument itself: 4 weighings; a window of equal values in its place: 1 weighings" in told


def test_digits_without_their_point_stand_with_the_mass(bag_of_act):
    """Nobody shall read 005000 kg from a line that does not send the point."""
    told = said(bag_of_act(facts=of_package("K1", figure="005000", unit="kg", decimals=3)))

    assert "005000 kg = 5 000.000 g not said" in told


def stated(gross_mg):
    """Facts of a session whose papers state these masses for the first packages."""
    masses = iter(gross_mg)

    def facts(kind, data):
        if kind == "package.registered":
            return data | {"stated": papers.stated(gross_mg=next(masses, 5_100_000))}
        return data

    return facts


@pytest.mark.parametrize(
    ("language", "same", "gained"),
    [
        ("en", "same within U", "GAINED"),
        ("ru", "та же в пределах U", "ПРИБЫЛЬ"),
        ("kk", "U шегінде өзгермеген", "АРТҚАН"),
    ],
)
def test_a_gain_is_never_silent(bag_of_act, language, same, gained):
    """Within U it stands with its sign, beyond it in capitals, and page 1 counts both."""
    aside = ((10.6, "package.set_aside", {"package": "K2", "reason": "heavier than on paper"}),)
    facts = together(stated([4_999_000, 3_998_999]), one_burned)
    act = build_act(bag_of_act(facts=facts, more=aside), language)
    decimal = load_texts(language)("number.decimal")

    assert f"+1{decimal}000 ± 1{decimal}000 {same}" in flat(act)
    assert f"+1{decimal}001 ± 1{decimal}000 {gained}" in flat(act)
    assert f"{gained}: 1" in " ".join(pages(act)[0].split())


def test_what_is_less_than_stated_is_lost(public_bag):
    """Beyond U; and what was never weighed is not compared."""
    told = said(public_bag)

    assert "WEIGHED 4 000.000 ± 1.000, not said (weighing 3)" in told
    assert "difference \u22121 100.000 ± 1.000 LOST; could be drying burned, B1" in told
    assert "same within U: 0; LOST: 2; GAINED: 0; not compared: 1; see section 3" in told


def test_the_bound_of_a_sum_is_all_bounds_and_a_division_each(public_bag):
    """Permissible errors are limits and no scatter, so they add up; rounding adds a division a package."""
    assert "B1 2 9 000.000 ± 4.000" in said(public_bag)
    assert "What the scale showed of the packages burned 9 000.000 ± 4.000" in said(public_bag)


def test_a_bound_that_is_not_the_scale_s_is_refused(bag_of_act):
    """An insider who seals a smaller or a larger U gets no act of it."""
    with pytest.raises(ActRefused, match="states a bound of 2000 mg"):
        build_act(bag_of_act(facts=on("weighing.recorded", bound_mg=2_000)), "en")


def crowd(kind, data):
    """Facts of a session with eight consignments: what page 1 has least room for."""
    packages = [f"X{number}" for number in range(2, 9)]
    if kind == "furnace.charged":
        return data | {"packages": ["K1", "K2", *packages], "mass_mg": 79_000_000}
    return data | {"packages_burned": 9, "burned_mg": 79_000_000} if kind == "session.closed" else data


def crowding():
    """More people, consignments and packages."""
    for number in range(2, 9):
        goods = papers.consignment(f"C{number}", case="26-7512-00-3/118", substance="cannabis, dried " * 20)
        yield 2.01 + number / 1000, "consignment.registered", goods
        yield 2.1 + number / 1000, "sample.kept", papers.sample(f"A{number}", f"C{number}")
        package = papers.package(f"X{number}", f"Y{number}", gross_mg=10_000_000, consignment=f"C{number}")
        yield 2.5 + number / 1000, "package.registered", package
        yield 10.52 + number / 1000, "package.presented", papers.shown(f"X{number}", f"Y{number}")
        serial = {"recording": "S20261121-01-serial-0001", "from_mono_us": 1, "to_mono_us": 2}
        weighing = weighed("10000.0", package=f"X{number}", batch="B1", serial=serial, weighing=100 + number)
        yield 10.6 + number / 1000, "weighing.recorded", weighing
    for number in range(3, 13):
        yield 1.05, "person.joined", {"person": f"P{number}", "role": "environment", "name": "name", "body": "body"}
    yield 1.06, "seat.absent", {"role": "judiciary", "reason": "invited, did not come"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_1_holds_the_roots_and_what_must_not_be_overlooked(bag_of_act, language):
    """Whoever photographs page 1 has what must be compared, also with many people, long words and no quorum."""
    bag = bag_of_act(facts=crowd, more=tuple(crowding()), cosigned=("P1",))
    root = json.loads((bag / "data/entries.jsonl").read_bytes().splitlines()[-1])["data"]["root"]
    signed = (bag / "data/checkpoint").read_text().splitlines()[2]
    page = "".join(pages(build_act(bag, language))[0].split())

    assert root in page
    assert signed in page
    assert "invited,didnotcome" in page
    assert "".join(load_texts(language)("front.vouched").split()) in page
