"""Each package: seals on paper and as read, masses with their verdict, who decided what, its image, where it is on the films."""

import hashlib

import pytest

from station.act import build_act
from station.act.pictures import SHOWN_PX
from tests.goods import shown
from tests.sessions import Script, make_session
from tests.station.act.conftest import export
from tests.station.act.goods_days import LAST, bag_with_image, kept_from_the_fire, nothing_burned, photo
from tests.station.act.otherwise import said
from tests.station.act.pictures_in import pictures
from tests.station.verify.goods_scripts import together, whole

PAPERS = {"seal_at_seizure": "Z-old", "seal_in_store": "Z-store", "case_package": "12", "last": LAST}


def test_seals_stand_as_on_paper_and_as_read(bag_of_act):
    """At the seizure, in the store, today; and what was read before the cameras, with its state."""
    facts = together(whole("package.registered", PAPERS, package="K1"), whole("package.presented", {"remark": "tape"}))
    told = said(bag_of_act(facts=facts))

    assert "K1 No. 12 of the case sack entry" in told
    assert "at seizure: Z-old in store: Z-store today, on paper: Z1 READ: Z1, intact tape" in told


def test_the_last_official_mass_stands_with_its_limit(bag_of_act):
    """Both limits add up; within them it is the same, and the sign stands all the same."""
    told = said(bag_of_act(facts=whole("package.registered", {"last": LAST}, package="K1")))

    assert "last official gross 5 000.500 ± 1.000 (store act 9) at seizure: gross 5 100.000 g" in told
    assert "difference \u22120.500 ± 2.000 same within U" in told


def test_a_loss_is_called_drying_only_of_fresh_plants(bag_of_act):
    """Powder does not dry: it is set aside, and the act says LOST and nothing that excuses it."""
    dry = whole("consignment.registered", {"form": "powder", "fresh": False})
    told = said(bag_of_act(facts=together(dry, nothing_burned), more=kept_from_the_fire("lighter")))

    assert "difference \u2212100.000 ± 1.000 LOST set aside set aside: lighter" in told
    assert "; could be drying" not in told


def test_a_decision_names_who_decided_and_why(bag_of_act):
    """By number and role, with the reason; and it is shown and weighed again before it burns."""
    persons = ["P1", "P2"]
    decided = {"package": "K3", "decision": "keep", "persons": persons, "reason": "the tape is torn"}
    told = said(bag_of_act(more=((19.1, "package.decided", decided),)))

    assert "set aside: seal broken (entry" in told
    assert "decided to keep it from the fire by P1, police officer; P2, media: the tape is torn (entry" in told
    assert "to keep: 1" in told


def test_a_package_that_was_not_there_is_called_missing(bag_of_act):
    """It is on the list, and on no film."""
    missing = {"package": "K3", "reason": "not on the cart"}

    def facts(kind, data):
        if kind == "package.set_aside":
            return None
        return data | {"packages_set_aside": 0, "packages_missing": 1} if kind == "session.closed" else data

    told = said(bag_of_act(facts=facts, more=((10.8, "package.missing", missing),)))

    assert "not weighed MISSING not there: not on the cart (entry" in told
    assert "not shown to the cameras" in told


def test_where_a_package_is_on_the_films_can_be_looked_up(public_bag):
    """From the showing to the furnace: the moment, and the time within each camera's file."""
    told = said(public_bag)

    assert "17:00:07 / 12:00:07 \u2013 17:00:11 / 12:00:11" in told
    assert "scale-0002 0:00:00\u20130:00:04" in told


def test_a_damaged_seal_is_read_out(bag_of_act):
    """The state in capitals, and what was said of it."""
    more = ((6.5, "package.presented", shown("K3", "Z3", seal_state="damaged", remark="cut on one side")),)

    assert "READ: Z3, DAMAGED cut on one side" in said(bag_of_act(more=more))


def test_each_package_s_image_is_printed_small_with_the_sha_256_of_the_whole(tmp_path):
    """The picture is at most so wide; the hash is that of the file in the bag."""
    bag = bag_with_image(tmp_path, photo())
    act, whole_image = build_act(bag, "en"), hashlib.sha256(photo()).hexdigest()

    assert [width for width, _ in pictures(act)] == [SHOWN_PX, 160]
    assert whole_image in "".join(said(bag).split())
    assert "data/images/" in said(bag)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.unlink(), "the image is not in the bag, so it is not shown"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "NOT AS SEALED"),
        (lambda path: path.write_bytes(path.read_bytes()[:-2] + b"\xff\xd8"), "NOT AS SEALED"),
    ],
)
def test_an_image_that_is_not_as_sealed_is_not_shown(public_bag, bag, harm, told):
    """The act does not put a picture beside a hash that is not its own."""
    harm(min((bag / "data/images").iterdir()))

    assert told in said(bag)
    assert len(pictures(build_act(bag, "en"))) == len(pictures(build_act(public_bag, "en"))) - 1


@pytest.mark.parametrize("image", [b"\xff\xd8\xff nonsense", b"GIF89a", b"", photo(9_000, 16)])
def test_no_image_can_stop_the_act(tmp_path, image):
    """What cannot be decoded, or is too wide to be a film's, is told and not shown."""
    bag = bag_with_image(tmp_path, image)

    assert "the image cannot be decoded, so it is not shown" in said(bag)


def test_a_session_with_too_many_images_leaves_them_out_and_says_so(public_bag, monkeypatch):
    """The hashes stay."""
    monkeypatch.setattr("station.act.pictures.MAX_PICTURES", 1)
    act = build_act(public_bag, "en")

    assert pictures(act) == []
    assert "too many images to print them" in said(public_bag)


def test_an_image_that_could_not_be_cut_is_told_with_the_reason(tmp_path):
    """Instead of a picture."""

    def facts(kind, data):
        return None if kind == "image.cut" and data["package"] == "K1" else data

    plain = make_session(tmp_path / "plain", Script(facts=facts))
    showing = next(each.index for each in plain.entries if each.kind == "package.presented")
    failed = {"package": "K1", "presented": showing, "reason": "the camera gave no picture"}
    made = make_session(tmp_path / "made", Script(facts=facts, more=((22.95, "image.failed", failed),)))

    assert "no image: the camera gave no picture" in said(export(made, tmp_path / "bag"))
