"""Durable files: whole or absent, and honest about a full disk."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from station import durable
from station.durable import AlreadyRunning, AppendAfterFailure, AppendOnlyFile, DiskFull, FolderLock


def test_a_file_is_written_and_replaced(tmp_path):
    """A file appears whole, is replaced whole, and leaves nothing beside it."""
    durable.write_file(tmp_path / "a", b"one")
    durable.write_file(tmp_path / "a", b"two")

    assert durable.read(tmp_path / "a") == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_missing_file_reads_as_none(tmp_path):
    """Only absence is None; a folder in its place is an error."""
    assert durable.read(tmp_path / "a") is None
    with pytest.raises(IsADirectoryError):
        durable.read(tmp_path)


def test_the_order_of_steps(tmp_path, monkeypatch):
    """All files are flushed before the first is renamed, and the folder is flushed last."""
    steps = []
    real_fsync, real_replace = os.fsync, durable.Path.replace

    def fsync(file):
        path = Path(f"/proc/self/fd/{file}").readlink()
        steps.append("fsync folder" if path.is_dir() else f"fsync {path.name}")
        real_fsync(file)

    def replace(path, target):
        steps.append(f"rename {target.name}")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(durable.Path, "replace", replace)
    durable.write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})

    assert steps == ["fsync a.unfinished", "fsync b.unfinished", "rename a", "rename b", "fsync folder"]


def test_nothing_changes_when_a_write_fails(tmp_path, monkeypatch):
    """When one of several files does not fit, all keep what they held and nothing is left beside them."""
    durable.write_files({tmp_path / "a": b"old", tmp_path / "b": b"old"})
    fill_disk(monkeypatch, after=5)

    with pytest.raises(DiskFull) as caught:
        durable.write_files({tmp_path / "a": b"new", tmp_path / "b": b"newer"})

    assert (caught.value.path, caught.value.needed, caught.value.errno) == (tmp_path / "b", 5, errno.ENOSPC)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_folders_are_made_with_their_parents(tmp_path):
    """Missing parents are made, and making it again changes nothing."""
    durable.make_folder(tmp_path / "a" / "b" / "c")
    durable.make_folder(tmp_path / "a" / "b" / "c")

    assert (tmp_path / "a" / "b" / "c").is_dir()


def test_appends_return_their_offsets(tmp_path):
    """Each append returns where it begins, also after reopening."""
    with AppendOnlyFile(tmp_path / "a") as file:
        assert [file.append(b"one"), file.append(b"two")] == [0, 3]
    with AppendOnlyFile(tmp_path / "a") as file:
        assert file.append(b"three") == 6

    assert (tmp_path / "a").read_bytes() == b"onetwothree"


def test_a_torn_tail_is_cut_off(tmp_path):
    """Recovery cuts a tail off, and appends follow there."""
    with AppendOnlyFile(tmp_path / "a") as file:
        file.append(b"whole,torn")
        file.truncate(6)
        file.append(b"next")

    assert (tmp_path / "a").read_bytes() == b"whole,next"


def fill_disk(monkeypatch, *, after):
    """Let writes take so many bytes in all, the last of them short, and then fail as on a full disk."""
    real, room = os.write, [after]

    def write(file, data):
        if room[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = real(file, bytes(data)[: room[0]])
        room[0] -= taken
        return taken

    monkeypatch.setattr(os, "write", write)


def test_a_full_disk_leaves_whole_appends(tmp_path, monkeypatch):
    """An append that does not fit is taken back to the last good byte, and the next one works when there is room."""
    with AppendOnlyFile(tmp_path / "a") as file:
        file.append(b"whole")
        with monkeypatch.context() as patch:
            fill_disk(patch, after=3)
            with pytest.raises(DiskFull, match="free space"):
                file.append(b"too long")
        assert (tmp_path / "a").read_bytes() == b"whole"
        assert file.append(b" again") == 5

    assert (tmp_path / "a").read_bytes() == b"whole again"


def test_a_real_full_device(tmp_path):
    """The kernel's own full device gives the same error."""
    (tmp_path / "full").symlink_to("/dev/full")
    file = AppendOnlyFile(tmp_path / "full")

    with pytest.raises(DiskFull, match="free space"):
        file.append(b"x")
    with pytest.raises(AppendAfterFailure):  # a device cannot be cut back, so what it holds is unknown
        file.append(b"x")
    file.close()


def test_a_failed_flush_is_final(tmp_path, monkeypatch):
    """After a flush failed, the file takes nothing more: what the disk holds is unknown."""

    def fails(_file):
        raise OSError(errno.EIO, "Input/output error")

    with AppendOnlyFile(tmp_path / "a") as file:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", fails)
            with pytest.raises(OSError, match="Input/output"):
                file.append(b"x")
        with pytest.raises(AppendAfterFailure):
            file.append(b"y")


def test_a_folder_has_one_holder(tmp_path):
    """A second process is refused, with the number of the first; when it is gone the folder is free."""
    code = "import sys; from station.durable import *; FolderLock(Path(sys.argv[1])); print(flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", code.replace("FolderLock(", "lock = FolderLock("), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    process.stdout.readline()
    with pytest.raises(AlreadyRunning) as caught:
        FolderLock(tmp_path)
    assert caught.value.pid == process.pid

    process.kill()
    process.communicate()
    with FolderLock(tmp_path), pytest.raises(AlreadyRunning) as caught:
        FolderLock(tmp_path)
    assert caught.value.pid == os.getpid()
