"""Trust policies (c2sp.org/tlog-policy): which logs, which witnesses, and how many of these must have cosigned.

`parse` and `Policy.format` invert each other, but for comments, blanks and the order of lines of different kinds. A policy
says who must have signed; whoever asks it has verified the signatures. Names are opaque octets: undecodable ones are kept
by `surrogateescape`, and no two spellings are held equal.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from station.formats.checkpoint import parse_number
from station.formats.cosignature import CosignatureVerifier, Ed25519CosignatureVerifier, MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier

MAX_BYTES = 1024 * 1024  # over 500 ML-DSA-44 keys; a policy is read whole
MAX_DEFINITIONS = 256  # of logs, witnesses and groups each; the specification asks for 32 at least
NONE = "none"
_WHAT = "policy"
_FORBIDDEN = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")
_WORD = re.compile(r"[^ \t]+")
_NAME = re.compile(r"[^\x00-\x20\x7f]+")
LogKey = Ed25519Verifier | MlDsa44Verifier


@dataclass(frozen=True)
class PolicyLog:
    """A log that is accepted; its key's name is its origin."""

    key: LogKey
    url: str | None = None

    def format(self) -> str:
        """Return the line with its newline."""
        return _line("log", self.key.format(), self.url)


@dataclass(frozen=True)
class PolicyWitness:
    """A witness under the name that the policy gives it, which need not be its key's."""

    name: str
    key: CosignatureVerifier
    url: str | None = None

    def format(self) -> str:
        """Return the line with its newline."""
        return _line("witness", self.name, self.key.format(), self.url)


@dataclass(frozen=True)
class Group:
    """Has cosigned when `threshold` of its members have; a member is a witness or an earlier group."""

    name: str
    threshold: int
    members: tuple[str, ...]

    def format(self) -> str:
        """Return the line with its newline."""
        count = {1: "any", len(self.members): "all"}.get(self.threshold, str(self.threshold))
        return _line("group", self.name, count, *self.members)


@dataclass(frozen=True)
class Missing:
    """What a quorum lacks: a witness, or `needed` more of these members of a group."""

    name: str
    needed: int = 1
    of: tuple["Missing", ...] = ()

    def __str__(self) -> str:
        shown = _shown(self.name)
        return f"{shown} ({self.needed} more of {', '.join(map(str, self.of))})" if self.of else shown


@dataclass(frozen=True)
class Policy:
    """Logs, witnesses, groups in the order of their definition, and the quorum's name; None asks for no witness."""

    logs: tuple[PolicyLog, ...] = ()
    witnesses: tuple[PolicyWitness, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str | None = None

    def __post_init__(self) -> None:
        for defined in (self.logs, self.witnesses, self.groups):
            if len(defined) > MAX_DEFINITIONS:
                raise Malformed(_WHAT, f"it defines over {MAX_DEFINITIONS} of a kind")
        _check_once("key", [each.key.public_key.hex() for each in self.logs])
        _check_once("key", [each.key.public_key.hex() for each in self.witnesses])
        urls = [each.url for each in self.logs] + [each.url for each in self.witnesses]
        _check_words(each for each in urls if each is not None)
        self._check_names()

    def format(self) -> bytes:
        """Return the file's bytes."""
        lines = [each.format() for each in self.logs] + [each.format() for each in self.witnesses]
        lines += [each.format() for each in self.groups]
        text = "".join([*lines, _line("quorum", self.quorum or NONE)])
        return text.encode("utf-8", "surrogateescape")

    def satisfied_by(self, cosigned: Collection[str]) -> bool:
        """Whether these witnesses, by the policy's names for them, make the quorum; other names count for nothing."""
        return self.missing(cosigned) is None

    def missing(self, cosigned: Collection[str]) -> Missing | None:
        """Return what the quorum lacks when these witnesses have cosigned; its `str` says it in words."""
        lacking = {each.name: Missing(each.name) for each in self.witnesses if each.name not in cosigned}
        for group in self.groups:
            absent = tuple(lacking[each] for each in group.members if each in lacking)
            needed = group.threshold - (len(group.members) - len(absent))
            if needed > 0:
                lacking[group.name] = Missing(group.name, needed, absent)
        return None if self.quorum is None else lacking.get(self.quorum)

    def _check_names(self) -> None:
        names = [each.name for each in self.witnesses] + [each.name for each in self.groups]
        _check_words(names)
        _check_once("name", [*names, NONE])
        _check_once("member", [member for group in self.groups for member in group.members])
        defined = {each.name for each in self.witnesses}
        for group in self.groups:
            if not 1 <= group.threshold <= len(group.members):
                raise Malformed(_WHAT, f"group {_shown(group.name)} cannot have {group.threshold} of its members")
            _check_defined(group.members, defined)
            defined.add(group.name)
        _check_defined([] if self.quorum is None else [self.quorum], defined)


def parse(data: bytes) -> Policy:
    """Read a policy file; raise `Malformed`, which names the line."""
    if len(data) > MAX_BYTES:
        raise Malformed(_WHAT, f"it has over {MAX_BYTES} bytes")
    if _FORBIDDEN.search(data):
        raise Malformed(_WHAT, "it has a control character other than tab and newline")
    if not data.endswith(b"\n"):
        raise Malformed(_WHAT, "it does not end in a newline")
    policy, quorums = Policy(), 0
    for number, line in enumerate(data[:-1].decode("utf-8", "surrogateescape").split("\n"), 1):
        words = _WORD.findall(line)
        if not words or words[0].startswith("#"):
            continue
        quorums += words[0] == "quorum"
        try:
            policy = _with_line(policy, words)
        except Malformed as error:
            raise Malformed(_WHAT, f"line {number}: {error.reason}") from error
    if quorums != 1:
        raise Malformed(_WHAT, f"it has {quorums} quorum lines, not one")
    return policy


def _with_line(policy: Policy, words: list[str]) -> Policy:
    """Add what a line defines; since the policy is checked at each line, names must stand before their use."""
    match words:
        case ["log", key] | ["log", key, _]:
            return replace(policy, logs=(*policy.logs, PolicyLog(_log_key(key), *words[2:])))
        case ["witness", name, key] | ["witness", name, key, _]:
            return replace(policy, witnesses=(*policy.witnesses, PolicyWitness(name, _witness_key(key), *words[3:])))
        case ["group", name, count, _, *_]:
            group = Group(name, _threshold(count, len(words) - 3), tuple(words[3:]))
            return replace(policy, groups=(*policy.groups, group))
        case ["quorum", name]:
            return replace(policy, quorum=None if name == NONE else name)
    raise Malformed(
        _WHAT, "it is not `log KEY`, `witness NAME KEY`, `group NAME all|any|COUNT MEMBERS` or `quorum NAME`"
    )


def _threshold(count: str, members: int) -> int:
    return {"any": 1, "all": members}.get(count) or parse_number(count, _WHAT)


def _log_key(text: str) -> LogKey:
    key = parse_verifier(text)
    if not isinstance(key, Ed25519Verifier | MlDsa44Verifier):
        raise Malformed(_WHAT, "a log's key is of type Ed25519 (1) or ML-DSA-44 (6)")
    return key


def _witness_key(text: str) -> CosignatureVerifier:
    key = parse_verifier(text)
    if not isinstance(key, Ed25519CosignatureVerifier | MlDsa44Verifier):
        raise Malformed(_WHAT, "a witness's key is of type Ed25519 cosignature (4) or ML-DSA-44 (6)")
    return key


def _check_words(words: Iterable[str]) -> None:
    for each in words:
        if not _NAME.fullmatch(each):
            raise Malformed(_WHAT, f"{each!a} must not be empty nor hold blanks or control characters")


def _check_once(what: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise Malformed(_WHAT, f"the {what} {_shown(value)} is given twice")


def _check_defined(names: Iterable[str], defined: Collection[str]) -> None:
    for each in names:
        if each not in defined:
            raise Malformed(_WHAT, f"{_shown(each)} is not defined on a line before")


def _line(*words: str | None) -> str:
    return " ".join(each for each in words if each is not None) + "\n"


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)
