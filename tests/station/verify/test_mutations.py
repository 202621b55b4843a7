"""Change, remove, add, swap or truncate anything in a bag: verification fails, and names it."""

import random
import shutil
from pathlib import Path

import pytest

from station.verify.verify import verify_bag
from tests.forgeries import manifest_anew

MUTATIONS = 308  # 22 of each sort
FORGED = 96


@pytest.fixture(scope="module")
def worn_bag(whole_bag, tmp_path_factory):
    """A bag that is changed and mended again and again."""
    return shutil.copytree(whole_bag, tmp_path_factory.mktemp("worn") / "bag")


def flip(dice, path, _files):
    """Flip one bit."""
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return path


def truncate(dice, path, _files):
    """Cut the end off, perhaps all."""
    path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])
    return path


def append(dice, path, _files):
    """Add bytes at the end."""
    path.write_bytes(path.read_bytes() + dice.randbytes(dice.randrange(1, 50)))
    return path


def insert(dice, path, _files):
    """Add a line break somewhere."""
    data, at = path.read_bytes(), dice.randrange(path.stat().st_size)
    path.write_bytes(data[:at] + b"\n" + data[at:])
    return path


def cut_out(dice, path, _files):
    """Take some bytes out."""
    data, at = path.read_bytes(), dice.randrange(path.stat().st_size)
    path.write_bytes(data[:at] + data[at + dice.randrange(1, 40) :])
    return path


def remove(_dice, path, _files):
    """Remove the file."""
    path.unlink()
    return path


def rename(_dice, path, _files):
    """Give it another name."""
    path.rename(path.with_name(path.name + ".old"))
    return path


def change_case(_dice, path, _files):
    """Swap the case of its name."""
    path.rename(path.with_name(path.name.swapcase()))
    return path


def swap(dice, path, files):
    """Exchange the contents of two files."""
    other = dice.choice([each for each in files if each.read_bytes() != path.read_bytes()])
    ours, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(ours)
    # without entries or keys, all that is said of the other file is that nothing can be
    return other if other.name in {"entries.jsonl", "station.vkey"} else path


def add(dice, path, _files):
    """Add a file beside it."""
    extra = path.with_name(f"extra-{dice.randrange(1000)}")
    extra.write_bytes(dice.randbytes(20))
    return extra


def add_empty_folder(_dice, path, _files):
    """Add an empty folder beside it."""
    (path.parent / "empty").mkdir()
    return path.parent / "empty"


def link(_dice, path, _files):
    """Put a symbolic link in its place."""
    target = path.parent / "target-of-a-link"
    path.rename(target)
    path.symlink_to(target.name)
    return path


CONTENT = (flip, flip, flip, truncate, append, insert, cut_out, swap)
ANY = (*CONTENT, remove, rename, change_case, add, add_empty_folder, link)


def mutated(bag, whole_bag, mutate, dice, then):
    """Mutate one file, judge, and mend the bag; return the report, and the path that must be named."""
    files = sorted(path for path in bag.rglob("*") if path.is_file())
    hit = mutate(dice, dice.choice(files), files).relative_to(bag)
    then(bag)
    try:
        return verify_bag(bag), hit
    finally:
        mend(bag, whole_bag)


def mend(bag, whole_bag):
    """Make a bag as it was."""
    whole = {path.relative_to(whole_bag) for path in whole_bag.rglob("*")}
    for path in sorted(bag.rglob("*"), reverse=True):
        if path.relative_to(bag) not in whole or path.is_symlink():
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for each in whole:
        if (whole_bag / each).is_file():
            data = (whole_bag / each).read_bytes()
            if not (bag / each).exists() or (bag / each).read_bytes() != data:
                (bag / each).write_bytes(data)


def named(report, hit: Path):
    """Whether some failure names the file in its words."""
    return any(str(hit) in str(each.text) for each in report.failures)


@pytest.mark.slow
def test_no_mutation_passes(worn_bag, whole_bag):
    """Hundreds of random mutations of any file: each fails, and the file is named."""
    unseen = []
    for seed in range(MUTATIONS):
        mutate = ANY[seed % len(ANY)]
        report, hit = mutated(worn_bag, whole_bag, mutate, random.Random(seed), lambda _bag: None)
        if report.ok or not named(report, hit):
            unseen.append((seed, mutate.__name__, str(hit), report.ok))

    assert unseen == []
    assert verify_bag(worn_bag).ok


@pytest.mark.slow
def test_no_mutation_passes_with_manifests_made_anew(worn_bag, whole_bag):
    """The same when the insider makes the manifests anew, unless it was only them that he had changed."""
    unseen = []
    for seed in range(FORGED):
        dice = random.Random(seed)
        mutate = CONTENT[seed % len(CONTENT)]
        report, hit = mutated(worn_bag, whole_bag, mutate, dice, manifest_or_nothing)
        if "manifest-" not in str(hit) and str(hit) != "bag-info.txt" and (report.ok or not named(report, hit)):
            unseen.append((seed, mutate.__name__, str(hit), report.ok))

    assert unseen == []


def manifest_or_nothing(bag):
    """Make the manifests anew, unless bag-info.txt was broken beyond that."""
    try:
        manifest_anew(bag)
    except UnicodeDecodeError:
        return
