"""What a session is at any moment: the fold of its entries.

`Session.apply` takes the entries of one session in order and keeps only what the rules ask about. It decides nothing;
`station.rules.moves` does. The recorder and the verifier share both, so that what was allowed can be replayed.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from station.rules.doubts import Doubt, doubts, grounds
from station.rules.goods import Decision, Fate, Goods, Package
from station.rules.metrology import check_weight
from station.rules.shapes import Data


class Stage(StrEnum):
    """Where a session stands."""

    NOT_OPEN = "not open"
    OPEN = "open"
    WEIGHING = "weighing a batch"
    CHARGED = "furnace charged"
    BURNING = "burning"
    CLOSED = "closed"
    SEALED = "sealed"


def said_by(data: Data) -> str:
    """What tells one cosignature from another: the checkpoint's size, the signature, the words or their absence."""
    return f"{data['size']} {data['cosignature']} {data['remark']['text']}"


@dataclass
class Session(Goods):
    """One session's state. A new one is not open; `apply` moves it on. `session` is its id, which draws are bound to."""

    session: str = ""
    stage: Stage = Stage.NOT_OPEN
    seats: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)  # person -> role, those present
    ever_present: set[str] = field(default_factory=set)  # roles
    roles: dict[str, str] = field(default_factory=dict)  # person -> role, those who ever joined
    keys: dict[str, str] = field(default_factory=dict)  # person -> the verifier key that the person presented
    quorum: list[list[str]] = field(default_factory=list)  # groups of roles, of each of which one person must co-sign
    closed_at: int | None = None  # the number of the entry that closed the session
    cosignatures: set[str] = field(default_factory=set)  # all that were recorded: size, cosignature, remark
    cosigned: list[str] = field(default_factory=list)  # persons who co-signed the session with its close, in order
    absent: set[str] = field(default_factory=set)
    conditions: Data = field(default_factory=dict)  # what the profile asks of the goods
    cameras: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # cameras that do not answer
    challenge: str | None = None  # the newest, shown on the films
    batch: str | None = None
    batches_begun: set[str] = field(default_factory=set)
    batches_ended: list[str] = field(default_factory=list)
    residue_mg: int | None = None
    residue_weighing: int | None = None
    residue_excused: bool = False
    instrument: Data = field(default_factory=dict)  # the scale that answers
    check_weights: dict[str, int] = field(default_factory=dict)  # those that the station has: name -> nominal mass
    checks: dict[str, bool] = field(
        default_factory=dict
    )  # check weight -> whether it passed, the last time on this scale
    checked_since_fire: bool = False  # a check weight was weighed after the newest batch
    omitted: set[str] = field(default_factory=set)  # "opening", "close": left out, with a reason that still holds
    weighed: int | None = None  # the newest weighing of this session
    emptied_after: int | None = None  # the newest weighing after which the empty scale was seen
    display_confirmed: bool = False
    listed: list[str] = field(default_factory=list)  # recordings, as far as the seal's list has been written
    running: dict[str, str] = field(default_factory=dict)  # recording -> device
    started: list[str] = field(default_factory=list)  # recordings, in order of their start

    def not_filming(self) -> list[str]:
        """The cameras of which no recording runs, or which do not answer."""
        return [camera for camera in self.cameras if camera in self.lost or camera not in self.running.values()]

    def quorum_missing(self) -> list[list[str]]:
        """The groups of roles of which nobody has co-signed the closed session."""
        roles = {self.roles[person] for person in self.cosigned}
        return [group for group in self.quorum if roles.isdisjoint(group)]

    def doubts(self, package: Package) -> list[Doubt]:
        """What speaks against burning a package, unless people have decided about it."""
        return doubts(self, package, self.conditions["drying_permille"])

    def apply(self, kind: str, data: Data, index: int) -> None:
        """Take one entry of this session, with its number. Kinds that change nothing the rules ask about are passed over."""
        step = getattr(self, "_" + kind.replace(".", "_"), None)
        if step is not None:
            step(data)
        if kind == "session.closed":
            self.closed_at = index

    def _session_opened(self, data: Data) -> None:
        self.stage = Stage.OPEN
        self.seats = list(data["seats"])
        self.quorum = [list(group) for group in data["quorum"]]
        self.conditions = data["conditions"]
        self.cameras = [camera["camera"] for camera in data["cameras"]]
        self.instrument = data["scale"]
        self.check_weights = {each["weight"]: each["nominal_mg"] for each in data["check_weights"]}

    def _person_joined(self, data: Data) -> None:
        self.people[data["person"]] = data["role"]
        self.roles[data["person"]] = data["role"]
        self.ever_present.add(data["role"])

    def _person_left(self, data: Data) -> None:
        self.people.pop(data["person"], None)

    def _key_presented(self, data: Data) -> None:
        self.keys[data["person"]] = data["key"]

    def _checkpoint_cosigned(self, data: Data) -> None:
        self.cosignatures.add(said_by(data))
        covers_close = self.closed_at is not None and data["size"] > self.closed_at
        if covers_close and data["person"] not in self.cosigned:
            self.cosigned.append(data["person"])

    def _seat_absent(self, data: Data) -> None:
        self.absent.add(data["role"])

    def _challenge_set(self, data: Data) -> None:
        self.challenge = data["word"]

    def _package_decided(self, data: Data) -> None:
        package = self.packages[data["package"]]
        if data["decision"] == Decision.KEEP:
            package.fate, package.batch = Fate.SET_ASIDE, None
            return
        package.excused.update(grounds(self, package, self.conditions["drying_permille"]))
        package.take_mass_as_reference()
        package.fate, package.batch, package.presented = Fate.REGISTERED, None, False

    def _batch_opened(self, data: Data) -> None:
        self.stage, self.batch = Stage.WEIGHING, data["batch"]
        self.batches_begun.add(data["batch"])

    def _scale_connected(self, data: Data) -> None:
        # what was confirmed and checked of another instrument, or with other settings, says nothing of this one
        if data["scale"] != self.instrument:
            self.instrument, self.display_confirmed, self.checks = data["scale"], False, {}
            self.checked_since_fire = False
            self.omitted.clear()

    def _display_confirmed(self, _data: Data) -> None:
        self.display_confirmed = True

    def _check_omitted(self, data: Data) -> None:
        self.omitted.add(data["when"])

    def _scale_emptied(self, data: Data) -> None:
        self.emptied_after = data["after"]

    def _weighing_recorded(self, data: Data) -> None:
        self.weighed = data["weighing"]
        if data["purpose"] == "check":
            nominal_mg = self.check_weights[data["check_weight"]]
            self.checks[data["check_weight"]] = check_weight(data["scale"], nominal_mg, data["mass_mg"]).passed
            self.checked_since_fire = True
            self.omitted.discard("opening")  # a reason given before does not excuse a weight that then fails
            return
        if data["purpose"] == "residue":
            self.residue_mg, self.residue_weighing = data["mass_mg"], data["weighing"]
            return
        self._package_weighed(data)

    def _furnace_charged(self, data: Data) -> None:
        self.stage = Stage.CHARGED
        for number in data["packages"]:
            self.packages[number].fate = Fate.CHARGED

    def _burn_started(self, _data: Data) -> None:
        self.stage = Stage.BURNING

    def _batch_ended(self, data: Data) -> None:
        for package in self.of_fate(Fate.CHARGED, batch=data["batch"]):
            package.fate = Fate.BURNED
        self.batches_ended.append(data["batch"])
        self.checked_since_fire = False
        self.omitted.discard("close")
        self.stage, self.batch = Stage.OPEN, None
        # ash weighed before this fire is not the residue of all of them
        self.residue_mg = self.residue_weighing = None
        self.residue_excused = False

    def _residue_not_weighed(self, _data: Data) -> None:
        self.residue_excused = True

    def _recordings_listed(self, data: Data) -> None:
        self.listed += [recording["recording"] for recording in data["recordings"]]

    def _batch_cancelled(self, data: Data) -> None:
        self._batch_undone(data["batch"])
        self.stage, self.batch = Stage.OPEN, None

    def _session_closed(self, _data: Data) -> None:
        self.stage = Stage.CLOSED

    def _session_sealed(self, _data: Data) -> None:
        self.stage = Stage.SEALED

    def _recording_started(self, data: Data) -> None:
        self.running[data["recording"]] = data["device"]
        self.started.append(data["recording"])

    def _recording_finished(self, data: Data) -> None:
        self.running.pop(data["recording"], None)

    def _camera_lost(self, data: Data) -> None:
        self.lost.add(data["camera"])

    def _camera_returned(self, data: Data) -> None:
        self.lost.discard(data["camera"])
