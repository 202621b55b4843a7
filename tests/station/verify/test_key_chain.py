"""The chain of keys in a bag: followed from any key that a reader trusts, and never bent by a forger."""

from base64 import b64encode

import pytest

from station import keys
from station.formats.checkpoint import Checkpoint
from station.formats.entry import Entry
from station.formats.errors import Malformed
from station.formats.merkle import leaf_hash, root
from station.formats.tlog_proof import TlogProof
from station.verify.report import Verdict
from station.verify.succession import BrokenChain, chain, check_succession, read_chain
from tests.houses import ORIGIN, begin, change, clock, links_of, work


@pytest.fixture
def house(tmp_path):
    """Give a station's settings, with keys, and a log of two entries."""
    return begin(tmp_path)


@pytest.fixture
def heirs(house):
    """Give the three keys of a log and its two changes."""
    held = [keys.public(house.key)]
    for _ in range(2):
        held.append(change(house).keys)
        work(house)
    return held, links_of(house)


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_whoever_trusts_a_key_of_the_chain_follows_it_to_the_newest(heirs, generation):
    """With the Ed25519 key alone, or with both; the first, the middle or the newest."""
    held, links = heirs

    assert chain([held[generation].first], links) == held[2]
    assert chain(held[generation].verifiers, links) == held[2]
    assert chain([], links) == held[2]


@pytest.mark.parametrize("changes", [1, 2])
def test_whoever_kept_the_keys_of_all_times_checks_bags_of_every_time(heirs, changes):
    """A file with later keys than the bag's is no hindrance."""
    held, links = heirs
    kept = [each for keys in held for each in keys.verifiers]

    assert chain(kept, links[:changes]) == held[changes]


def test_the_keys_of_each_size_are_known(heirs):
    """A checkpoint of any size in the bag is held against the keys of its time."""
    held, links = heirs
    found = read_chain(held[0].verifiers, links)

    assert [found.keys_at(size) for size in range(3, 7)] == [held[0], held[1], held[1], held[2]]


def test_without_a_change_the_trusted_keys_are_in_force(house):
    """No links: the reader's own keys, which must be one log's."""
    own = keys.public(house.key)

    assert chain(own.verifiers, []) == own
    with pytest.raises(BrokenChain):
        chain([], [])


def test_a_stranger_is_told_whose_log_it_is(heirs, tmp_path):
    """Neither a stranger's key, nor a stranger's post-quantum key beside a true one, is in the chain."""
    held, links = heirs
    (tmp_path / "other").mkdir()
    keys.generate(tmp_path / "other" / "key", ORIGIN)
    stranger = keys.public(tmp_path / "other" / "key")

    for trusted in ([stranger.first], [held[1].first, stranger.second], [held[0].first, stranger.second]):
        with pytest.raises(BrokenChain) as refused:
            chain(trusted, links)
        assert "sign" in str(refused.value)
    verdicts = [each.verdict for each in check_succession([stranger.first], links)]
    assert verdicts == [Verdict.FAIL]


def forged(index, data, *signers):
    """A change of the key in a log of its own, whose last checkpoint these sign."""
    entry = Entry(index, "key.succeeded", clock(), data)
    leaves = [leaf_hash(b"before")] * index + [leaf_hash(entry.encode())]
    text = Checkpoint(ORIGIN, index + 1, root(leaves)).format()
    lines = "".join(line.format() for signer in signers for line in signer.signatures(text))
    hashes = _path(leaves)
    return entry.encode(), TlogProof(index, hashes, f"{text}\n{lines}".encode()).format()


def _path(leaves):
    """The inclusion path of the last leaf, by the definition."""
    if len(leaves) == 1:
        return ()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return (*_path(leaves[half:]), root(leaves[:half]))


def hand_over(old, new):
    """The data of a change."""
    second = new.second_verifier
    return {
        "old": old.verifier.format(),
        "new": new.verifier.format(),
        "new_post_quantum": None if second is None else second.format(),
        "reason": "so he says",
    }


@pytest.fixture
def four(tmp_path):
    """Give four signers of one name."""
    made = []
    for number in range(4):
        keys.generate(tmp_path / f"{number}.key", ORIGIN)
        made.append(keys.load(tmp_path / f"{number}.key"))
    return made


def test_a_change_that_the_old_key_signed_holds(four):
    """What the forgeries below are held against: made in the same way, by the right key."""
    a, b, c, _ = four
    links = [forged(4, hand_over(a, b), a), forged(9, hand_over(b, c), b)]

    assert chain([a.verifier, a.second_verifier], links).first == c.verifier
    found = list(check_succession([a.verifier], links))
    assert [each.verdict for each in found] == [Verdict.PASS]
    assert found[0].details["entries"] == [4, 9]


FORGERIES = {
    "signed by the new key only": (
        lambda a, b, _c, _d: [forged(4, hand_over(a, b), b)],
        "not signed by the key before it",
    ),
    "signed by a thief of the next key": (
        lambda a, b, c, d: [forged(4, hand_over(a, b), a), forged(9, hand_over(b, d), c)],
        "not signed by the key before it",
    ),
    "without the post-quantum signature": (
        lambda a, b, c, _d: [forged(4, hand_over(a, b), a), forged(9, hand_over(b, c), b._first)],
        "not signed by each key in force",
    ),
    "by a key that was succeeded": (
        lambda a, b, c, _d: [forged(4, hand_over(a, b), a), forged(9, hand_over(a, c), a)],
        "does not go on from the key in force",
    ),
    "a second change of the same size": (
        lambda a, b, c, _d: [forged(4, hand_over(a, b), a), forged(4, hand_over(b, c), b)],
        "does not go on from the key in force",
    ),
    "back to an old key": (
        lambda a, b, _c, _d: [forged(4, hand_over(a, b), a), forged(9, hand_over(b, a), b)],
        "none comes back",
    ),
    "signed by others too": (
        lambda a, b, _c, _d: [forged(4, hand_over(a, b), a, b)],
        "or by others too",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_change_is_refused(four, forgery):
    """Whatever the forger holds, he does not hold the key that was in force."""
    make, said = FORGERIES[forgery]
    a = four[0]
    links = make(*four)

    with pytest.raises(BrokenChain, match=said):
        chain([a.verifier], links)
    assert [each.verdict for each in check_succession([a.verifier], links)] == [Verdict.FAIL]


def test_a_change_is_bound_to_its_place(four):
    """A proof of another place, or of a longer log that the old key signed after the change, does not do."""
    a, b, _, _ = four
    entry, proof = forged(4, hand_over(a, b), a)
    entries = [leaf_hash(b"before")] * 4 + [leaf_hash(entry), leaf_hash(b"after")]
    later = Checkpoint(ORIGIN, 6, root(entries)).sign(a)
    hashes = (root(entries[5:]), root(entries[:4]))

    for changed, said in (
        (proof.replace(b"index 4", b"index 3"), "signs none that goes on after the change"),
        (proof.replace(b"index 4\n", b"index 4\n" + b64encode(bytes(32)) + b"\n"), "The proof for number 4"),
        (TlogProof(4, hashes, later).format(), "signs none that goes on after the change"),
    ):
        with pytest.raises(BrokenChain, match=said):
            chain([a.verifier], [(entry, changed)])


def test_what_is_no_change_of_the_key_is_refused(four):
    """Another kind of entry, or one of another shape, hands nothing over."""
    a, b, _, _ = four
    entry, proof = forged(0, hand_over(a, b) | {"new_post_quantum": b.verifier.format()}, a)
    other = Entry(0, "remark.made", clock(), {"person": "P1", "text": "x"}).encode()

    for changed in (entry, other):
        with pytest.raises(Malformed):
            chain([a.verifier], [(changed, proof)])
        assert [each.verdict for each in check_succession([a.verifier], [(changed, proof)])] == [Verdict.FAIL]
