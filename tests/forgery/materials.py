"""What a reader may bring along to what he is shown, each alone, and what the verifier then says."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from station.verify import layout
from station.verify.log import FolderSource, verify_log
from station.verify.report import Finding, Verdict
from station.verify.trust import NOTHING, Seen, Trust
from station.verify.verify import verify_bag
from station.verify.words import words
from tests import forgeries
from tests.forgery.outside import Outside
from tests.forgery.record import COSIGNED, Shown
from tests.sessions import OBJECTION

# What differs from one making of the record to the next: hashes, keys, signatures, moments, and how long after another one is.
_VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z"), "TIME"),
    (re.compile(r"[0-9a-f]{64}"), "HASH"),
    (re.compile(r"\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}"), "+KEY"),
    (re.compile(r"[A-Za-z0-9+/]{43}="), "ROOT"),
    (re.compile(r"\b[0-9a-f]{8}\b(?! mg)"), "KEYID"),
    (re.compile(r"-?\d+\.\d+ s\b"), "… s"),
    (re.compile(r"\d+ h \d+ min"), "… h … min"),  # counted to the moment of the forgery
)


@dataclass(frozen=True)
class Cell:
    """What is said of something shown: failures and notes, as (check, words), without what varies from run to run."""

    failures: tuple[tuple[str, str], ...]
    notes: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, findings: list[Finding]) -> "Cell":
        """Take what the verifier found."""
        said = [(each.verdict, each.check, plain(str(each.text))) for each in findings]
        failed = dict.fromkeys((check, text) for verdict, check, text in said if verdict is Verdict.FAIL)
        notes = frozenset((check, text) for verdict, check, text in said if verdict is Verdict.NOTE)
        return cls(tuple(failed), notes)

    @property
    def failed(self) -> list[str]:
        """The checks that failed, in order, each once."""
        return list(dict.fromkeys(check for check, _ in self.failures))

    def told(self, check: str) -> str:
        """The words of a check's failures."""
        return " ".join(text for each, text in self.failures if each == check)


@dataclass(frozen=True)
class Material:
    """Something that came out of the insider's reach; `what` tells a reader what it is and how he uses it."""

    name: str
    what: str
    bring: Callable[[Outside, Shown, Path], list[Finding]]


def plain(text: str) -> str:
    """Take out of a sentence what varies from run to run."""
    for pattern, name in _VARYING:
        text = pattern.sub(name, text)
    return text


def _bag(shown: Shown, trust: Trust = NOTHING) -> list[Finding]:
    return list(verify_bag(shown.bag, trust).findings)


def _log(shown: Shown, trust: Trust = NOTHING) -> list[Finding]:
    return list(verify_log(FolderSource(shown.log), trust).findings)


def _nothing(_outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return [*_bag(shown), *_log(shown)]


def _key(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    trust = Trust(keys=outside.keys)
    return [*_bag(shown, trust), *_log(shown, trust)]


def _certificate(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return _bag(shown, Trust(authorities=(outside.certificate,)))


def _policy(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return _bag(shown, Trust(policy=outside.policy))


def _kept(note: bytes, name: str = "kept.note") -> Trust:
    return Trust(seen=(Seen(name, note),))


def _at_close(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return [*_bag(shown, _kept(outside.at_close)), *_log(shown, _kept(outside.at_close))]


def _at_seal(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return [*_bag(shown, _kept(outside.at_seal)), *_log(shown, _kept(outside.at_seal))]


def _attested(outside: Outside, shown: Shown, folder: Path) -> list[Finding]:
    """Lay the copies into the bag where it reaches, as a later bag might hold them, and hold the checkpoints against the log."""
    bag = shutil.copytree(shown.bag, folder)
    size = shown.made.entries[-1].index + 1
    for file, data in outside.attested.items():
        path = bag / "data/attested" / file
        if int(path.parent.name) <= size:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    forgeries.manifest_anew(bag)
    notes = [data for file, data in sorted(outside.attested.items()) if file.endswith("/checkpoint")]
    seen = Trust(seen=tuple(Seen("kept.note", note) for note in notes))
    trust = Trust(authorities=(outside.certificate,))
    return [*verify_bag(bag, trust).findings, *_log(shown, seen)]


def _copy(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    """Hold the bag's checkpoint against the copy: `station verify COPY --seen BAG/data/checkpoint`."""
    note = (shown.bag / layout.CHECKPOINT).read_bytes()
    return list(verify_log(FolderSource(outside.log), _kept(note, layout.CHECKPOINT)).findings)


def _person(outside: Outside, shown: Shown, _folder: Path) -> list[Finding]:
    return list(_looked_for(outside, shown))


def _looked_for(outside: Outside, shown: Shown) -> Iterator[Finding]:
    """What P2 looks for in the record: her key, her cosignature, her remark. Only she knows what they should be."""
    lines = (shown.bag / layout.ENTRIES).read_bytes().splitlines()
    entries = [value for value in map(json.loads, lines) if value["data"].get("person") == "P2"]
    presented = [value["data"]["key"] for value in entries if value["kind"] == "key.presented"]
    signed = [value["data"] for value in entries if value["kind"] == COSIGNED]
    if presented != [outside.person]:
        yield Finding("by eye", Verdict.FAIL, words("This is not my key."))
    if not signed:
        yield Finding("by eye", Verdict.FAIL, words("I co-signed, and my cosignature is not here."))
    elif [data["remark"]["text"] for data in signed] != [OBJECTION]:
        yield Finding("by eye", Verdict.FAIL, words("I signed with a remark, and it is not here."))


NOTHING = "nothing"
MATERIALS = (
    Material(NOTHING, "The bag and the published log alone, which are held against themselves.", _nothing),
    Material("key", "The station's published verifier keys (`--key`).", _key),
    Material(
        "certificate", "The time authority's certificate (`--authority`), for the tokens in the bag.", _certificate
    ),
    Material("policy", "A policy that asks for the witness's cosignature of the seal (`--policy`).", _policy),
    Material(
        "attested",
        "A copy of `recordings/attested/`, taken before the deed: the witness's lines and the authority's tokens, with their "
        "checkpoints. It is laid into the bag, and the checkpoints are held against the published log.",
        _attested,
    ),
    Material(
        "at close",
        "The checkpoint that a person co-signed when the session was closed, on her phone (`--seen`, for the bag and "
        "for the log).",
        _at_close,
    ),
    Material("at seal", "The checkpoint of the seal, as it was printed and handed out (`--seen`, for both).", _at_seal),
    Material(
        "copy",
        "A copy of the published log, taken before the deed; the checkpoint of the bag is held against it (`station verify COPY "
        "--seen BAG/data/checkpoint`).",
        _copy,
    ),
    Material("person", "A person who was in the room, and looks for her key, her cosignature and her remark.", _person),
)
