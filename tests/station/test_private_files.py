"""Private files: for their owner's eyes, written once, and refused when others could read them."""

import pytest

from station import private


def test_only_the_owner_may_read_what_was_written(tmp_path):
    """Whatever the umask: mode 600, and the bytes come back."""
    private.write_new(tmp_path / "key", b"secret")

    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert private.read(tmp_path / "key") == b"secret"
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_nothing_is_ever_replaced(tmp_path):
    """A second writing is refused, and the first stays."""
    private.write_new(tmp_path / "key", b"first")
    with pytest.raises(FileExistsError):
        private.write_new(tmp_path / "key", b"second")

    assert private.read(tmp_path / "key") == b"first"


def test_what_others_may_read_is_refused_with_the_remedy(tmp_path):
    """A key that the group can read may be known."""
    path = tmp_path / "key"
    private.write_new(path, b"secret")
    path.chmod(0o640)

    with pytest.raises(private.OpenToOthersError, match=f"its mode is 640.*chmod 600 {path}"):
        private.read(path)
