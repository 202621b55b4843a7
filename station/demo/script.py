"""The demo's day: two consignments, three batches, a camera that drops out once, a challenge, a seal.

Every step is a command to the station's API, refused or carried out like any other; what moves in the room (loads on the
simulated scale, the drawn fire) is moved by the same hands.
"""

import time
from collections.abc import Callable
from typing import Any

from firmware_bridge.simulator import SimulatedScale
from station.demo.console import Console
from station.demo.goods import BATCHES, SACKS, SPOILT, Sack, load
from station.demo.room import Room
from station.demo.stage import CHECK_MG, CHECK_WEIGHT

READY_S = 60.0  # a camera that was away needs some seconds to come back
BURN_S = 3.0
EMPTY_S = 2.6  # a load counts only after the scale has stood empty: 0.6 s to settle, 1.5 s empty, and some patience
OUTAGE_S = 4.0
SHOWN_S = 1.0  # until the camera sees what is held before it


RESIDUE_MG = 655_000


class Day:
    """One session from opening to seal. `tell` is given a line for each step."""

    def __init__(
        self,
        console: Console,
        scale: SimulatedScale,
        room: Callable[..., None],
        outage: Callable[[float], None],
        tell: Callable[[str], None],
    ) -> None:
        self._console, self._scale, self._room, self._outage, self._tell = console, scale, room, outage, tell
        self._people = Room(console)
        self._session = ""

    def run(self) -> str:
        """Go through the whole day; give the session's id."""
        self._open()
        self._register()
        self._draw()
        self._check()
        for number, sacks in enumerate(BATCHES):
            self._burn(sacks, drop_out=number == 1)
        self._residue()
        self._check()
        self._console.until(self._path("/close"), timeout_s=READY_S)  # once the empty scale has been seen
        self._people.cosign()
        self._tell("everyone in the room co-signed the closed session with a key of one's own; the journalist objects")
        self._console.until(self._path("/seal"), timeout_s=READY_S)
        self._tell(f"session {self._session} sealed")
        return self._session

    def _path(self, tail: str) -> str:
        return f"/sessions/{self._session}{tail}"

    def _open(self) -> None:
        opened = self._console.until(
            "/sessions",
            timeout_s=READY_S,
            basis={"type": "KZ-1017/2008", "number": "demo-1", "date": "2026-11-20", "issuer": "demo court"},
            place="demo furnace hall",
            furnace="FURNACE-1",
            planned_minutes=10,
            people=self._people.people(),
        )
        self._session = opened["session"]
        self._people.present_keys(self._session)
        self._tell(f"session {self._session} opened; both cameras film until it is closed")

    def _register(self) -> None:
        load(self._console, self._path("/lists"))
        self._show(SPOILT, "damaged")
        spoilt = self._path(f"/packages/{SPOILT.package}")
        self._console.post(f"{spoilt}/set-aside", reason="seal broken: kept for the investigators")
        keep = {"decision": "keep", "persons": ["P1", "P2", "P4"], "reason": "to be examined before anything burns"}
        self._console.post(f"{spoilt}/decide", **keep)
        self._tell(f"2 consignments and {len(SACKS)} packages registered, {SPOILT.package} set aside (seal broken)")

    def _draw(self) -> None:
        """Test two of the three packages of C1, which nobody alone could choose."""
        self._console.post(self._path("/consignments/C1/close"))
        plan = {"consignment": "C1", "share": "1/2", "confidence": "95%"}
        draw = self._console.post(self._path("/draws"), **plan)["made"]["draw"]
        self._people.draw(self._session, draw)
        self._console.post(self._path(f"/draws/{draw}/make"))
        drawn = self._console.get(self._path(f"/draws/{draw}"))["drawn"]
        for package in drawn:
            kit = {"kit": "Duquenois-Levine", "lot": "demo-7", "expires": "2099-12-31", "result": "as_declared"}
            test = {"draw": draw, "package": package, "person": "P2", "used_mg": 0}
            self._console.until(self._path("/tests"), timeout_s=READY_S, **test, **kit)
        self._tell(f"{draw}: {', '.join(drawn)} drawn by four people's secrets, tested, as declared")

    def _show(self, sack: Sack, seal_state: str = "intact") -> None:
        self._room(package=sack.package, display="0.000 kg")
        time.sleep(SHOWN_S)
        seen = {"seal": sack.seal, "seal_state": seal_state}
        self._console.until(self._path(f"/packages/{sack.package}/present"), timeout_s=READY_S, **seen)

    def _check(self) -> None:
        made = self._weigh(CHECK_WEIGHT, CHECK_MG, self._path(f"/checks/{CHECK_WEIGHT}"))
        error, permitted = made["error_mg"] / 1000, made["permitted_mg"] / 1000
        self._tell(
            f"check weight of {CHECK_MG // 10**6} kg {made['check']}: error {error:g} g, permitted {permitted:g} g"
        )

    def _burn(self, sacks: tuple[Sack, ...], *, drop_out: bool) -> None:
        batch = self._console.until(self._path("/batches"), timeout_s=READY_S)["made"]["batch"]
        for sack in sacks:
            self._show(sack)
            made = self._weigh(sack.package, sack.gross_mg, self._path(f"/packages/{sack.package}/weigh"))
            self._tell(f"{batch}: {sack.package} weighs {made['figure'].strip()} {made['unit']}")
        step = self._path(f"/batches/{batch}")
        self._console.until(f"{step}/charge", timeout_s=READY_S)
        self._console.until(f"{step}/burn", timeout_s=READY_S)
        self._room(burning=True)
        self._challenge(batch)
        if drop_out:
            self._tell(f"{batch}: a camera drops out for {OUTAGE_S:.0f} s")
            self._outage(OUTAGE_S)
        time.sleep(BURN_S)
        self._room(burning=False, card=None)
        self._console.post(f"{step}/end")
        self._tell(f"{batch}: burned")

    def _challenge(self, batch: str) -> None:
        word = f"SAXAUL-{batch}"
        self._console.post(self._path("/challenges"), word=word, person="P4")
        self._room(card=word)

    def _residue(self) -> None:
        made = self._weigh("ash", RESIDUE_MG, self._path("/residue"))
        self._tell(f"residue weighs {made['figure'].strip()} {made['unit']}")

    def _weigh(self, label: str, mass_mg: int, path: str) -> dict[str, Any]:
        """Wait until the scale has seen itself empty, put a load on it, have it weighed, and take it off again."""
        time.sleep(EMPTY_S)
        self._scale.put(mass_mg)
        self._room(package=label, display=f"{mass_mg / 1_000_000:.3f} kg")
        made: dict[str, Any] = self._console.until(path, timeout_s=READY_S)["made"]
        self._scale.put(0)
        self._room(package=None, display="0.000 kg")
        return made
