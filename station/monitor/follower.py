"""Follows one log: in each round a look, what it told, what only the time tells, and what others hold against it.

What is found is told first and remembered then: after a crash in between it is told once more, and never left out. The kept
checkpoint is replaced only by one that goes on from it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from station.formats.cosignature import parse_verifier
from station.formats.policy import Policy
from station.monitor import evidence
from station.monitor.alarms import LASTING, OF_A_LOOK, OF_THE_TIME, Alarm, Kind
from station.monitor.evidence import Pair
from station.monitor.look import Looked, Looker, Trouble
from station.monitor.memory import WEB, Memory
from station.monitor.others import Comparison, Held, read_seen
from station.monitor.overdue import LONGEST_ROUND_S, told_when_overdue
from station.monitor.standing import Standing
from station.monitor.telling import Event, State, Teller
from station.monitor.watch import Patience, Watch
from station.monitor.witnesses import Witnesses
from station.verify.log.source import FolderSource, HttpSource, LogSource, SourceError, looks_like_log

AGAIN_S = 1.0  # whoever copies a log while it is read may show a torn copy for a moment
LOGS, EVIDENCE = "logs", "evidence"


@dataclass(frozen=True)
class Orders:
    """What the user asked for: keys and policy to trust, checkpoints that others kept, how long what may last."""

    state: Path
    keys: tuple[str, ...] = ()
    policy: Policy | None = None
    seen: tuple[Path, ...] = ()
    patience: Patience = field(default_factory=Patience)


class Follower:
    """Follows the log at one address, or in one folder. For one thread."""

    def __init__(
        self, target: str, orders: Orders, teller: Teller, now_s: Callable[[], int] = lambda: int(time.time())
    ) -> None:
        self._target, self._orders, self._teller, self._now_s = target, orders, teller, now_s
        self._memory = Memory(orders.state / LOGS, target)
        saved = self._memory.progress or {}
        self.standing = Standing(self._tell, saved.get("standing", ()))
        self._watch = Watch(orders.patience, saved.get("times"))
        self._comparison = Comparison(saved.get("ahead"))
        self._witnesses = None if orders.policy is None else Witnesses(orders.policy)
        self._looker = Looker(self._memory, orders.keys)
        self._judged: dict[str, Any] = {key: saved[key] for key in ("told", "past", "keys") if key in saved}
        self._source: LogSource | None = None
        self._size = 0 if self._memory.kept is None else self._memory.kept.checkpoint.size
        self._following = self._empty_told = False

    def round(self) -> None:
        """Look once and tell what changed. Nothing that a station shows makes it raise, or last in silence."""
        with told_when_overdue(self._tell, LONGEST_ROUND_S):
            self._look_once()

    def _look_once(self) -> None:
        try:
            self._round()
        except Exception as error:  # noqa: BLE001 - a monitor that dies in silence is worse than any alarm
            reason = str(error) or type(error).__name__
            self.standing.begin(Alarm(Kind.OWN_TROUBLE, f"The monitor could not finish its round: {reason}."))
        self.standing.remind()

    def _round(self) -> None:
        seen, unreadable = read_seen(
            self._orders.seen
        )  # before the look: what others hold by now must be shown by then
        try:
            looked = self._look()
        except Trouble as trouble:
            self._troubled(trouble)
        else:
            if looked is None:
                self._say_empty()
            else:
                self._accept(looked)
                self.standing.settle(OF_THE_TIME, [*unreadable, *self._compare(looked, seen)])
        self._save()

    def _look(self) -> Looked | None:
        try:
            return self._looker.look(self._find())
        except Trouble as trouble:
            if trouble.alarm.kind is not Kind.ALTERED:
                raise
        time.sleep(AGAIN_S)
        return self._looker.look(self._find())

    def _find(self) -> LogSource:
        """Find where the log lies below the address."""
        if self._source is None:
            try:
                self._source = HttpSource.find(self._target) if self._target.startswith(WEB) else _folder(self._target)
            except SourceError as error:
                raise Trouble(Kind.UNREACHABLE, str(error)) from error
        return self._source

    def _troubled(self, trouble: Trouble) -> None:
        alarm = trouble.alarm
        if alarm.kind is not Kind.UNREACHABLE:  # it answered
            self.standing.settle({Kind.UNREACHABLE})
        if trouble.pair is not None:
            alarm = self._with_evidence(alarm, trouble.pair)
        self.standing.begin(alarm)

    def _with_evidence(self, alarm: Alarm, pair: Pair) -> Alarm:
        place = evidence.keep(
            self._orders.state / EVIDENCE,
            alarm.kind,
            pair,
            what=alarm.text,
            target=self._target,
            keys=self._looker.known or self._memory.keys,
        )
        details = alarm.details | {"evidence": None if place is None else str(place)}
        return Alarm(alarm.kind, alarm.text, alarm.subject, details)

    def _accept(self, looked: Looked) -> None:
        """Tell what a good look found, then remember it."""
        kept = self._memory.kept
        grew = kept is None or looked.kept.checkpoint.size > kept.checkpoint.size
        self._size = looked.kept.checkpoint.size
        self._greet(looked)
        for event, text, entry in looked.found.notices:
            self._tell(event, State.NOTICE, text, {"entry": entry})
        if looked.found.untold:
            text = f"{looked.found.untold} more were left out here; station verify {self._target} tells all."
            self._tell("more", State.NOTICE, text, {"more": looked.found.untold})
        for alarm in looked.found.alarms:
            self.standing.begin(alarm)
        # A crash before this leaves the older checkpoint: all of the above is found and told again.
        if grew:
            self._memory.keep(looked.kept)
        self.standing.settle(OF_A_LOOK)
        if self._witnesses is None:
            looked.judge.turns.clear()
        self._watch.saw(looked.judge, self._now_s(), grew=grew)
        self._judged = looked.judge.to_json()

    def _say_empty(self) -> None:
        if not self._empty_told:
            self._tell("empty", State.NOTICE, "The log has no entry yet, so there is nothing to hold it to.", {})
        self._empty_told = True

    def _greet(self, looked: Looked) -> None:
        """Say whose log it is, once; hold it to the keys from now on."""
        if self._following:
            return
        stated = looked.kept.checkpoint
        if looked.pinned:
            text = (
                "TRUST ON FIRST USE: you gave no key, so from now on this monitor holds the log to the key that it named "
                f"itself. Compare it with what the station has published elsewhere: {looked.pinned[0]}"
            )
            self._tell("trust-on-first-use", State.NOTICE, text, {"keys": list(looked.pinned)})
        keys = looked.pinned or tuple(each for each in self._orders.keys if parse_verifier(each).name == stated.origin)
        if keys and keys != self._memory.keys:
            self._memory.keep_keys(keys)
        self._following = True
        text = f"Following the log {stated.origin}, which has {stated.size} entries."
        self._tell("following", State.NOTICE, text, {"origin": stated.origin})

    def _compare(self, looked: Looked, seen: Sequence[Held]) -> list[Alarm]:
        """Hold what is shown against the time, and against what others hold."""
        now_s, witnesses = self._now_s(), self._witnesses
        alarms = self._watch.sessions(looked.judge, now_s)
        found = list(self._comparison.of_seen(seen, looked, now_s))
        if witnesses is not None:
            witnesses.ask(looked.judge, now_s)
            found += witnesses.compare(self._comparison, looked, now_s)
            alarms += self._watch.cosigned(witnesses.policy, witnesses.sizes(looked), witnesses.troubles, now_s)
        return alarms + [alarm if pair is None else self._with_evidence(alarm, pair) for alarm, pair in found]

    def _save(self) -> None:
        if self._judged:
            state = {
                "times": self._watch.to_json(),
                "ahead": self._comparison.ahead,
                "standing": self.standing.to_json(),
            }
            self._memory.save(self._judged | state)

    def _tell(self, event: str, state: State, text: str, details: dict[str, Any]) -> None:
        lasting = {"lasting": True} if event in LASTING else {}
        self._teller.tell(Event(event, state, self._target, self._size, self._now_s(), text, details | lasting))


def _folder(target: str) -> FolderSource:
    """Take a published log's folder, or one that has it below `log`, as a station's recordings do."""
    below = Path(target) / "log"
    return FolderSource(below if looks_like_log(below) and not looks_like_log(Path(target)) else Path(target))
