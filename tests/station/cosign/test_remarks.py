"""Remarks: words in any script, as they were written; what nobody can see is refused in words."""

import pytest

from station.cosign.errors import Misused
from station.cosign.remark import clean, read_remark
from station.formats.personal import MAX_REMARK


@pytest.mark.parametrize("text", ["Қап ашық еді.", "袋", "كان الكيس مفتوحا", "👩‍⚖️", "one\ntwo", "ж" * MAX_REMARK])
def test_any_script_is_signed_as_it_is(text):
    """Not one character is changed."""
    assert clean(text) == text


def test_blanks_around_and_foreign_line_breaks_are_no_words():
    """A file's last newline, and those of other systems."""
    assert clean("  one\r\ntwo\n") == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" \n", "The remark is empty"),
        ("x" * (MAX_REMARK + 1), f"has {MAX_REMARK + 1} characters"),
        ("a\tb", r"nobody can see \(a tab\) at place 2"),
        ("\x1b[2J", r"U\+001B"),
        ("a\u0085b", r"U\+0085"),
        ("a\rb", r"U\+000D"),
        ("a\udcff", r"U\+DCFF"),
    ],
)
def test_what_cannot_be_signed_is_said(text, why):
    """In one sentence, with the place."""
    with pytest.raises(Misused, match=why):
        clean(text)


def test_a_remark_is_read_from_a_file(tmp_path):
    """In UTF-8, with the mark that some editors put before it."""
    (tmp_path / "remark.txt").write_bytes(b"\xef\xbb\xbf" + "Пакет\r\n".encode())

    assert read_remark(None, tmp_path / "remark.txt") == "Пакет"


@pytest.mark.parametrize(
    ("data", "why"), [(b"\xff\xfe", "not a text in UTF-8"), (b"x" * 40_000, "longer than a remark")]
)
def test_a_file_that_is_no_remark_is_said(tmp_path, data, why):
    """With how to save it."""
    (tmp_path / "remark.txt").write_bytes(data)

    with pytest.raises(Misused, match=why):
        read_remark(None, tmp_path / "remark.txt")


def test_one_remark_at_a_time(tmp_path):
    """By words or by file."""
    with pytest.raises(Misused, match="not with both"):
        read_remark("x", tmp_path / "remark.txt")
