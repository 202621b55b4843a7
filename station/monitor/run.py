"""The monitor as a process: one thread a log, one round each or round after round, until stopped. A kill does no harm."""

import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from station import durable
from station.durable import AlreadyRunning, FolderLock
from station.monitor.alarms import Kind
from station.monitor.errors import StateInUse
from station.monitor.follower import Follower, Orders
from station.monitor.memory import place_of
from station.monitor.telling import Teller

FINE, ALARM, NOT_LOOKED = 0, 1, 2
STOP_S = 2.0  # for what is under way; whatever is cut off is found again
UNSEEN = frozenset({Kind.UNREACHABLE, Kind.OWN_TROUBLE})


@dataclass(frozen=True)
class Monitor:
    """Follows these logs, addresses or folders, with one memory."""

    targets: Sequence[str]
    orders: Orders
    teller: Teller

    def once(self) -> int:
        """Look at each log once; return the exit code: 0 nothing wrong, 1 an alarm stands, 2 a log could not be looked at."""
        with _locked(self.orders):
            followers = self._followers()
            with ThreadPoolExecutor(len(followers)) as pool:
                list(pool.map(Follower.round, followers))
        kinds = {kind for each in followers for kind in each.standing.kinds}
        if kinds - UNSEEN:
            return ALARM
        return NOT_LOOKED if kinds else FINE

    def stay(self, every_s: float) -> int:
        """Look at each log every so many seconds until SIGTERM or SIGINT; return 2 when it had to end by itself."""
        stop, failed = threading.Event(), threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with _locked(self.orders):
            threads = [
                threading.Thread(target=_follow, args=(each, every_s, stop, failed), daemon=True)
                for each in self._followers()
            ]
            for each in threads:
                each.start()
            stop.wait()
            for each in threads:
                each.join(STOP_S)
        return NOT_LOOKED if failed.is_set() else FINE

    def _followers(self) -> list[Follower]:
        return [
            Follower(each, self.orders, self.teller)
            for each in {place_of(each): each for each in self.targets}.values()
        ]


def _follow(follower: Follower, every_s: float, stop: threading.Event, failed: threading.Event) -> None:
    wait_s = 0.0
    try:
        while not stop.wait(wait_s):
            follower.round()
            wait_s = every_s
    except OSError:  # nobody reads what it says any more, so it must not seem to watch
        failed.set()
        stop.set()


def _locked(orders: Orders) -> FolderLock:
    durable.make_folder(orders.state)
    try:
        return FolderLock(orders.state)
    except AlreadyRunning as error:
        raise StateInUse(orders.state, error.pid) from error
