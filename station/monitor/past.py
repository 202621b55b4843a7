"""What the sessions before the newest one leave to later ones: all that judging goes on from after a restart.

The newest session itself is read again from its first entry, so that nothing of it need be stored.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from station.formats.entry import Entry
from station.rules.goods import Fate, Package
from station.verify.log.replay import Replay

HOURS_24 = 24 * 60  # minutes


class Goods(NamedTuple):
    """A package of an earlier session, as far as later sessions ask about it."""

    number: str
    consignment: str
    seal: str
    set_aside: bool


@dataclass
class Past:
    """The sessions that ended before entry `first`, in order, each with its packages; `weighings` is the last number given."""

    first: int = 0
    weighings: int = 0
    begins_anew: bool = False
    sessions: list[tuple[str, list[Goods]]] = field(default_factory=list)

    def replay(self) -> Replay:
        """Return a replay that goes on from entry `first`."""
        replay = Replay()
        replay.life.weighings, replay.life.begins_anew = self.weighings, self.begins_anew
        for name, goods in self.sessions:
            replay.sessions.add(name)
            replay.life.ended(name, (_package(each) for each in goods))
        return replay

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "first": self.first,
            "weighings": self.weighings,
            "begins_anew": self.begins_anew,
            "sessions": [[name, [list(each) for each in goods]] for name, goods in self.sessions],
        }

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> Self:
        """Read what `to_json` gave."""
        sessions = [(name, [Goods(*each) for each in goods]) for name, goods in saved["sessions"]]
        return cls(saved["first"], saved["weighings"], saved["begins_anew"], sessions)


class Newest:
    """The newest session, running or sealed, as far as the monitor itself asks about it."""

    def __init__(self, opened: Entry) -> None:
        self.name = opened.session or ""
        self.first = opened.index
        self.opened_s = opened.at.unix_us // 1_000_000
        # a plan of years must not put off the alarm that a session is not sealed
        self.planned_minutes = min(max(opened.data["planned_minutes"], 0), HOURS_24)
        self.closed = self.sealed = False
        self._goods: dict[str, Goods] = {}

    def take(self, entry: Entry) -> None:
        """Take an entry of the session."""
        if entry.kind == "package.registered":
            self._goods[entry.data["package"]] = Goods(
                entry.data["package"], entry.data["consignment"], entry.data["seal"], set_aside=False
            )
        elif entry.kind in {"package.set_aside", "package.missing"} and entry.data["package"] in self._goods:
            number = entry.data["package"]
            self._goods[number] = self._goods[number]._replace(set_aside=True)
        self.closed |= entry.kind == "session.closed"
        self.sealed |= entry.kind == "session.sealed"

    @property
    def goods(self) -> list[Goods]:
        """Its packages, in order of registration."""
        return list(self._goods.values())


def _package(goods: Goods) -> Package:
    return Package(
        goods.number, goods.consignment, goods.seal, {}, fate=Fate.SET_ASIDE if goods.set_aside else Fate.BURNED
    )
