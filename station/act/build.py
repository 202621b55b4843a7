"""Building an act, and holding an act against the record by building it again."""

import re
from pathlib import Path

from station.act.act import compose
from station.act.catalogue import LANGUAGES
from station.act.source import read_source
from station.act.typeset import program, typeset
from station.formats.errors import VerificationError

SECOND_US = 1_000_000
# Typst writes the metadata of a PDF/A uncompressed, so that any program finds it.
_LANGUAGE = re.compile(rb"<dc:language><rdf:Bag><rdf:li>([a-z]{2})</rdf:li>")
_KEYWORDS = re.compile(rb"<pdf:Keywords>[^<]*, manifest ([0-9a-f]{64}), version ([^<]*)</pdf:Keywords>")


class NotAnAct(VerificationError):
    """The file is not an act that this program can have made."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not an act made by `station act`: its metadata name no language of the act.")
        self.path = path


class ActDiffers(VerificationError):
    """The file is not, byte for byte, the act of this bag; `position` is the first byte that differs."""

    def __init__(self, path: Path, position: int, hint: str) -> None:
        super().__init__(f"{path} is not the act of this record: it differs from byte {position} on. {hint}")
        self.path = path
        self.position = position


def build_act(folder: Path, language: str) -> bytes:
    """Return the act of a bag as PDF, in one of `LANGUAGES`; raise `NotABag`, `MissingFile` or `ActRefused`."""
    source = read_source(folder)
    return typeset(compose(source, language, program()), source.record.seal.at.unix_us // SECOND_US)


def check_act(folder: Path, path: Path) -> str:
    """Return the language of an act that is exactly what the bag gives; raise `NotAnAct` or `ActDiffers`."""
    found = path.read_bytes()
    language = _LANGUAGE.search(found)
    if language is None or language[1].decode() not in LANGUAGES:
        raise NotAnAct(path)
    expected = build_act(folder, language[1].decode())
    if found != expected:
        raise ActDiffers(path, _first_difference(found, expected), _hint(found, expected))
    return language[1].decode()


def _first_difference(found: bytes, expected: bytes) -> int:
    pairs = enumerate(zip(found, expected, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(found), len(expected)))


def _hint(found: bytes, expected: bytes) -> str:
    """Why an honest act may differ; whoever forges one can write any of this, so it is no excuse."""
    if found.startswith(expected):
        more = len(found) - len(expected)
        return (
            f"It begins with the whole act, and {more} bytes were added to it: a signature, or a change of its pages."
        )
    stated, own = _KEYWORDS.search(found), _KEYWORDS.search(expected)
    if stated is not None and own is not None and stated[2] != own[2]:
        return f"It says that it was made by version {stated[2].decode(errors='replace')}; check it with that one."
    if stated is not None and own is not None and stated[1] != own[1]:
        return "It says that it was made from another export or another session; check it with the bag that it was made from."
    return "It was changed after it was made, or made by another program."
