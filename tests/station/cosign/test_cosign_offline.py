"""Co-signing without network: as files and as photographed QR images, and what can go wrong on the way."""

import json

import cv2
import pytest

from station.cosign import carried
from station.formats.note import open_note
from tests.station.cosign.conftest import Laptop, run, stated

REMARK = "Пакет был вскрыт."


@pytest.fixture
def shown(house, tmp_path):
    """A function that makes the station's checkpoint ready to be carried; returns its path."""

    def show(name="checkpoint", *more):
        code, said, _ = run(
            "cosign", "show", house.url, "--qr" if name.endswith(".png") else "--out", tmp_path / name, *more
        )
        assert code == 0, said
        return tmp_path / name

    return show


def photograph(path):
    """A photo of an image: turned, smaller, a little blurred, on a grey table, as JPEG."""
    image = cv2.imread(str(path))
    edge = image.shape[0] // 3
    table = cv2.copyMakeBorder(image, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(190, 195, 200))
    side = table.shape[0]
    turned = cv2.warpAffine(
        table, cv2.getRotationMatrix2D((side / 2, side / 2), 12, 0.8), (side, side), borderValue=(190, 195, 200)
    )
    photo = path.with_suffix(".jpg")
    cv2.imwrite(str(photo), cv2.GaussianBlur(turned, (3, 3), 0), [cv2.IMWRITE_JPEG_QUALITY, 70])
    return photo


def test_from_file_to_file(house, laptop, shown, tmp_path):
    """Shown, signed and handed in, each step on another machine; the remark arrives with its signature."""
    code, said, _ = laptop.sign("--in", shown(), "--out", tmp_path / "p2.json", "--remark", REMARK)
    given, answered, _ = run("cosign", "hand-in", tmp_path / "p2.json", "--to", house.url)

    ((number, data),) = house.entries("checkpoint.cosigned").items()
    assert (code, given) == (0, 0)
    assert (data["remark"]["text"], json.loads((tmp_path / "p2.json").read_bytes())) == (REMARK, data)
    assert "It is the first checkpoint of this log on this laptop" in said
    assert f"recorded, the station says, as entry {number}." in answered


def test_from_photo_to_photo(house, laptop, shown, tmp_path):
    """The room's screen is photographed, and so is the laptop's."""
    carried_in = photograph(shown("checkpoint.png"))
    code, _, _ = laptop.sign("--in", carried_in, "--out", tmp_path / "p2.png", "--remark", REMARK)
    given, _, _ = run("cosign", "hand-in", photograph(tmp_path / "p2.png"), "--to", house.url)

    assert (code, given) == (0, 0)
    assert [each["remark"]["text"] for each in house.entries("checkpoint.cosigned").values()] == [REMARK]


def test_what_is_carried_is_a_whole_note_with_one_line(house, shown):
    """The Ed25519 line alone still verifies; the ML-DSA-44 line would not fit a code."""
    data = shown().read_bytes()

    assert stated(open_note(data, [house.verifier]).format()) == stated(house.published())
    assert len(data) < 400
    assert carried.slim(data) == data


def test_a_copied_text_is_the_same_checkpoint(laptop, shown, tmp_path):
    """A phone's scanner drops the last line break, another system's editor changes them all."""
    copied = shown()
    copied.write_bytes(copied.read_bytes().rstrip().replace(b"\n", b"\r\n"))

    assert laptop.sign("--in", copied, "--out", tmp_path / "p2.json")[0] == 0


def test_handed_in_twice_is_said(house, laptop, shown, tmp_path):
    """The second time nothing is sent."""
    laptop.sign("--in", shown(), "--out", tmp_path / "p2.json")
    run("cosign", "hand-in", tmp_path / "p2.json", "--to", house.url)
    code, said, _ = run("cosign", "hand-in", tmp_path / "p2.json", "--to", house.url)

    assert (code, len(house.entries("checkpoint.cosigned"))) == (0, 1)
    assert "is in the log already, as entry" in said


def test_signed_twice_is_the_same_signature(laptop, shown, tmp_path):
    """A lost file is written again, without a second signature."""
    checkpoint = shown()
    laptop.sign("--in", checkpoint, "--out", tmp_path / "a.json")
    code, said, _ = laptop.sign("--in", checkpoint, "--out", tmp_path / "b.json")

    assert code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "about to co-sign" not in said


def test_the_receipt_comes_with_the_next_network(house, laptop, shown, tmp_path):
    """What others handed in for the person is found in the log; what nobody handed in, is handed in."""
    laptop.sign("--in", shown("first"), "--out", tmp_path / "first.json")
    run("cosign", "hand-in", tmp_path / "first.json", "--to", house.url)
    proof = tmp_path / "proof"
    size = stated(laptop.file("seen/*").read_bytes()).size
    laptop.sign(
        "--in", shown("second", "--since", size, "--proof", proof), "--proof", proof, "--out", tmp_path / "lost"
    )
    code, said, _ = laptop.sign(house.url)

    assert (code, len(laptop.files("*.recorded.tlog-proof"))) == (0, 2)
    assert len(house.entries("checkpoint.cosigned")) == 2
    assert said.count("has no receipt yet") == 2


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data | {"remark": data["remark"] | {"text": "Nothing to remark."}},
        lambda data: data | {"remark": data["remark"] | {"text": ""}},
        lambda data: data | {"person": "P1"},
        lambda data: data | {"size": data["size"] - 1},
    ],
    ids=["another remark", "no remark", "another person", "another size"],
)
def test_what_was_altered_on_the_way_is_refused(house, laptop, shown, tmp_path, alter):
    """The station says that the signature does not fit; nothing is recorded."""
    path = tmp_path / "p2.json"
    laptop.sign("--in", shown(), "--out", path, "--remark", REMARK)
    path.write_text(json.dumps(alter(json.loads(path.read_bytes()))))
    code, said, _ = run("cosign", "hand-in", path, "--to", house.url)

    assert (code, house.entries("checkpoint.cosigned")) == (2, {})
    assert "The station answers:" in said
    assert "was not handed in" in said


def test_a_proof_is_asked_for_from_the_second_checkpoint_on(house, laptop, shown, tmp_path):
    """Without one the person must say so; with one, what was known is replaced by what it leads to."""
    laptop.sign("--in", shown("first"), "--out", tmp_path / "first.json")
    house.remark()
    known = stated(laptop.file("seen/*").read_bytes())
    proof = tmp_path / "proof"
    second = shown("second", "--since", known.size, "--proof", proof)
    refused, said, _ = laptop.sign("--in", second, "--out", tmp_path / "second.json")
    proved, shows, _ = laptop.sign("--in", second, "--out", tmp_path / "second.json", "--proof", proof)

    assert (refused, proved) == (2, 0)
    assert f"--since {known.size} --proof FILE" in said
    assert "The proof shows that it is of the same history" in shows
    assert [stated(each.read_bytes()) for each in laptop.files("seen/*")] == [stated(second.read_bytes())]


def test_a_smaller_checkpoint_is_proved_too(house, laptop, shown, tmp_path):
    """That of the seal, after the laptop has seen more."""
    house.end()
    house.seal()
    small = shown("small")
    laptop.sign(house.url)
    known = stated(laptop.file("seen/*").read_bytes())
    proof = tmp_path / "proof"
    again = shown("again", "--since", known.size, "--proof", proof)
    code, said, _ = laptop.sign("--in", again, "--out", tmp_path / "x.json", "--proof", proof, "--remark", "later")

    assert (code, again.read_bytes()) == (0, small.read_bytes())
    assert "The proof shows" in said
    assert stated(laptop.file("seen/*").read_bytes()) == known


def test_without_a_proof_nothing_that_was_known_is_forgotten(house, laptop, other, shown, tmp_path):
    """Both checkpoints stay, so the next network shows the second history."""
    laptop.sign("--in", shown("first"), "--out", tmp_path / "first.json")
    run("cosign", "show", other.url, "--out", tmp_path / "forked")
    code, said, _ = laptop.sign("--in", tmp_path / "forked", "--out", tmp_path / "x.json", "--without-proof")
    alarm, shouted, _ = laptop.sign(house.url)

    assert (code, alarm, len(laptop.files("seen/*"))) == (0, 1, 2)
    assert "WITHOUT PROOF" in said
    assert "DO NOT SIGN" in shouted


def test_a_proof_of_another_history_is_refused_and_kept(laptop, other, shown, tmp_path):
    """Both notes and the given proof lie in one folder."""
    laptop.sign("--in", shown("first"), "--out", tmp_path / "first.json")
    known = stated(laptop.file("seen/*").read_bytes())
    words = ("--since", known.size, "--proof", tmp_path / "proof")
    run("cosign", "show", other.url, "--out", tmp_path / "forked", *words)
    code, said, _ = laptop.sign("--in", tmp_path / "forked", "--out", tmp_path / "x", "--proof", tmp_path / "proof")

    assert (code, (tmp_path / "x").exists()) == (1, False)
    assert f"does not lead from {known.size} to" in said
    assert len(laptop.files("evidence-*/*")) == 3


def test_two_roots_of_one_size_need_no_proof(house, laptop, other, tmp_path):
    """The two notes alone convict the station."""
    while house.ledger.size < other.ledger.size:
        house.remark()
    run("cosign", "show", house.url, "--out", tmp_path / "one")
    run("cosign", "show", other.url, "--out", tmp_path / "two")
    laptop.sign("--in", tmp_path / "one", "--out", tmp_path / "one.json")
    code, said, _ = laptop.sign("--in", tmp_path / "two", "--out", tmp_path / "two.json", "--without-proof")

    assert code == 1
    assert "two different roots for the same" in said
    assert len(laptop.files("evidence-*/*.checkpoint")) == 2


def test_a_post_quantum_signature_is_carried_as_a_file(house, shown, tmp_path):
    """An image is refused before anything is signed, with what to do."""
    laptop = Laptop(tmp_path / "laptop", house.vkeys, post_quantum=True)
    house.present(laptop.vkey)
    checkpoint = shown()
    refused, said, _ = laptop.sign("--in", checkpoint, "--out", tmp_path / "p2.png")
    made = laptop.files("*.cosigned.json")
    signed, _, _ = laptop.sign("--in", checkpoint, "--out", tmp_path / "p2.json")
    given, _, _ = run("cosign", "hand-in", tmp_path / "p2.json", "--to", house.url)

    assert (refused, made, signed, given) == (2, [], 0, 0)
    assert "carry the file" in said


def test_a_remark_too_long_for_an_image_is_carried_as_a_file(laptop, shown, tmp_path):
    """The signature is kept, and the same one is written to the file."""
    checkpoint, long = shown(), "слово " * 300
    refused, said, _ = laptop.sign("--in", checkpoint, "--out", tmp_path / "p2.png", "--remark", long)
    signed, _, _ = laptop.sign("--in", checkpoint, "--out", tmp_path / "p2.json", "--remark", long)

    assert (refused, signed) == (2, 0)
    assert "a QR code for cameras holds" in said
    assert (tmp_path / "p2.json").read_bytes() == laptop.file("*.cosigned.json").read_bytes()


def test_one_bad_file_does_not_hold_up_the_others(house, laptop, shown, tmp_path):
    """Each is said; the exit code tells that one failed."""
    laptop.sign("--in", shown(), "--out", tmp_path / "p2.json")
    (tmp_path / "bad.json").write_text("{}")
    files = [tmp_path / name for name in ("bad.json", "missing.json", "p2.json")]
    code, said, _ = run("cosign", "hand-in", *files, "--to", house.url)

    assert (code, len(house.entries("checkpoint.cosigned"))) == (2, 1)
    assert "missing.json was not handed in" in said
    assert "bad.json was not handed in" in said
