"""A remark as it is signed: words in any script, line breaks, and no other control character."""

import unicodedata
from pathlib import Path

from station.cosign.errors import Misused
from station.formats.personal import MAX_REMARK

_MAX_FILE_BYTES = 8 * MAX_REMARK  # no script needs more than four bytes for a character


def read_remark(text: str | None, file: Path | None) -> str | None:
    """Return the remark that was given, in either way, or None; raise `Misused` or `OSError`."""
    if text is not None and file is not None:
        raise Misused("Give the remark with --remark or with --remark-file, not with both.")
    if file is not None:
        text = _read(file)
    return None if text is None else clean(text)


def clean(text: str) -> str:
    """Return the words without blanks around them, and with plain line breaks; raise `Misused`."""
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise Misused("The remark is empty. Leave it out, or write what you want to say.")
    if len(words) > MAX_REMARK:
        raise Misused(
            f"The remark has {len(words)} characters, and {MAX_REMARK} fit. Shorten it; sign the rest next time."
        )
    wrong = next((each for each in words if each != "\n" and unicodedata.category(each) in {"Cc", "Cs"}), None)
    if wrong is not None:
        raise Misused(
            f"The remark has a character that nobody can see ({_name(wrong)}) at place {words.index(wrong) + 1}. "
            "Replace it: only letters, signs, blanks and line breaks can be signed."
        )
    return words


def _read(file: Path) -> str:
    with file.open("rb") as opened:
        data = opened.read(_MAX_FILE_BYTES + 1)
    if len(data) > _MAX_FILE_BYTES:
        raise Misused(f"{file} is longer than a remark can be, {MAX_REMARK} characters. Shorten it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misused(f"{file} is not a text in UTF-8. Save it as plain text in UTF-8.") from error


def _name(character: str) -> str:
    return "a tab" if character == "\t" else f"U+{ord(character):04X}"
