"""What the act says: what the record says, exactly, and nothing that is withheld; what is missing is said on page 1."""

import base64
import json

import pytest

from station.act import LANGUAGES, build_act
from station.act.catalogue import load_texts
from station.formats import checkpoint, note
from tests.goods import package
from tests.sessions import OBJECTION, PEOPLE
from tests.stamps import Draft, paper
from tests.station.act.conftest import REMARK, export
from tests.station.act.reading import flat, pages

# As they stand on the page: "26-1" alone is also in a date.
SECRETS = ("name one", "name two", "body one", "body two", "26-1, C1")


def first_page(bag, language="en"):
    """Page 1 in one line."""
    return " ".join(pages(build_act(bag, language))[0].split())


def seal_of(bag):
    """The seal's data, as it stands in the bag."""
    return json.loads((bag / "data/entries.jsonl").read_bytes().splitlines()[-1])["data"]


def test_page_1_says_what_was_burned_and_under_which_root(public_bag):
    """The masses are the record's own integers; both roots can be compared by eye."""
    said, signed = first_page(public_bag), (public_bag / "data/checkpoint").read_text().splitlines()
    whole = "".join(said.split())

    assert "9.000 000 kg = 9 000.000 ± 4.000 g" in said
    assert "1: withheld, C1 cannabis 15 321.000 21.000 14 100.000 9 000.000 +1 200.000 ± 4.000 LOST" in said
    assert "Total 15 321.000 21.000 14 100.000 ± 4.000 9 000.000 ± 4.000" in said
    assert "250.000 g residue" in said
    assert seal_of(public_bag)["root"] in whole
    assert signed[2] in whole


def test_the_serial_number_follows_from_session_and_root(public_bag):
    """The same record always gives the same number, another record another one."""
    root = base64.b64decode(seal_of(public_bag)["root"])

    assert f"No. S20261121-01-{root[:4].hex()}" in first_page(public_bag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withheld_is_not_printed_without_openings(public_bag, court_bag, language):
    """Names and case numbers appear only in an act of a bag that has them; that act says that it is not for publication."""
    public, court = flat(build_act(public_bag, language)), flat(build_act(court_bag, language))

    assert [secret for secret in SECRETS if secret in public] == []
    assert [secret for secret in SECRETS if secret not in court] == []


def test_an_act_with_openings_says_so_on_page_1(public_bag, court_bag):
    """Who holds it must know that it has personal data."""
    assert "not for publication" in first_page(court_bag)
    assert "not for publication" not in first_page(public_bag)


@pytest.mark.parametrize(("language", "missing"), [("en", "media"), ("ru", "представитель СМИ"), ("kk", "БАҚ өкілі")])
def test_a_session_without_quorum_says_so_on_page_1(bag_of_act, language, missing):
    """Who is missing and the recorded reason stand beside it."""
    said, headline = first_page(bag_of_act(cosigned=("P1",)), language), load_texts(language)("quorum.not_met")

    assert headline in said
    assert missing in said.split(headline)[1]
    assert "left before the end" in said


def test_a_quorum_that_is_met_names_who_co_signed(public_bag):
    """Page 1 says it, section 2 shows each co-signature."""
    assert "QUORUM MET. Of each required group" in first_page(public_bag)
    assert "QUORUM NOT MET" not in flat(build_act(public_bag, "en"))


def test_a_session_that_asked_for_no_quorum_does_not_pass_for_one_that_met_it(bag_of_act):
    """No demand is not the same as a demand that was met."""

    def undemanding(kind, data):
        if kind == "session.opened":
            return data | {"quorum": []}
        return data

    assert "NO QUORUM WAS REQUIRED." in first_page(bag_of_act(facts=undemanding))


def test_remarks_stand_word_for_word(public_bag):
    """Markup in them is text, and what cannot be printed is named by its number."""
    said = flat(build_act(public_bag, "en"))
    shown = REMARK.replace("\U0001f525", "[U+1F525]").replace("\u202e", "[U+202E]")

    # lines may break anywhere in it
    assert "".join(shown.split()) in "".join(said.split())
    assert OBJECTION in said


def test_remarks_and_losses_are_announced_on_page_1(public_bag):
    """Nobody has to turn the page to learn that there was an objection, or a gap in the films."""
    said = first_page(public_bag)

    assert "Remarks and objections, word for word 2; see section 10" in said
    assert "Incidents, gaps and losses 4; see section 9" in said


def test_each_recording_stands_with_its_hash_and_bytes(public_bag):
    """What the seal says of every file can be read from paper."""
    said = flat(build_act(public_bag, "en"))
    whole = "".join(said.split())
    sealed = seal_of(public_bag)["recordings"]

    assert [each["recording"] for each in sealed if each["sha256"] not in whole] == []
    assert [each["recording"] for each in sealed if f"{each['bytes']:,}".replace(",", " ") not in said] == []


def test_a_package_set_aside_stands_with_its_reason(public_bag):
    """It is no loss, and no burning."""
    assert "not weighed set aside set aside: seal broken (entry" in flat(build_act(public_bag, "en"))


def test_a_package_registered_again_counts_once(bag_of_act):
    """A slip of the pen, mended by setting aside and registering again, does not double the stated mass."""
    more = (
        (4.0, "package.set_aside", {"package": "K3", "reason": "slip of the pen"}),
        (4.1, "package.registered", package("K4", "Z-3", gross_mg=5_100_001)),
        (10.8, "package.set_aside", {"package": "K4", "reason": "seal broken"}),
    )

    def facts(kind, data):
        if kind == "package.set_aside" and data == {"package": "K3", "reason": "seal broken"}:
            return None
        return data | {"packages_set_aside": 2} if kind == "session.closed" else data

    said = flat(build_act(bag_of_act(facts=facts, more=more), "en"))

    assert "K4 sack registered before as K3" in said
    assert "set aside: slip of the pen" in said
    assert "presented 14 100.001 ± 4.000 parts: 3" in said


def test_who_is_absent_is_named_with_the_reason(bag_of_act):
    """An empty seat is on page 1."""

    def nobody_from_the_media(_kind, data):
        return None if data.get("person") == "P2" else data

    empty = ((1.5, "seat.absent", {"role": "media", "reason": "not invited"}),)
    said = first_page(bag_of_act(facts=nobody_from_the_media, more=empty, cosigned=("P1",)))

    assert "Absent seats: media: not invited" in said


def test_what_others_vouched_for_is_listed_as_held(act_session, tmp_path):
    """A witness's co-signature and a time token stand with name and time, and not as checked."""
    sealed = export(act_session, tmp_path / "before")
    signed = (sealed / "data/checkpoint").read_bytes()
    line = PEOPLE["P1"].sign(note.parse(signed).text, 1_795_262_500)
    size = checkpoint.parse(note.parse(signed).text).size
    folder = act_session.recordings / "attested" / str(size)
    folder.mkdir(parents=True)
    (folder / "checkpoint").write_bytes(signed)
    (folder / f"{line.key_id:08x}.cosignature").write_text(line.format(), encoding="utf-8")
    (folder / "tsa.tsr").write_bytes(Draft(paper("Time Office"), signed).response())
    said = flat(build_act(export(act_session, tmp_path / "after"), "en"))

    assert "co-signature of a witness police.example/1" in said
    assert "Time Office" in said
    assert "co-signatures of witnesses: 1; time tokens: 1" in said
    assert "whose keys these are it does not check" in said


def test_a_changed_fact_changes_the_act(public_bag, bag_of_act):
    """Another mass, another act, another serial number."""
    other = bag_of_act(facts=lambda kind, data: data | {"place": "hall 2"} if kind == "session.opened" else data)

    assert "hall 2" in first_page(other)
    assert seal_of(other)["root"] != seal_of(public_bag)["root"]
    assert seal_of(public_bag)["root"] not in "".join(first_page(other).split())
