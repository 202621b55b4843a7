"""23 tonnes: 6,000 packages in 400 consignments over 60 sessions, against 60 packages in one session.

`python -m tests.bench.programme`: how long a court's answer about one case takes, the balance of a case and of everything, and the
act of one session, in the large log and in the small one. Best of some rounds; the logs take turns. Goal: an answer about one
case takes at most twice as long. The balance of everything and the act grow with what they tell of: their ratios have no goal.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from station.act.build import build_act
from station.courts.answer import Order, make_answer
from station.evidence import export_session
from station.ledger.cases import goods_entries
from station.rules.balance import balance
from tests.courts import CLERK
from tests.programme import Extent, Programme, session_of

LARGE, SMALL = Extent(60, 400, 15), Extent(1, 4, 15)
ROUNDS = 5
GOAL = 2.0


@dataclass
class Asked:
    """A programme and what is asked of it: about the case and the session in its middle."""

    programme: Programme
    client: TestClient
    folder: Path
    bags: int = 0

    def __post_init__(self) -> None:
        self._session = self.programme.extent.sessions // 2
        self._case = self.programme.case_of(self._session)
        self._court = self.programme.court()

    def look_ups(self) -> Callable[[], object]:
        """What an answer says, of entries, balance and proofs; its few megabytes of film are hashed, too."""
        order = Order(self._court.ask(self._case), "en", CLERK, "clerk one")
        return lambda: make_answer(self.programme.reader, self.programme.recordings, order)

    def answer(self) -> Callable[[], object]:
        """A court's answer whole: looked up, hashed, typeset, recorded, proven, on the disk."""
        request = self._court.ask(self._case)
        return lambda: self._court.answer(request)

    def case_balance(self) -> Callable[[], object]:
        """GET /api/v1/cases/balance."""
        return lambda: self._get("/api/v1/cases/balance", case=self._case)

    def footage(self) -> Callable[[], object]:
        """GET /api/v1/footage-hashes."""
        return lambda: self._get("/api/v1/footage-hashes", case=self._case)

    def everything(self) -> Callable[[], object]:
        """The balance over the station's life."""
        return self._everything

    def bag(self) -> Callable[[], object]:
        """The export of one session."""
        return self._export

    def act(self) -> Callable[[], object]:
        """The act of one session, from its bag."""
        bag = self._export()
        return lambda: build_act(bag, "en")

    def _get(self, path: str, **asked: str) -> None:
        answer = self.client.get(path, params=asked)
        assert answer.status_code == 200, answer.text

    def _everything(self) -> None:
        with self.programme.reader.connect() as connection:
            found = balance(goods_entries(connection))
        assert found.life.burned.mg == self.programme.burned_mg
        assert found.life.difference.mg == 0

    def _export(self) -> Path:
        self.bags += 1
        place, session = self.folder / f"bag-{self.bags}", session_of(self._session)
        with self.programme.reader.connect() as connection:
            return export_session(connection, self.programme.recordings, session, place)


QUESTIONS: tuple[tuple[str, Callable[[Asked], Callable[[], object]], float | None], ...] = (
    ("a court's answer, looked up", Asked.look_ups, GOAL),
    ("a court's answer, whole", Asked.answer, GOAL),
    ("GET /cases/balance", Asked.case_balance, GOAL),
    ("GET /footage-hashes?case=", Asked.footage, GOAL),
    ("balance of everything", Asked.everything, None),
    ("export of a session", Asked.bag, None),
    ("act of a session", Asked.act, None),
)


def measure(large: Asked, small: Asked, rounds: int) -> dict[str, tuple[float, float]]:
    """The seconds that each question takes in both, the best of some rounds."""
    return {name: _best(question, large, small, rounds) for name, question, _ in QUESTIONS}


def _best(
    question: Callable[[Asked], Callable[[], object]], large: Asked, small: Asked, rounds: int
) -> tuple[float, float]:
    taken = [(_timed(question(large)), _timed(question(small))) for _ in range(rounds)]
    return min(each for each, _ in taken), min(each for _, each in taken)


def _timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def compare(folder: Path, large: Extent, small: Extent, rounds: int = ROUNDS) -> None:
    """Put both programmes down below the folder, ask them, and print a table."""
    sides = {}
    for name, extent in (("large", large), ("small", small)):
        (folder / name).mkdir()
        begun = time.perf_counter()
        sides[name] = made = Programme(folder / name, extent)
        packages, burned_kg = extent.consignments * extent.packages, made.burned_mg // 10**6
        size, taken = made.ledger.size, time.perf_counter() - begun
        print(f"{name}: {packages} packages, {burned_kg} kg burned, {size} entries, in {taken:.0f} s", flush=True)
    with closing(sides["large"]) as one, closing(sides["small"]) as other:
        with TestClient(create_app(one.config)) as asks_one, TestClient(create_app(other.config)) as asks_other:
            asked = Asked(one, asks_one, folder / "large"), Asked(other, asks_other, folder / "small")
            _print(measure(*asked, rounds))


def _print(taken: dict[str, tuple[float, float]]) -> None:
    print(f"{'':28}{'large, ms':>12}{'small, ms':>12}{'ratio':>8}")
    for name, _, goal in QUESTIONS:
        ours, theirs = taken[name]
        wanted = "" if goal is None else f"  (goal <= {goal:.0f})"
        print(f"{name:28}{ours * 1000:12.1f}{theirs * 1000:12.1f}{ours / theirs:8.2f}{wanted}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), LARGE, SMALL, parser.parse_args().rounds)


if __name__ == "__main__":
    main()
