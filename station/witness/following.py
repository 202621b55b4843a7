"""Which logs the witness follows, by which keys, and in which order these were given: `logs/` in its state folder.

    logs/NUMBER-HASH.vkey     the keys of one log at one time (an era): Ed25519, ML-DSA-44, or both; numbers only grow
    logs/HASH.unfollowed      a key that signs no more, wherever it is listed; a file stays, so that its place is known

Keys given at the witness's start are listed here as well. The folder is read at each request, so a log can be followed, its next
keys added, and a key unfollowed while the witness serves. A file put here by another name counts as the oldest. Whoever can
write to the folder decides what is followed, not what was cosigned before.
"""

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from station import durable
from station.formats.cosignature import MlDsa44Verifier, parse_verifier
from station.formats.errors import Malformed
from station.formats.note import Ed25519Verifier
from station.witness.errors import LogsUnreadable, NotFollowed

SUFFIX = ".vkey"
UNFOLLOWED = ".unfollowed"
HASH_HEX = 16  # of what the file says: a name that nobody has to choose
_NUMBERED = re.compile(r"(\d{6})-")
_WHAT = "log's verifier key"
LogKey = Ed25519Verifier | MlDsa44Verifier
Era = frozenset[LogKey]  # the keys of one log that were given together, so all of them must sign
Ids = AbstractSet[tuple[str, int]]  # the names and ids that stand in signature lines


@dataclass(frozen=True)
class LogKeys:
    """One log's eras in the order in which they were given, and the keys among them that are unfollowed."""

    eras: tuple[Era, ...]
    unfollowed: frozenset[LogKey]

    @property
    def live(self) -> tuple[Era, ...]:
        """The eras that may sign. A key given with a second one may not do so alone, even if it was given alone, too."""
        return _largest(tuple(each for each in self.eras if not each & self.unfollowed))

    @property
    def keys(self) -> frozenset[LogKey]:
        """The keys of these eras."""
        return frozenset().union(*self.live)

    def turn_signed(self, ids: Ids) -> int | None:
        """Return the place in the order of the newest era that may sign and of which all have signed."""
        return max((self._turn(each) for each in self.live if _ids(each) <= ids), default=None)

    def turn_known(self, ids: Ids) -> int | None:
        """Return the place of the newest era, unfollowed or not, of which any has signed."""
        return max((self._turn(each) for each in _largest(self.eras) if _ids(each) & ids), default=None)

    def _turn(self, era: Era) -> int:
        # a key keeps the place at which it was first given, so that nobody makes it new by giving it again
        return next(place for place, each in enumerate(self.eras) if each & era)


class Following:
    """The logs that a witness follows; raise `LogsUnreadable` from the start when one cannot be read."""

    def __init__(self, folder: Path, given: Iterable[Era] = ()) -> None:
        self._folder = folder
        _enlist(folder, given)

    def log(self, origin: str) -> LogKeys:
        """Return the keys of a log."""
        eras = tuple(each for each in _listed(self._folder) if _name(each) == origin)
        return LogKeys(eras, frozenset(key for era in eras for key in era if _tombstone(self._folder, key).exists()))

    def origins(self) -> list[str]:
        """Return the names of the logs that are followed."""
        return sorted(name for name in {_name(each) for each in _listed(self._folder)} if self.log(name).live)


def follow(folder: Path, eras: Iterable[Era]) -> None:
    """Add keys to the folder, durably, after those that are there; a key that is listed keeps its place."""
    eras = tuple(eras)
    _enlist(folder, eras)
    for each in {key for era in eras for key in era}:
        _tombstone(folder, each).unlink(missing_ok=True)
    durable.sync_folder(folder)


def unfollow(folder: Path, given: str) -> list[str]:
    """Take back a key, a file of keys, or all keys of a log by its name; return the logs. Raise `NotFollowed`."""
    listed = {key for era in _listed(folder) for key in era}
    try:
        meant = {key for era in read_keys(given) for key in era} & listed
    except Malformed:
        meant = {each for each in listed if each.name == given}
    if not meant:
        raise NotFollowed(folder, given)
    durable.write_files({_tombstone(folder, each): f"{each.format()}\n".encode() for each in meant})
    return sorted({each.name for each in meant})


def read_keys(given: str) -> tuple[Era, ...]:
    """Read what a person gives: a verifier key, or a file with one a line. Raise `Malformed`."""
    try:
        return parse_keys(given)
    except Malformed as error:
        try:
            text = Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise error from None  # it is no file, so it was meant as a key
        return parse_keys(text)


def parse_keys(text: str) -> tuple[Era, ...]:
    """Read logs' verifier keys (0x01 or 0x06), one a line, oldest first; raise `Malformed`."""
    keys = [_log_key(line) for line in text.split("\n") if line.strip()]
    if not keys:
        raise Malformed(_WHAT, "it is empty")
    return eras_of(keys)


def eras_of(keys: Iterable[LogKey]) -> tuple[Era, ...]:
    """Put keys that were given together into eras: one of each type that follow each other under one name are a pair."""
    eras: list[Era] = []
    for key in keys:
        last = eras[-1] if eras else frozenset()
        if len(last) == 1 and all(each.name == key.name and type(each) is not type(key) for each in last):
            eras[-1] = last | {key}
        else:
            eras.append(frozenset({key}))
    return tuple(dict.fromkeys(eras))


def _enlist(folder: Path, eras: Iterable[Era]) -> None:
    durable.make_folder(folder)
    listed = _listed(folder)
    new = [each for each in dict.fromkeys(eras) if each not in listed]
    first = 1 + max((_number(each) for each in folder.glob(f"*{SUFFIX}")), default=0)
    # one after the other: a crash in between leaves the older ones, never a newer one before them
    for number, each in enumerate(new, first):
        text = "".join(sorted(f"{key.format()}\n" for key in each)).encode()
        durable.write_file(folder / f"{number:06d}-{_hash(text)}{SUFFIX}", text)


def _listed(folder: Path) -> tuple[Era, ...]:
    paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: (_number(path), path.name))
    return tuple(dict.fromkeys(era for path in paths for era in _in_file(path)))


def _number(path: Path) -> int:
    match = _NUMBERED.match(path.name)
    return int(match[1]) if match else 0


def _tombstone(folder: Path, key: LogKey) -> Path:
    return folder / f"{_hash(key.format().encode())}{UNFOLLOWED}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:HASH_HEX]


def _largest(eras: tuple[Era, ...]) -> tuple[Era, ...]:
    return tuple(each for each in eras if not any(each < other for other in eras))


def _name(era: Era) -> str:
    return next(iter(era)).name


def _ids(era: Era) -> frozenset[tuple[str, int]]:
    return frozenset((each.name, each.key_id) for each in era)


def _log_key(line: str) -> LogKey:
    key = parse_verifier(line)
    if not isinstance(key, Ed25519Verifier | MlDsa44Verifier):
        raise Malformed(_WHAT, "it is a witness's key (type 4); a log's is of type Ed25519 (1) or ML-DSA-44 (6)")
    return key


def _in_file(path: Path) -> tuple[Era, ...]:
    try:
        return parse_keys(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LogsUnreadable(path, f"{error}.") from error
    except Malformed as error:
        raise LogsUnreadable(path, str(error)) from error
