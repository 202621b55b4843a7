"""Single entries with their proofs, and the witnesses' words that go with proofs and excerpts."""

import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from station.excerpts import FromBag, PlaceTaken, RecordContradicts, UnknownEntry, write_entry
from station.excerpts.from_bag import subtrees_of
from station.formats import note as notes
from station.formats import policy as policies
from station.formats import tlog_proof
from station.formats.entry import Event, Moment
from station.formats.errors import Malformed
from station.formats.merkle import inclusion_proof, leaf_hash, root
from station.formats.merkle import subtrees_of as whole_tree
from station.formats.signing import Ed25519Signer, LogSigner
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.verify.bag import MissingFile
from station.verify.brought import AskedPolicy
from station.verify.excerpt import verify_excerpt
from station.verify.excerpt_entry import verify_entry
from tests.sessions import BEGIN_US, SESSION, Script, make_session
from tests.station.excerpts.taking import (
    FILM,
    attest,
    checkpoint_of,
    contents,
    failed,
    keys_of,
    lines_of,
    station_of,
    take,
    told,
)


def verified(made, proof, **more):
    """The verdict of a reader who has the station's keys."""
    return verify_entry(proof.with_suffix(".json"), proof, trusted_keys=keys_of(made), **more)


def asks_for(*witnesses):
    """A policy that asks for all of these."""
    lines = [f"witness w{number} {each.verifier.format()}" for number, each in enumerate(witnesses)]
    names = " ".join(f"w{number}" for number in range(len(witnesses)))
    return AskedPolicy(
        policies.parse("\n".join([*lines, f"group all-of-them all {names}", "quorum all-of-them\n"]).encode())
    )


@pytest.mark.parametrize("source", ["station", "from_bag"])
def test_every_entry_of_the_session_can_be_carried_away(made, request, tmp_path, source):
    """From the station and from a bag: the entry's own bytes, and a proof that others' programs can read too."""
    source = request.getfixturevalue(source)
    for entry in made.entries:
        proof = write_entry(source, entry.index, tmp_path)
        assert (tmp_path / f"{entry.index}.json").read_bytes() == entry.encode()
        tlog_proof.parse(proof.read_bytes()).verify(entry.encode(), [made.signer.verifier])
    report = verified(made, tmp_path / "40.tlog-proof")

    assert told(report) == ""
    assert (report.session, report.key_checked) == (SESSION, True)
    assert lines_of(report, "entry-in-log") == ["It stands in the log as entry 40."]


def test_the_station_can_prove_what_no_bag_holds(made, station, tmp_path):
    """Its own entries too, in its newest checkpoint."""
    proof = write_entry(station, 0, tmp_path / "first.tlog-proof")

    assert verified(made, proof).ok
    assert json.loads((tmp_path / "first.json").read_bytes())["kind"] == "station.started"
    assert tlog_proof.parse(proof.read_bytes()).checkpoint == checkpoint_of(station, made.entries[-1].index + 2)


def test_an_entry_that_is_not_there(station, from_bag, tmp_path):
    """The message says which there are."""
    with pytest.raises(UnknownEntry, match="the entries 0 to"):
        write_entry(station, 10**6, tmp_path / "out")
    with pytest.raises(UnknownEntry, match="the entries 4 to"):
        write_entry(from_bag, 0, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_existing_file_is_left_alone(station, tmp_path):
    """Neither of the two is overwritten."""
    (tmp_path / "7.json").write_bytes(b"mine")

    with pytest.raises(PlaceTaken, match=r"7\.json exists already"):
        write_entry(station, 7, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["7.json"]


@given(st.integers(0, 300), st.integers(1, 60), st.data())
def test_a_bag_s_few_hashes_give_every_path(first, count, data):
    """Whatever the number of entries before the session, each of its entries gets the path that the whole log gives."""
    leaves = [leaf_hash(number.to_bytes(2, "big")) for number in range(first + count)]
    before, start = {}, 0
    for height in reversed(range(first.bit_length())):
        if first >> height & 1:
            before[height, start >> height] = root(leaves[start : start + (1 << height)])
            start += 1 << height
    size = data.draw(st.integers(first + 1, first + count))
    index = data.draw(st.integers(first, size - 1))
    few = subtrees_of(first, before, leaves[first:])

    assert inclusion_proof(index, size, few) == inclusion_proof(index, size, whole_tree(leaves))


@pytest.mark.parametrize("text", [b"", b"QQ==\n", b"\xff\n", b"x" * 43 + b"=", b"A" * 43 + b"=\n" + b"A" * 43 + b"=\n"])
def test_a_bag_without_a_history_proves_nothing(bag, tmp_path, text):
    """The hashes of the log before the session are held against the signed root."""
    changed = shutil.copytree(bag, tmp_path / "bag")
    (changed / "data/before.hashes").write_bytes(text)

    with pytest.raises((Malformed, RecordContradicts)):
        write_entry(FromBag(changed), 9, tmp_path / "out")
    assert not (tmp_path / "out").exists()


# --- verifying a lone entry ---


@pytest.fixture
def proof(station, tmp_path):
    """Entry 7 and its proof."""
    return write_entry(station, 7, tmp_path / "carried")


def test_without_a_key_nobody_s_signature_is_checked(proof):
    """The report says so."""
    report = verify_entry(proof.with_suffix(".json"), proof)

    assert (report.ok, report.key_checked) == (True, False)
    assert lines_of(report, "key") == [
        "No key was given, so nobody's signature was checked. Give the station's published key."
    ]


def test_another_entry(made, station, proof):
    """The proof is of one entry alone."""
    other = write_entry(station, 8, proof.parent)
    shutil.copy(other.with_suffix(".json"), proof.with_suffix(".json"))
    report = verified(made, proof)

    assert failed(report) == {"entry-in-log"}
    assert "This entry does not stand in the log of furnace-1.station.test" in told(report)


@pytest.mark.parametrize("place", range(0, 600, 37))
def test_any_changed_byte(made, proof, place):
    """Of the entry or of its proof."""
    for path in (proof, proof.with_suffix(".json")):
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= 1
        path.write_bytes(data)
        assert not verified(made, proof).ok
        data[place % len(data)] ^= 1
        path.write_bytes(data)


def test_a_signature_of_a_stranger_s_key(made, proof):
    """The same name, another key: the reader's own key is what counts."""
    stranger = Ed25519Signer(made.signer.name, Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))
    carried = tlog_proof.parse(proof.read_bytes())
    text = notes.parse(carried.checkpoint).text
    forged = notes.Note(text, (stranger.sign(text),)).format()
    proof.write_bytes(tlog_proof.TlogProof(carried.index, carried.hashes, forged).format())

    assert failed(verified(made, proof)) == {"key"}
    assert verify_entry(proof.with_suffix(".json"), proof, trusted_keys=[stranger.verifier.format()]).ok


def test_extra_data_is_named(made, proof):
    """The format allows it, and nothing vouches for it."""
    carried = tlog_proof.parse(proof.read_bytes())
    proof.write_bytes(tlog_proof.TlogProof(7, carried.hashes, carried.checkpoint, b"believe me").format())
    report = verified(made, proof)

    assert report.ok
    assert "The proof carries extra data, which nothing vouches for." in lines_of(report, "entry")


def test_a_missing_file_and_one_without_end(made, proof):
    """Said in a sentence; an endless file is not read to its end."""
    with pytest.raises(MissingFile, match="cannot be read"):
        verify_entry(proof.with_name("8.json"), proof)
    proof.with_suffix(".json").write_bytes(b"x" * 70_000)
    with pytest.raises(MissingFile, match="is longer than 65535 bytes"):
        verified(made, proof)


# --- witnesses ---


def test_a_proof_prefers_the_newest_checkpoint_that_witnesses_signed(made, attested, witnesses, tmp_path):
    """The newest checkpoint is younger; the co-signed one needs no trust in the station."""
    recordings, folder = attested
    with station_of(made, recordings) as station:
        for size in (20, 30):
            attest(folder, size, checkpoint_of(station, size), *witnesses)
        attest(folder, 40, checkpoint_of(station, 40))  # stamped by an authority alone, say
        covered, beyond = (write_entry(station, number, tmp_path) for number in (29, 30))
    report = verified(made, covered, policy=asks_for(*witnesses))

    assert told(report) == ""
    assert b"furnace-1.station.test\n30\n" in covered.read_bytes()
    assert b"witness1.test" not in beyond.read_bytes()
    assert "witness1.test co-signed the checkpoint at 2026-11-21T12:01:00.000000Z." in lines_of(report, "witnesses")


def test_a_policy_that_is_not_satisfied(made, attested, witnesses, tmp_path):
    """The report names who is missing; and without a policy, whose words were not checked."""
    recordings, folder = attested
    with station_of(made, recordings) as station:
        attest(folder, 30, checkpoint_of(station, 30), witnesses[0])
        proof = write_entry(station, 29, tmp_path)
    report = verified(made, proof, policy=asks_for(*witnesses))

    assert failed(report) == {"witnesses"}
    assert "Your policy is not satisfied: all-of-them (1 more of w1)" in told(report)
    assert lines_of(verified(made, proof), "witnesses")[1:] == [
        "The cosignature of witness1.test was not checked: no policy with its key was given."
    ]


def test_a_cosignature_of_another_checkpoint(made, attested, witnesses, tmp_path):
    """A witness's line under a tree that it never saw."""
    recordings, folder = attested
    with station_of(made, recordings) as station:
        attest(folder, 30, checkpoint_of(station, 31), witnesses[0])
        proof = write_entry(station, 29, tmp_path)
    report = verified(made, proof, policy=asks_for(witnesses[0]))

    assert failed(report) == {"witnesses"}
    assert "The signature of witness1.test" in told(report)


def test_a_broken_cosignature_file_is_named(made, attested, tmp_path):
    """It is not passed on."""
    recordings, folder = attested
    with station_of(made, recordings) as station:
        attest(folder, 30, checkpoint_of(station, 30))
        (folder / "30" / "00000000.cosignature").write_bytes(b"nothing\n")
        with pytest.raises(Malformed, match="signature line"):
            write_entry(station, 29, tmp_path / "out")


def test_an_excerpt_carries_the_witnesses_of_its_seal(made, attested, bag, witnesses, tmp_path):
    """The station's and the bag's are the same again, though the station has later cosignatures too."""
    (recordings, folder), seal = attested, made.entries[-1].index
    with station_of(made, recordings) as station:
        note = checkpoint_of(station, seal + 1)
        attest(folder, seal + 1, note, *witnesses)
        attest(folder, seal + 2, checkpoint_of(station, seal + 2), *witnesses)
        ours = take(station, f"{FILM}@2-3", tmp_path / "ours")
    witnessed = shutil.copytree(bag, tmp_path / "bag")
    shutil.copytree(folder / str(seal + 1), witnessed / "data/attested" / str(seal + 1))
    report = verify_excerpt(ours, trusted_keys=keys_of(made), policy=asks_for(*witnesses))

    assert told(report) == ""
    assert len(lines_of(report, "witnesses")) == 3
    assert contents(ours) == contents(take(FromBag(witnessed), f"{FILM}@2-3", tmp_path / "theirs"))
    assert write_entry(FromBag(witnessed), 5, tmp_path).read_bytes().endswith(b"\n")


def test_witnesses_that_came_too_late_for_the_seal(made, attested, witnesses, tmp_path):
    """The network was down at the seal: a later checkpoint, which they did sign, covers it as well."""
    (recordings, folder), seal = attested, made.entries[-1].index
    with station_of(made, recordings) as station:
        attest(folder, seal + 2, checkpoint_of(station, seal + 2), *witnesses)
        excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")

    assert verify_excerpt(excerpt, trusted_keys=keys_of(made), policy=asks_for(*witnesses)).ok


# --- keys that follow each other ---


def test_each_proof_names_the_keys_of_its_time(tmp_path):
    """After a change of the key, an excerpt of an older session still comes with the older key, a new proof with the new."""
    made = make_session(tmp_path, Script())
    new = LogSigner(Ed25519Signer(made.signer.name, Ed25519PrivateKey.from_private_bytes(bytes([5] * 32))))
    change = {"old": made.vkey, "new": new.verifier.format(), "new_post_quantum": None, "reason": "its card was lost"}
    for signer, event in ((made.signer, Event("key.succeeded", change)), (new, Event("station.stopped", {}))):
        writer = engine.writer(made.database)
        ledger = Ledger.open(writer, signer, project, lambda: Moment(BEGIN_US * 2, 10**15), tmp_path / "log")
        ledger.append(event)
        ledger.close()
        writer.dispose()
    with station_of(made) as station:
        excerpt = take(station, f"{FILM}@2-3", tmp_path / "excerpt")
        proof = write_entry(station, 7, tmp_path)

    assert verify_excerpt(excerpt, trusted_keys=[made.vkey]).ok
    assert failed(verify_excerpt(excerpt, trusted_keys=[new.verifier.format()])) == {"key"}
    assert verify_entry(proof.with_suffix(".json"), proof, trusted_keys=[made.vkey, new.verifier.format()]).ok
    assert failed(verify_entry(proof.with_suffix(".json"), proof, trusted_keys=[made.vkey])) == {"key"}
