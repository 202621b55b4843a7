"""An operator who never gives up: looks where the session stands, and does what comes next.

A command whose answer was lost may or may not have been carried out; the operator looks again, as a person would.
Every acknowledgement is kept, to be held against the log at the end.
"""

import time

from station.demo.console import Refusal
from station.demo.stage import CHECK_MG, CHECK_WEIGHT
from tests.goods import consignment, package, sample, told

PATIENCE_S = 60.0
MASS_MG = 5_000_000
EMPTY_S = 2.6  # until the scale has settled and was seen empty


class LongDay:
    """One session with as many batches as there is time for."""

    def __init__(self, console, scale):
        self._console, self._scale = console, scale
        self.acknowledged = []
        self.session = None
        self._packages = 0

    def open(self):
        """Open the session, register a consignment and its kept sample."""
        people = [{"role": role, "name": f"the {role}", "body": "b"} for role in ("police", "prosecutor", "media")]
        basis = {"type": "KZ-1017/2008", "number": "1", "date": "2026-11-20", "issuer": "court"}
        place = {"place": "hall", "furnace": "F1", "planned_minutes": 5}
        opened = self._console.until("/sessions", timeout_s=PATIENCE_S, basis=basis, people=people, **place)
        self.session = opened["session"]
        self.acknowledged += opened["entries"]
        self._give(self._at("/consignments"), **told(consignment("C1")))
        self._give(self._at("/samples"), **sample("A1", "C1"))
        self._check()

    def step(self):
        """Do the one thing that comes next; whatever fails is looked at again."""
        try:
            self._step()
        except (Refusal, OSError):
            time.sleep(0.2)

    def finish(self):
        """Bring the session to its seal."""
        self._until("open", self._step)
        self._until("closed", self._close)
        self._until("sealed", lambda: self._give(self._at("/seal"), without_quorum="nobody in this room has a key"))

    def _step(self):
        state = self._console.get(self._at(""))
        batch = next((b["batch"] for b in state["batches"] if b["state"] not in {"ended", "cancelled"}), None)
        match state["stage"]:
            case "open":
                self._begin(state)
            case "weighing a batch":
                self._weigh_or_charge(state, batch)
            case "furnace charged":
                self._give(self._at(f"/batches/{batch}/burn"))
            case "burning":
                self._give(self._at(f"/batches/{batch}/end"))

    def _begin(self, state):
        waiting = [p for p in state["packages"] if p["fate"] == "registered"]
        if not waiting:
            self._packages += 1
            self._give(self._at("/packages"), **told(package(f"K{self._packages}", f"Z{self._packages}")))
        self._give(self._at("/batches"))

    def _weigh_or_charge(self, state, batch):
        waiting = [p for p in state["packages"] if p["fate"] == "registered"]
        if waiting:
            path = f"/packages/{waiting[0]['package']}"
            self._give(self._at(f"{path}/present"), seal=waiting[0]["seal"], seal_state="intact")
            self._weigh(f"{path}/weigh")
        else:
            self._give(self._at(f"/batches/{batch}/charge"))

    def _weigh(self, path, mass_mg=MASS_MG):
        self._scale.put(0)
        time.sleep(EMPTY_S)
        self._scale.put(mass_mg)
        self._give(self._at(path))

    def _check(self):
        self._weigh(f"/checks/{CHECK_WEIGHT}", CHECK_MG)
        self._scale.put(0)
        time.sleep(EMPTY_S)

    def _close(self):
        self._weigh("/residue")
        for each in self._console.get(self._at(""))["packages"]:
            if each["fate"] == "registered":
                self._give(self._at(f"/packages/{each['package']}/set-aside"), reason="the day is over")
        self._check()
        self._give(self._at("/close"))

    def _until(self, stage, act):
        deadline = time.monotonic() + PATIENCE_S
        while (found := self._stage()) != stage:
            assert time.monotonic() < deadline, f"the session stays {found!r}, and should become {stage!r}"
            try:
                act()
            except (Refusal, OSError) as error:
                print("  not yet:", error, flush=True)
                time.sleep(0.3)

    def _stage(self):
        try:
            return self._console.get(self._at(""))["stage"]
        except (Refusal, OSError):
            return None

    def _at(self, tail):
        return f"/sessions/{self.session}{tail}"

    def _give(self, path, **body):
        done = self._console.post(path, **body)
        self.acknowledged += done["entries"]
        return done
