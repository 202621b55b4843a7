"""The main job, whole: the demonstration ends in a sealed record that outsiders check with their own tools."""

import base64
import json
import subprocess
import sys

import bagit
import pytest

from station.formats import checkpoint, tiles
from station.formats.merkle import leaf_hash, root
from station.formats.note import Ed25519Verifier
from tests.bags import entries_of, films_as_recorded
from tests.images import away, frames
from tests.real_film import bikes

pytestmark = [pytest.mark.slow, pytest.mark.live]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder that `station demo` leaves, with a real film as the second camera."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "station.cli", "demo", "--out", str(folder), "--video", str(bikes())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_the_demo_ends_in_a_verified_bag(demo):
    """It says what happened, and `station verify` agrees with exit code 0."""
    folder, said = demo
    command = [sys.executable, "-m", "station.cli", "verify", str(folder / "bag"), "--json"]
    verified = subprocess.run([*command, "--key", str(folder / "station.vkey")], capture_output=True, check=True)

    assert json.loads(verified.stdout)["ok"]
    assert "verification" in said
    assert "B3" in said


def test_the_demo_camera_that_dropped_out_is_in_the_log(demo):
    """The outage is a gap with its length, not a silence."""
    folder, _ = demo
    gaps = [entry["data"] for entry in entries_of(folder / "bag") if entry["kind"] == "camera.gap"]

    assert any(gap["camera"] == "scale" and gap["to_us"] - gap["from_us"] >= 3_000_000 for gap in gaps)


def test_each_package_has_an_image_that_is_the_frame_of_its_showing(demo):
    """Another decoder finds the picture nearest at the frame that the entry names, moments before the showing."""
    folder, _ = demo
    entries = entries_of(folder / "bag")
    first = entries[-1]["data"]["first"]
    started = {e["data"]["recording"]: e["data"] for e in entries if e["kind"] == "recording.started"}
    cut = [entry["data"] for entry in entries if entry["kind"] == "image.cut"]
    for image in cut:
        film = (folder / "bag" / "data/footage" / f"{image['recording']}.mp4").read_bytes()
        jpeg = (folder / "bag" / "data/images" / f"{image['presented']}.jpg").read_bytes()
        distances = [away(jpeg, picture) for _, picture in frames(film)]
        showing = entries[image["presented"] - first]
        assert distances.index(min(distances)) == image["frame"] - started[image["recording"]]["first_frame"]
        assert showing["data"]["package"] == image["package"]
        assert 0 <= showing["at"]["unix_us"] - image["unix_us"] < 500_000

    assert sorted(image["presented"] for image in cut) == [
        number for number, entry in enumerate(entries, first) if entry["kind"] == "package.presented"
    ]
    assert len(cut) >= 5


def test_common_tools_accept_the_bag(demo):
    """`sha256sum -c` and a standard BagIt validator pass, and another decoder counts the frames that are recorded."""
    folder, _ = demo
    check = ["sha256sum", "--quiet", "--strict", "-c", "manifest-sha256.txt"]
    subprocess.run(check, cwd=folder / "bag", check=True)

    assert bagit.Bag(str(folder / "bag")).is_valid()
    assert films_as_recorded(folder / "bag") >= 8


def test_the_published_log_is_the_one_that_was_signed(demo):
    """From tiles and entry bundles alone an outsider computes the checkpoint's root, signed by the station's key."""
    folder, _ = demo
    key = Ed25519Verifier.parse((folder / "station.vkey").read_text().split()[0])
    signed = checkpoint.open_checkpoint((folder / "log" / "checkpoint").read_bytes(), [key])
    bodies = []
    for tile in tiles.tiles_of(signed.size):
        if tile.level is None:
            bodies += tiles.decode_bundle((folder / "log" / tile.path).read_bytes())

    assert root([leaf_hash(body) for body in bodies]) == signed.root
    sealed = (folder / "bag" / "data" / "entries.jsonl").read_bytes().splitlines()
    first = json.loads(sealed[-1])["data"]["first"]
    assert bodies[first : first + len(sealed)] == sealed


def test_the_seal_root_is_over_the_entries_it_names(demo):
    """The seal's root is the RFC 6962 root over the bag's own entry lines."""
    folder, _ = demo
    lines = (folder / "bag" / "data" / "entries.jsonl").read_bytes().splitlines()
    leaves = [leaf_hash(line) for line in lines[:-1]]

    assert json.loads(lines[-1])["data"]["root"] == base64.b64encode(root(leaves)).decode()
