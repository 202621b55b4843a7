"""Which alarms stand, so that each is told when it begins and when it ends, also over a restart, and not in between."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from station.monitor.alarms import LASTING, NEXT, OVER, Alarm, Kind
from station.monitor.telling import MAX_TEXT, State

MAX_STANDING = 200  # of one log, broken entries among them: whoever has read so many needs no more

Tell = Callable[[str, State, str, dict[str, Any]], None]


class Standing:
    """The alarms that stand for one log. `tell` gets event, state, text and details."""

    def __init__(self, tell: Tell, saved: Iterable[dict[str, Any]] = ()) -> None:
        self._tell = tell
        self._alarms = {each.identity: each for each in map(_load, saved)}
        self._from_before = dict(self._alarms)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of what stands."""
        return frozenset(kind for kind, _ in self._alarms)

    def begin(self, alarm: Alarm) -> None:
        """Take an alarm; it is told unless it stands already."""
        if alarm.identity in self._alarms:
            return
        self._tell(alarm.kind, State.BEGINS, f"{alarm.text} {NEXT[alarm.kind]}", alarm.details)
        if alarm.kind is not Kind.BROKEN or len(self._alarms) < MAX_STANDING:
            self._alarms[alarm.identity] = alarm

    def settle(self, kinds: Collection[Kind], found: Iterable[Alarm] = ()) -> None:
        """Begin what was found; end the alarms of these kinds that were not, but for the lasting ones."""
        now = {each.identity: each for each in found}
        for alarm in now.values():
            self.begin(alarm)
        for identity, alarm in list(self._alarms.items()):
            if alarm.kind in kinds and alarm.kind not in LASTING and identity not in now:
                del self._alarms[identity]
                self._tell(alarm.kind, State.ENDS, f"{OVER[alarm.kind]} It was: {alarm.text}", alarm.details)

    def remind(self) -> None:
        """Tell, once, what stood before the monitor was started and still does."""
        for identity, alarm in self._from_before.items():
            if identity in self._alarms:
                self._tell(alarm.kind, State.STANDS, f"{alarm.text} {NEXT[alarm.kind]}", alarm.details)
        self._from_before = {}

    def to_json(self) -> list[dict[str, Any]]:
        """Return what stands as JSON values."""
        return [
            {"kind": each.kind, "subject": each.subject, "text": each.text[:MAX_TEXT], "details": each.details}
            for each in self._alarms.values()
        ]


def _load(saved: dict[str, Any]) -> Alarm:
    return Alarm(Kind(saved["kind"]), saved["text"], saved["subject"], saved["details"])
