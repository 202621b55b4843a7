"""What an adversary can hand to a reader: it may fail, and may neither hang, crash, nor steer his terminal."""

import errno
import io
import os
import subprocess
import sys

import pytest

from station.cli import app, verifying
from station.formats.errors import Malformed
from station.verify import command, layout
from station.verify.bag import Bag, MissingFile
from station.verify.command import main
from station.verify.record import read_record
from station.verify.scan import scan_files
from station.verify.target import verify_target


@pytest.mark.parametrize("broken", ["verify_target", "render"])
def test_a_fault_of_the_verifier_itself_is_no_verdict(whole_bag, capsys, monkeypatch, broken):
    """Exit code 2 in one sentence, by both command lines: 1 would say that something of the record failed."""

    def fail(*_):
        raise RecursionError("too deep\x1b[2J\nPASS")

    for module in (command, verifying):
        monkeypatch.setattr(module, broken, fail)
    said = [(main([str(whole_bag)]), capsys.readouterr())]
    monkeypatch.setattr(sys, "argv", ["station", "verify", str(whole_bag)])
    with pytest.raises(SystemExit) as ended:
        app.main()
    said.append((ended.value.code, capsys.readouterr()))

    for code, printed in said:
        assert (code, printed.out) == (2, "")
        text = " ".join(printed.err.split())
        assert text.startswith(f"{whole_bag} was not checked: ")
        assert r"(RecursionError: too deep\x1b[2J\nPASS)" in text.replace("deep\\ x1b", "deep\\x1b")


def test_a_report_that_nobody_reads_is_no_verdict(whole_bag, monkeypatch, capsys):
    """A pipe that was closed: exit code 2, and a sentence."""

    class Closed(io.StringIO):
        def flush(self):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    monkeypatch.setattr(sys, "stdout", Closed())

    assert main([str(whole_bag)]) == 2
    assert capsys.readouterr().err.endswith("its report cannot be written: Broken pipe.\n")


def test_folders_without_end_are_no_files_of_a_bag(bag, capsys):
    """They fail, as any stranger in a bag, and exhaust nobody; so does one folder more than a bag has."""
    deep = bag / "data" / "attested" / "9" / "more"
    deep.mkdir(parents=True)
    (deep / "file").touch()
    # further down than Python calls itself, and longer than a path may be
    place = os.open(bag, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=place)
        place, above = os.open("d", os.O_RDONLY, dir_fd=place), place
        os.close(above)
    os.close(place)

    try:
        assert main([str(bag)]) == 1
        faults = [each for each in verify_target(str(bag)).failures if each.check == "manifest"]
    finally:  # what tidies the tests' folders up would be exhausted in its turn
        subprocess.run(["rm", "-rf", bag / "d"], check=True)
    assert [each.details["file"] for each in faults] == ["d/d/d/d", "data/attested/9/more"]
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("instead", ["pipe", "link"])
def test_a_file_exchanged_after_the_inventory_holds_nobody_up(bag, instead):
    """A pipe that nobody writes to, or a link, is named and not waited for."""
    taken = Bag.open(bag)
    path = taken.path(layout.ENTRIES)
    aside = path.rename(bag.with_name("aside"))
    if instead == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(aside)

    with pytest.raises(MissingFile, match="cannot be read"):
        taken.read(layout.ENTRIES)
    scan = scan_files({layout.ENTRIES: (path, 1)}, {})[layout.ENTRIES]
    assert (scan.sha256, bool(scan.trouble)) == ("", True)


def test_line_ends_are_counted_before_they_are_kept():
    """No entry is as short as a few bytes, so a file of line ends is refused for what it is."""
    with pytest.raises(Malformed, match="1000000 lines in 1000000 bytes"):
        read_record(b"\n" * 10**6)


def test_what_strangers_say_steers_no_terminal(tmp_path, capsys, monkeypatch):
    """Neither in an error's sentence, by both command lines, nor in JSON."""
    hostile = tmp_path / "\x1b]0;title\x07\u202eevil\n\x9b2J"
    printed = []
    assert main([str(hostile)]) == 2
    printed.append(capsys.readouterr().err)
    monkeypatch.setattr(sys, "argv", ["station", "verify", str(hostile)])
    with pytest.raises(SystemExit):
        app.main()
    printed.append(capsys.readouterr().err.replace("\n", ""))
    hostile.mkdir()
    (hostile / "bagit.txt").touch()
    (hostile / "\u202e\x9b.txt").symlink_to("x")
    assert main([str(hostile), "--json"]) == 1
    printed.append(capsys.readouterr().out.replace("\n", ""))

    assert all(each.removesuffix("\n").isprintable() for each in printed), printed
    assert r"\x1b]0;title\x07\u202eevil\n\x9b2J" in printed[0]
    assert "\\u202e\\u009b.txt" in printed[2]
