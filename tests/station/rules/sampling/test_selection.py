"""The draw itself: no package is favoured, anyone recomputes it, and nobody steers the seed."""

import hashlib
import itertools
import re
import subprocess
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from scipy.stats import chi2, chisquare

from station.rules.sampling import (
    ImpossibleDraw,
    NotAllRevealed,
    WrongReveal,
    commit,
    in_order,
    joint_seed,
    select,
    verify_reveal,
)

DOCUMENT = Path("docs/sampling.md").read_text(encoding="utf-8")
SESSION, DRAW = "S20261121-01", "D1"
STORE = [f"K{number}" for number in range(1, 13)]


def secret(words):
    """A secret as the example of the document makes it."""
    return hashlib.sha256(f"{words}\n".encode()).hexdigest()


SECRETS = {person: secret(f"the secret of {person}") for person in ("P1", "P2", "P10")}
COMMITMENTS = {person: commit(SESSION, DRAW, person, each) for person, each in SECRETS.items()}


def seed(number):
    """One of many seeds."""
    return hashlib.sha256(f"seed {number}".encode()).digest()


def by_the_document(seed, packages, size):
    """The rule of docs/sampling.md section 5, read from there alone."""
    row, counter, drawn = list(packages), 0, []
    while len(drawn) < size:
        left = len(row) - len(drawn)
        text = f"station/draw-selection/v1\n{seed.hex()}\n{counter}\n"
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        counter += 1
        if number < 2**32 // left * left:
            here, there = len(drawn), len(drawn) + number % left
            row[here], row[there] = row[there], row[here]
            drawn.append(row[here])
    return tuple(drawn)


@pytest.mark.parametrize("size", [0, 1, 5, 11, 12])
def test_a_stranger_s_program_draws_the_same(size):
    """Written from the document's words."""
    for number in range(20):
        assert select(seed(number), STORE, size) == by_the_document(seed(number), STORE, size)


def test_a_number_that_would_favour_some_is_passed_over():
    """Of 100,000 packages, 2^32 leaves a rest of 67,296; a seed whose first number lies there begins with its second."""
    store = [f"K{number}" for number in range(1, 100_001)]
    fair = 2**32 - 2**32 % len(store)
    for number in itertools.count():
        numbers = [
            int(hashlib.sha256(f"station/draw-selection/v1\n{seed(number).hex()}\n{at}\n".encode()).hexdigest()[:8], 16)
            for at in (0, 1)
        ]
        if numbers[0] >= fair:
            break

    assert select(seed(number), store, 1) == (store[numbers[1] % len(store)],)


def test_every_package_is_drawn_as_often_at_every_place():
    """Chi-square over 20,000 seeds, of each package in each place; the seeds are fixed, so the result is, too."""
    draws = [select(seed(number), STORE[:8], 3) for number in range(20_000)]

    for place in range(3):
        counts = Counter(drawn[place] for drawn in draws)

        assert len(counts) == 8
        assert chisquare(list(counts.values())).pvalue > 0.001


def test_every_set_of_packages_is_as_likely_as_every_other():
    """All 10 pairs of 5, and all 20 orders of them."""
    draws = [select(seed(number), STORE[:5], 2) for number in range(20_000)]
    for found, kinds in ((Counter(draws), 20), (Counter(frozenset(drawn) for drawn in draws), 10)):
        expected = len(draws) / kinds
        statistic = sum((count - expected) ** 2 / expected for count in found.values())

        assert len(found) == kinds
        assert chi2.sf(statistic, kinds - 1) > 0.001


def test_a_draw_is_without_repetition_and_goes_on_where_a_smaller_one_ended():
    """So more can be drawn from the same seed without another choice."""
    whole = select(seed(0), STORE, 12)

    assert sorted(whole) == sorted(STORE)
    assert [select(seed(0), STORE, size) for size in range(13)] == [whole[:size] for size in range(13)]


def test_the_order_of_the_list_does_not_matter():
    """Whoever hands the list in cannot steer by it: it is put in order first."""
    assert select(seed(1), STORE[::-1], 4) == select(seed(1), STORE, 4)
    assert in_order(["K10", "K2", "K1", "K20"]) == ["K1", "K2", "K10", "K20"]


def test_each_secret_changes_the_seed():
    """And so does the session or the draw: a seed cannot be used twice."""
    whole = joint_seed(SESSION, DRAW, COMMITMENTS, SECRETS)
    others = []
    for person in SECRETS:
        secrets = SECRETS | {person: secret("another")}
        commitments = {each: commit(SESSION, DRAW, each, found) for each, found in secrets.items()}
        others.append(joint_seed(SESSION, DRAW, commitments, secrets))
    for session, draw in ((SESSION, "D2"), ("S20261121-02", DRAW)):
        commitments = {each: commit(session, draw, each, found) for each, found in SECRETS.items()}
        others.append(joint_seed(session, draw, commitments, SECRETS))

    assert len({whole, *others}) == 6


def test_people_are_taken_by_their_numbers():
    """P2 before P10, in whatever order they revealed."""
    lines = ["station/draw-seed/v1", SESSION, DRAW, *(f"{person} {SECRETS[person]}" for person in ("P1", "P2", "P10"))]
    expected = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).digest()

    assert joint_seed(SESSION, DRAW, COMMITMENTS, dict(reversed(SECRETS.items()))) == expected


def test_one_secret_withheld_and_there_is_no_seed():
    """Who withheld is named, and nobody can go on with the other secrets."""
    with pytest.raises(NotAllRevealed, match="Committed and not revealed: P2, P10") as caught:
        joint_seed(SESSION, DRAW, COMMITMENTS, {"P1": SECRETS["P1"]})

    assert caught.value.persons == ("P2", "P10")


def test_a_copied_commitment_cannot_be_opened():
    """The person's number is in it: who repeats another's commitment and secret is refused."""
    copied = {"P1": COMMITMENTS["P1"], "P2": COMMITMENTS["P1"]}
    with pytest.raises(WrongReveal, match="P2"):
        joint_seed(SESSION, DRAW, copied, {"P1": SECRETS["P1"], "P2": SECRETS["P1"]})


def test_a_false_secret_is_refused():
    """Nobody can choose the secret after the others have revealed."""
    verify_reveal(SESSION, DRAW, "P1", SECRETS["P1"], COMMITMENTS["P1"])
    with pytest.raises(WrongReveal) as caught:
        verify_reveal(SESSION, DRAW, "P1", secret("another"), COMMITMENTS["P1"])

    assert caught.value.person == "P1"


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: select(b"short", STORE, 1),
        lambda: select(seed(0), STORE, 13),
        lambda: select(seed(0), STORE, -1),
        lambda: select(seed(0), [*STORE, "K1"], 1),
        lambda: joint_seed(SESSION, DRAW, {}, {}),
        lambda: joint_seed(SESSION, DRAW, {"P1": COMMITMENTS["P1"]}, SECRETS),
        lambda: joint_seed(SESSION, DRAW, {"X": "0" * 64}, {}),
        lambda: commit(SESSION, "D1\nP2", "P1", SECRETS["P1"]),
        lambda: commit("a session", DRAW, "P1", SECRETS["P1"]),
        lambda: commit(SESSION, DRAW, "P01", SECRETS["P1"]),
        lambda: commit(SESSION, DRAW, "P1", "1234"),
        lambda: commit(SESSION, DRAW, "P1", SECRETS["P1"].upper()),
    ],
)
def test_what_the_rule_has_no_place_for_is_refused(impossible):
    """A line end within a value could make two draws one; a short secret is no secret."""
    with pytest.raises(ImpossibleDraw):
        impossible()


def test_the_worked_example(tmp_path):
    """What the document prints is what its commands print, and what this program computes."""
    block = re.search(r"```sh\n(secret_1=.*?)```", DOCUMENT, re.DOTALL)[1]
    shown = dedent(re.search(r"It prints:\n\n((?: {4}.*\n)+)", DOCUMENT)[1])
    done = subprocess.run(["sh", "-e", "-u"], input=block, capture_output=True, text=True, cwd=tmp_path, check=True)
    secrets = {"P1": secret("the secret of P1"), "P2": secret("the secret of P2")}
    commitments = {person: commit(SESSION, DRAW, person, each) for person, each in secrets.items()}
    whole = joint_seed(SESSION, DRAW, commitments, secrets)
    drawn = select(whole, STORE, 5)

    assert done.stdout == shown
    assert shown.splitlines() == [*commitments.values(), whole.hex(), " ".join(drawn)]
