"""The witnesses of a policy, asked for the newest checkpoint of a log that they co-signed.

So c2sp.org/tlog-witness has it: `GET URL/HASH/checkpoint`, HASH being the hex SHA-256 of the log's name.
"""

import hashlib
from collections.abc import Iterator
from threading import Thread

from station.formats.errors import VerificationError
from station.formats.note import open_note
from station.formats.policy import Policy, PolicyWitness
from station.monitor.judge import Judge
from station.monitor.look import Looked
from station.monitor.memory import Kept
from station.monitor.others import Comparison, Contradiction, Held, signed_by_log
from station.verify.log.source import HttpSource, NotThere, SourceError

PAUSE_S = 30  # between two questions to the witnesses
BEHIND_S = 60  # a station sends a checkpoint to its witnesses a little before it publishes it


class Witnesses:
    """The policy's witnesses, as one log's follower asks them. Not for several threads."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.troubles: dict[str, str] = {}  # why a witness is of no use now
        self._held: dict[str, Held] = {}
        self._asked_s: int | None = None

    def ask(self, judge: Judge, now_s: int) -> None:
        """Ask all of them for what they hold, side by side, unless that was done just now."""
        if self._asked_s is not None and 0 <= now_s - self._asked_s < PAUSE_S:
            return
        self._asked_s = now_s
        # daemons, since whoever stops the monitor does not wait for a witness that is silent
        questions = [Thread(target=self._ask, args=(each, judge), daemon=True) for each in self.policy.witnesses]
        for each in questions:
            each.start()
        for each in questions:
            each.join()

    def compare(self, comparison: Comparison, looked: Looked, now_s: int) -> Iterator[Contradiction]:
        """Hold what they hold against what is shown."""
        for held in self._held.values():
            yield from comparison.check(held, looked, now_s, patience_s=BEHIND_S)

    def sizes(self, looked: Looked) -> dict[str, int]:
        """Tell up to which size each has co-signed, by its own word or on the checkpoint; another history counts nothing."""
        sizes, shown = {}, looked.reader.checkpoint.size
        for name, held in self._held.items():
            stated = held.kept.checkpoint
            # who is ahead is held against the log as soon as this shows as much
            if stated.size > shown or looked.reader.root_at(stated.size) == stated.root:
                sizes[name] = stated.size
        for each in self.policy.witnesses:
            if _signs(each, looked.kept.note):
                sizes[each.name] = shown
        return sizes

    def _ask(self, witness: PolicyWitness, judge: Judge) -> None:
        answer = _newest_of(witness, judge)
        self.troubles.pop(witness.name, None)
        if isinstance(answer, Held):
            self._held[witness.name] = answer
        else:
            self.troubles[witness.name] = answer


def _newest_of(witness: PolicyWitness, judge: Judge) -> Held | str:
    """Ask one witness; return why it is of no use otherwise."""
    if witness.url is None:
        return "your policy gives no address to ask it at."
    prefix = f"{witness.url.rstrip('/')}/{hashlib.sha256(judge.chain.origin.encode()).hexdigest()}/"
    try:
        data = HttpSource(prefix).checkpoint()
        open_note(data, [witness.key])
        held = Held(f"witness {witness.name}", Kept.read(data))
    except NotThere:
        return "it has co-signed nothing of this log."
    except SourceError as error:
        return str(error)
    except VerificationError as error:
        return f"it does not answer as a witness does: {error}"
    return held if signed_by_log(held, judge) else "what it holds is not signed with the log's key."


def _signs(witness: PolicyWitness, data: bytes) -> bool:
    try:
        return bool(open_note(data, [witness.key]).signatures)
    except VerificationError:
        return False
