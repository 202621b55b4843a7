"""How hot a batch burned: reckoned again from the controller's bytes, whatever its entry says."""

import shutil

import pytest

from station.verify.report import Verdict
from station.verify.verify import verify_bag
from tests.furnace_days import CONTROLLER, HOT, REGISTERS, Fire, framed, make_furnace_day
from tests.sessions import SESSION, Script
from tests.station.verify.conftest import bag_of

COLD = {"above_us": 0, "highest_mdeg": 849_900, "lowest_mdeg": 849_900}


@pytest.fixture
def report_of(tmp_path):
    """Makes the report on the bag of a day with such a fire."""

    def make(*more, **fire):
        (tmp_path / "station").mkdir()
        made = make_furnace_day(tmp_path / "station", Fire(**fire), Script(more=more))
        return verify_bag(bag_of(made, tmp_path / "bag"))

    return make


def told(report, verdict):
    """The words of the check's findings."""
    return [str(each.text) for each in report.findings if (each.check, each.verdict) == ("burn-heat", verdict)]


def failed(report):
    """The checks that failed."""
    return {each.check for each in report.failures}


@pytest.fixture(scope="module")
def hot_bag(tmp_path_factory):
    """The bag of a day whose fire was hot. Not to be changed."""
    folder = tmp_path_factory.mktemp("hot")
    (folder / "station").mkdir()
    return bag_of(make_furnace_day(folder / "station"), folder / "bag")


def test_a_hot_fire_is_told_in_words(hot_bag):
    """The seconds at the threshold, and the highest temperature; nothing fails, nothing is noted."""
    report = verify_bag(hot_bag)

    assert report.ok, [str(each.text) for each in report.failures]
    (text,) = told(report, Verdict.PASS)
    assert text.endswith("line gives: batch B1 burned for 3.5 s at 850.0 °C or more, at most at 900.0 °C.")
    assert told(report, Verdict.NOTE) == []


def test_a_fire_that_was_never_hot_is_noted(report_of):
    """A tenth of a degree below the threshold is below it."""
    report = report_of(degrees=lambda _: 849.9, heat=HOT | COLD)

    assert report.ok
    assert told(report, Verdict.NOTE) == [
        "Batch B1 was never seen to burn at 850.0 °C or more; the highest that was read: 849.9 °C."
    ]


def test_a_broken_sensor_is_noted(report_of):
    """A spell without a temperature, and the time that nobody read."""
    broken = HOT | {"readings": 5, "above_us": 1_500_000, "unseen_us": 2_549_999, "sensor_breaks": 1}
    report = report_of(degrees=lambda second: None if 13 < second < 14.5 else 900, heat=broken)

    assert report.ok, [str(each.text) for each in report.failures]
    assert "no temperature was told in 1 spells" in told(report, Verdict.NOTE)[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("above_us", 4_000_000),
        ("highest_mdeg", 1_100_000),
        ("readings", 9),
        ("unseen_us", 0),
        ("threshold_mdeg", 800_000),
        ("sensor_breaks", 1),
        ("door_openings", 1),
    ],
)
def test_a_heat_that_the_bytes_do_not_give_is_found(report_of, name, value):
    """Each field of it."""
    report = report_of(heat=HOT | {name: value})

    assert failed(report) == {"burn-heat"}
    assert f"{name} is {value} and should be {HOT[name]}" in told(report, Verdict.FAIL)[0].replace(
        "threshold_mdeg_", ""
    )


def test_a_colder_furnace_under_the_same_heat_is_found(report_of):
    """The insider states heat, the controller's bytes tell another."""
    report = report_of(degrees=lambda _: 300.0, heat=HOT)

    assert failed(report) == {"burn-heat"}
    assert "highest_mdeg is 900000 and should be 300000" in told(report, Verdict.FAIL)[0]


@pytest.mark.parametrize("until_s", [16.2, -20.0])
def test_a_reckoning_that_ends_at_another_time_is_found(report_of, until_s):
    """After the entry that states it, or long before."""
    report = report_of(heat=HOT, heat_until_s=until_s)

    assert "burn-heat" in failed(report)
    assert any("not just before it" in text for text in told(report, Verdict.FAIL))


def test_a_write_to_the_controller_is_found(report_of):
    """Whoever sent it: on this line there are only questions."""
    sent = framed(bytes.fromhex("010621030384")).hex()
    report = report_of(heat=HOT, sends=((13.0, sent),))

    assert failed(report) == {"burn-heat"}
    assert f"{sent} went to the furnace's controller" in told(report, Verdict.FAIL)[0]


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": REGISTERS["temperature"] | {"function": 6}},
        {"temperature": REGISTERS["temperature"] | {"form": "bcd"}},
        {"unit": 0},
        {"status": REGISTERS["status"] | {"complement": True}},
    ],
)
def test_registers_that_cannot_be_are_said_so(report_of, change):
    """An opening may state anything; it stops no verifier."""
    report = report_of(controller=CONTROLLER | {"registers": REGISTERS | change}, heat=HOT)

    assert "burn-heat" in failed(report)
    assert any("cannot be reckoned" in text for text in told(report, Verdict.FAIL))


def test_a_time_that_cannot_be_is_found(report_of):
    """A forged entry stops no verifier."""
    report = report_of(heat=HOT | {"to_us": -5})

    assert "burn-heat" in failed(report)


def test_heat_without_a_recording_is_found(hot_bag, tmp_path):
    """A bag whose controller's recording is gone cannot show it."""
    bag = shutil.copytree(hot_bag, tmp_path / "bag")
    (bag / "data" / "serial" / f"{SESSION}-controller-0001.txt").unlink()
    report = verify_bag(bag)

    assert "burn-heat" in failed(report)
    assert "is missing" in told(report, Verdict.FAIL)[0]


def test_a_furnace_that_nobody_read_is_noted(whole_bag):
    """Without a controller no heat is claimed, and the reader is told."""
    report = verify_bag(whole_bag)

    assert told(report, Verdict.NOTE) == [
        "How hot it burned is not in the record, for nobody read the furnace: batch B1."
    ]
    assert told(report, Verdict.PASS) == []


BOARD = CONTROLLER | {"controller": "board", "registers": None}
UNREAD = HOT | {"readings": 0, "above_us": 0, "unseen_us": 4_049_999, "highest_mdeg": None, "lowest_mdeg": None}
REFUSED = {"line": "scale", "reason": "altered", "pieces": 1, "from_us": 1, "to_us": 2, "first": "00"}


def test_a_board_s_signatures_are_said_not_to_be_checked(report_of):
    """That needs its key; what its lines say is reckoned all the same."""
    report = report_of(controller=BOARD, heat=UNREAD)

    assert report.ok, [str(each.text) for each in report.failures]
    assert "is not checked here, for that needs its key" in told(report, Verdict.NOTE)[0]


def test_a_board_s_heat_that_its_lines_do_not_give_is_found(report_of):
    """No line of it was refused, so they all count."""
    report = report_of(controller=BOARD, heat=HOT)

    assert failed(report) == {"burn-heat"}


def test_where_lines_were_refused_the_heat_rests_on_the_station_s_word(report_of):
    """Which ones, only the board's key tells."""
    report = report_of((13.5, "line.faulted", REFUSED), controller=BOARD, heat=HOT)

    assert "burn-heat" not in failed(report)
    assert any("rests on the station's word" in text for text in told(report, Verdict.NOTE))
