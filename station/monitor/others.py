"""What others hold of a log, against what it shows here: checkpoints that other monitors or witnesses keep.

Whoever holds more than is shown here has been shown more; whoever holds another history has been shown another one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station.formats.errors import VerificationError
from station.monitor.alarms import Alarm, Kind
from station.monitor.evidence import Pair
from station.monitor.judge import Judge
from station.monitor.look import Looked, pair_of
from station.monitor.memory import Kept
from station.verify.log.reader import Rollback, SplitView, open_signed

Contradiction = tuple[Alarm, Pair | None]


@dataclass(frozen=True)
class Held:
    """A checkpoint that someone else holds, and who that is."""

    name: str
    kept: Kept


def read_seen(files: Sequence[Path]) -> tuple[list[Held], list[Alarm]]:
    """Read the checkpoints that others kept. A file that is none is an alarm, and keeps nobody from looking."""
    held, alarms = [], []
    for path in files:
        try:
            held.append(Held(str(path), Kept.read(path.read_bytes())))
        except (VerificationError, OSError) as error:
            alarms.append(Alarm(Kind.UNUSABLE, f"{path}, given with --seen, cannot be read: {error}", str(path)))
    return held, alarms


def signed_by_log(held: Held, judge: Judge) -> bool:
    """Whether the log itself signed what another holds; else it says nothing about the log."""
    keys = judge.chain.keys_at(held.kept.checkpoint.size)
    try:
        return keys is not None and open_signed(held.kept.note, keys.verifiers) == held.kept.checkpoint
    except VerificationError:
        return False


class Comparison:
    """Holds what others hold against what is shown. `saved` tells who is ahead: with which size, and since when (seconds)."""

    def __init__(self, saved: Mapping[str, list[int]] | None = None) -> None:
        self.ahead: dict[str, list[int]] = dict(saved or {})

    def of_seen(self, seen: Sequence[Held], looked: Looked, now_s: int) -> Iterator[Contradiction]:
        """Compare the checkpoints of this log that were given."""
        for held in seen:
            if held.kept.checkpoint.origin != looked.kept.checkpoint.origin:
                continue
            if signed_by_log(held, looked.judge):
                yield from self.check(held, looked, now_s, patience_s=0)
            else:
                text = f"{held.name}, given with --seen, is not signed with this log's key, so it proves nothing."
                yield Alarm(Kind.UNUSABLE, text, held.name), None

    def check(self, held: Held, looked: Looked, now_s: int, *, patience_s: int) -> Iterator[Contradiction]:
        """Yield an alarm with its evidence, where the other holds more for so long, or another history."""
        other, shown = held.kept.checkpoint, looked.kept
        details: dict[str, Any] = {"holder": held.name, "holds": other.size, "shown": shown.checkpoint.size}
        if self.ahead.get(held.name, [0])[0] <= shown.checkpoint.size:
            self.ahead.pop(held.name, None)
        try:
            looked.reader.consistency(other)
        except Rollback:
            # who always gets a little more was not always ahead with the same size
            since_s = self.ahead.setdefault(held.name, [other.size, now_s])[1]
            if now_s - since_s >= patience_s:
                text = f"{held.name} holds a signed checkpoint of {other.size} entries; you are shown {shown.checkpoint.size}."
                yield Alarm(Kind.HELD_BACK, text, held.name, details), Pair(held.kept.note, shown.note)
        except SplitView as error:
            text = f"The log showed {held.name} another history than it shows you. {error}"
            pair = pair_of(held.kept.note, shown.note, other.size, looked.reader)
            yield Alarm(Kind.SPLIT_VIEW, text, held.name, details), pair
