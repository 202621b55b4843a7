"""Co-signing over the network: what is recorded, what is refused, and what is kept when the station shows two histories."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import text

from station import keys
from station.cosign.carried import parse_proof
from station.formats.entry import Event
from station.formats.errors import ProofMismatch
from station.formats.merkle import verify_consistency
from station.formats.note import open_note
from station.formats.personal import PersonalCosignature, parse_personal_key
from station.verify.excerpt_entry import verify_entry
from tests.api.conftest import NAME
from tests.station.cosign.conftest import MEDIA, House, Laptop, run, stated
from tests.station.cosign.front import Front

REMARK = "Пакет был вскрыт до взвешивания.\n袋は開いていた。"


def test_a_cosignature_is_recorded_and_its_receipt_verifies(house, laptop):
    """The entry holds what was signed, remark included; the receipt proves it to anyone with the station's key."""
    code, said, _ = laptop.sign(house.url, "--remark", REMARK)

    ((number, data),) = house.entries("checkpoint.cosigned").items()
    signed = PersonalCosignature.of_entry(data, NAME, MEDIA)
    signed.verify(parse_personal_key(laptop.vkey))
    receipt = verify_entry(
        laptop.file("*.recorded.json"),
        laptop.file("*.recorded.tlog-proof"),
        trusted_keys=laptop.trusted.read_text().split(),
    )
    assert (code, receipt.ok, signed.remark) == (0, True, REMARK)
    assert f"recorded it: entry {number}." in said
    assert json.loads(laptop.file("*.cosigned.json").read_bytes()) == data
    assert stated(laptop.file("*.checkpoint").read_bytes()) == signed.checkpoint


def test_what_is_signed_is_shown_in_plain_words(house, laptop):
    """The log, the number of entries, the root in groups, the session, who, and the remark."""
    newest = stated(house.published())
    _, said, _ = laptop.sign(house.url, "--remark", "The bag was open.")

    root = newest.format().split("\n")[2]
    assert f"log {NAME} entries {newest.size} root {' '.join(root[at : at + 4] for at in range(0, 44, 4))}" in said
    assert "session S1, open: it goes on." in said
    assert f"as P2, with the key {MEDIA} remark The bag was open." in said


def test_the_stages_of_a_session_are_said_as_the_log_has_them(house, laptop):
    """While it goes on, when it is closed, and when it is sealed; each time the folder goes on from where it was."""
    laptop.sign(house.url)
    house.end()
    _, closed, _ = laptop.sign(house.url)
    house.seal()
    _, sealed, _ = laptop.sign(house.url)
    _, again, _ = laptop.sign(house.url)

    assert "S1, closed: nothing more burns in it" in closed
    assert "S1, sealed: the record is complete" in sealed
    assert "You co-signed these" in again
    assert len(house.entries("checkpoint.cosigned")) == 2
    assert len(house.entries("seal.cosigned")) == 1
    assert len(laptop.files("seen/*")) == 1
    assert len(laptop.files("*.recorded.tlog-proof")) == 3


def test_a_second_remark_on_the_seal_is_a_second_cosignature(house, laptop):
    """Nothing that was kept is overwritten."""
    house.end()
    house.seal()
    laptop.sign(house.url)
    code, _, _ = laptop.sign(house.url, "--remark", "I thought of something.")

    assert code == 0
    assert [each["remark"]["text"] == "" for each in house.entries("seal.cosigned").values()] == [True, False]
    assert [each.name.split(".")[0].partition("-")[2] for each in laptop.files("*.cosigned.json")] == ["2", ""]


def test_a_post_quantum_key_signs_online(house, tmp_path):
    """A signature of 2,420 bytes travels as JSON like any other."""
    laptop = Laptop(tmp_path / "laptop", house.vkeys, post_quantum=True)
    house.present(laptop.vkey)
    code, _, _ = laptop.sign(house.url, "--remark", REMARK)

    assert code == 0
    assert len(house.entries("checkpoint.cosigned")) == 1


def test_another_stations_key_is_no_ground_to_sign(house, laptop, tmp_path):
    """Nothing is signed, and the person is told what to compare."""
    laptop.trusted = tmp_path / "wrong.vkey"
    laptop.trusted.write_text("".join(f"{each}\n" for each in keys.generate(tmp_path / "wrong.key", NAME)))
    code, said, _ = laptop.sign(house.url)

    assert (code, laptop.files("*.cosigned.json")) == (2, [])
    assert "DO NOT SIGN: this is not signed by the key that you gave" in said


@pytest.mark.parametrize(("person", "why"), [("P1", "No key is recorded for P1"), ("P7", "No key is recorded for P7")])
def test_another_persons_number_is_not_signed(house, laptop, person, why):
    """The key is not that person's; nothing leaves the laptop."""
    code, said, _ = laptop.sign(house.url, person=person)

    assert (code, laptop.files("*.cosigned.json"), house.entries("checkpoint.cosigned")) == (2, [], {})
    assert why in said


def test_another_key_than_the_recorded_one_is_said(house, laptop, tmp_path):
    """With the recorded one, and one's own to show to the operator."""
    thief = Laptop(tmp_path / "thief", house.vkeys)
    code, said, _ = thief.sign(house.url)

    assert code == 2
    assert f"The key recorded for P2 is another one: {laptop.vkey}" in said
    assert thief.vkey in said


def test_two_histories_are_refused_and_both_kept(house, laptop, other):
    """The two notes and the proof in the folder convict the station without this laptop, and without the log."""
    laptop.sign(house.url)
    code, said, _ = laptop.sign(other.url)

    old, new = (laptop.file(f"evidence-*/{name}.checkpoint").read_bytes() for name in ("known", "shown"))
    first, second = (stated(open_note(each, [house.verifier]).format()) for each in (old, new))
    proof = parse_proof(laptop.file("evidence-*/shown.proof").read_bytes())
    with pytest.raises(ProofMismatch):
        verify_consistency(first.size, second.size, first.root, second.root, proof)
    verify_consistency(first.size, second.size, other.root_at(first.size), second.root, proof)
    assert (code, other.entries("checkpoint.cosigned")) == (1, {})
    assert "DO NOT SIGN. This log shows two people two histories" in said
    assert "evidence-" in said


def test_a_log_that_was_cut_back_is_refused(house, laptop, other):
    """The longer history was seen first; the shorter one is not its beginning."""
    other.present(laptop.vkey)
    laptop.sign(other.url)
    code, said, _ = laptop.sign(house.url)

    assert (code, house.entries("checkpoint.cosigned")) == (1, {})
    assert "DO NOT SIGN. This log was cut back" in said
    assert len(laptop.files("evidence-*/*.checkpoint")) == 2


def test_evidence_is_not_forgotten_by_the_next_try(house, laptop, other):
    """The laptop still knows the first history, signs it, and refuses the second again."""
    laptop.sign(house.url)
    laptop.sign(other.url)
    good, _, _ = laptop.sign(house.url)
    bad, _, _ = laptop.sign(other.url)

    assert (good, bad) == (0, 1)


def test_an_altered_tile_is_refused_before_anything_is_signed(house, laptop):
    """What the log serves does not give the root that it signed."""
    laptop.sign(house.url)
    house.published()
    (tile,) = (
        each for each in (house.config.log_folder / "tile" / "0").rglob("*") if each.name == str(house.ledger.size)
    )
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    code, said, _ = laptop.sign(house.url)

    assert code == 1
    assert "does not lead to the root that the log signed" in said
    assert len(laptop.files("evidence-*/known.checkpoint")) == 1


def test_a_station_that_calls_an_open_session_closed_is_not_believed(house, laptop):
    """The stage is read in the signed entries, not taken from the answer."""
    with house._engines[0].begin() as connection:
        connection.execute(text("UPDATE sessions SET stage = 'closed'"))
    code, said, _ = laptop.sign(house.url)

    assert (code, laptop.files("*.cosigned.json")) == (1, [])
    assert "The station says that session S1 is closed, but" in said


def test_a_session_that_was_never_opened_is_said(tmp_path, laptop, house):
    """The station's own words, with what to do."""
    (tmp_path / "new").mkdir()
    fresh = House(tmp_path / "new", key_of=house)
    fresh.ledger.append(Event("station.stopped", {}))
    code, said, _ = laptop.sign(fresh.url)
    fresh.close()

    assert code == 2
    assert "No session was ever opened here. Ask again when one is open." in said


@pytest.fixture
def far(tmp_path):
    """A laptop that trusts a station which is not there."""
    (tmp_path / "far.vkey").write_text("".join(f"{each}\n" for each in keys.generate(tmp_path / "far.key", NAME)))
    return Laptop(tmp_path / "laptop", tmp_path / "far.vkey")


def test_a_station_that_is_away_is_said(far):
    """With the address and the network to look at; nothing is signed."""
    code, said, _ = far.sign("http://127.0.0.1:9")

    assert (code, far.files("*.cosigned.json")) == (2, [])
    assert "does not answer as a station does" in said


def test_a_refused_cosignature_is_kept_with_the_stations_words(house, laptop):
    """A signature that the recorder refuses may be evidence itself."""
    house.book.session.keys.clear()  # the recorder forgets, as if another had been presented
    code, said, _ = laptop.sign(house.url, "--remark", "mine")
    told = json.loads(laptop.file("*.refused.json").read_bytes())

    assert (code, told["status"]) == (1, 422)
    assert "NOT RECORDED. The station answers:" in said
    assert run("cosign", "hand-in", laptop.file("*.cosigned.json"), "--to", house.url)[0] == 2


def test_a_station_that_only_says_that_it_recorded_is_caught(house, laptop):
    """The entry that it names is another one; the signature is kept, and handed in the next time."""
    front = Front(house.url, lambda _: b'{"entries": [2]}')
    code, said, _ = laptop.sign(front.url)
    front.stop()
    none = house.entries("checkpoint.cosigned")
    again, _, _ = laptop.sign(house.url)

    assert (code, none, again, len(house.entries("checkpoint.cosigned"))) == (1, {}, 0, 1)
    assert "its log does not hold it as you made it" in said


def test_a_lost_answer_costs_nothing(house, laptop):
    """It was recorded, but nobody said so: the same command finds it."""

    def lose(hand_in):
        hand_in()
        return b"not what a station answers"

    front = Front(house.url, lose)
    code, said, _ = laptop.sign(front.url)
    front.stop()
    again, found, _ = laptop.sign(house.url)

    assert (code, again, len(house.entries("checkpoint.cosigned"))) == (2, 0, 1)
    assert "the same command goes on from there" in said
    assert "holds your signature as you made it" in found


def test_a_checkpoint_that_is_not_of_the_published_log_is_refused(house, other, laptop):
    """Signed by the right key, but offered to this person alone."""
    while house.ledger.size < other.ledger.size:
        house.remark()
    front = Front(house.url, lambda hand_in: hand_in(), {"/api/v1/to-cosign": other.url})
    code, said, _ = laptop.sign(front.url)
    front.stop()

    assert (code, laptop.files("*.cosigned.json"), len(laptop.files("evidence-*/*"))) == (1, [], 4)
    assert "two histories" in said


@pytest.mark.parametrize(
    "told", [b"", b"[]", b"{}", b"<html>", b'{"session": 1, "stage": 2, "checkpoint": {"note": 3}}']
)
def test_what_is_no_station_is_said(far, told):
    """A router's page, another service: the address is to be looked at."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as page:
        threading.Thread(target=page.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        address = f"http://127.0.0.1:{page.server_address[1]}"
        signed, said, _ = far.sign(address)
        shown, also, _ = run("cosign", "show", address)
        page.shutdown()

    assert (signed, shown) == (2, 2)
    assert all("does not answer as a station does" in each for each in (said, also))
