"""A courier: one thread that runs one errand for ever, patiently. What it cannot do now it does later."""

import threading
from dataclasses import dataclass

import structlog

from station.outbox.errands import Errand, ErrandFailed

LOOK_S = 1.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 300.0
log = structlog.get_logger()


@dataclass(frozen=True)
class State:
    """How an errand stands: what waits, when it last got something, and why it does not now."""

    name: str
    waiting: int
    trouble: str | None
    alarming: bool


class Courier:
    """Runs an errand until stopped. `state` may be read from any thread."""

    def __init__(self, errand: Errand) -> None:
        self.state = State(errand.name, 0, None, alarming=False)
        self._errand = errand
        self._stop = threading.Event()
        self._pause_s = FIRST_PAUSE_S
        self._thread = threading.Thread(target=self._run, name=f"courier {errand.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask it to stop; what is under way may be cut off, since nothing is lost by it."""
        self._stop.set()

    def _run(self) -> None:
        wait_s = 0.0
        while not self._stop.wait(wait_s):
            wait_s = self._step()

    def _step(self) -> float:
        """Run the errand once; return how long to wait."""
        try:
            done = self._errand.run()
            self.state = State(self._errand.name, self._errand.waiting(), None, alarming=False)
        except ErrandFailed as error:
            self._tell(error)
            return self._longer_pause()
        except Exception as error:
            # a full disk, a locked database: no reason for a courier to lie down for good
            log.exception("errand_failed", to=self._errand.name)
            self.state = State(self._errand.name, self.state.waiting, str(error), alarming=False)
            return self._longer_pause()
        self._pause_s = FIRST_PAUSE_S
        return 0.0 if done else LOOK_S

    def _longer_pause(self) -> float:
        pause_s, self._pause_s = self._pause_s, min(LONGEST_PAUSE_S, self._pause_s * 2)
        return pause_s

    def _tell(self, error: ErrandFailed) -> None:
        if str(error) != self.state.trouble:  # a day without network must not fill the log
            log.warning("errand_waits", to=self._errand.name, remedy=str(error), alarming=error.alarming)
        self.state = State(self._errand.name, self._errand.waiting(), str(error), error.alarming)
