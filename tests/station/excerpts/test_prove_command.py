"""`station prove`, as people run it: from a station and from a bag, and what it refuses, in one sentence."""

import subprocess
import sys
from pathlib import Path

import yaml

from tests.station.excerpts.taking import FILM, contents


def prove(*words, cwd):
    """Run the command."""
    command = [sys.executable, "-m", "station.cli", "prove", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_an_excerpt_from_the_station_and_from_its_bag(made, bag, tmp_path):
    """Both ways give the same folder, and the command says how to check it."""
    settings = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    settings["station"] |= {"database": made.database, "recordings": str(made.recordings)}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    wanted = (f"{FILM}@0-7", "--without", "#4-#4", "--without", "1.0-1.5")
    ours = prove(*wanted, "--out", "ours", cwd=tmp_path)
    theirs = prove(*wanted, "--out", "theirs", "--bag", str(bag), cwd=tmp_path)

    assert (ours.returncode, ours.stdout) == (0, "ours: check it with `station verify ours`.\n")
    assert (theirs.returncode, theirs.stderr.strip()) == (0, "")
    assert contents(tmp_path / "ours") == contents(tmp_path / "theirs")


def test_an_entry(bag, tmp_path):
    """Into a folder, under its number."""
    done = prove("12", "--bag", str(bag), "--out", "out", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path / "out").keys() == {"12.json", "12.tlog-proof"}


def test_what_is_refused(bag, tmp_path):
    """One sentence that says what to do, and exit code 2."""
    for words, said in (
        (("12", "--without", "1-2"), "an entry is given whole"),
        ((f"{FILM}@90-95",), "lasts 7.0 s"),
    ):
        done = prove(*words, "--bag", str(bag), "--out", "out", cwd=tmp_path)
        assert done.returncode == 2
        assert said in " ".join(done.stderr.replace("│", " ").split())
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
