"""23 tonnes: 6,000 packages in 400 consignments over 60 sessions, against 60 packages in one session.

`python -m tests.bench.programme`: how long a court's answer about one case takes, the balance of a case and of everything, the
act of one session, and the loading of a list, in the large log and in the small one. Best of some rounds; the logs take turns.
Goal: an answer about one case takes at most twice as long. The balance of everything and the act grow with what they tell of.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.app import create_app
from station.act.build import build_act
from station.courts.answer import Order, make_answer
from station.evidence import export_session
from station.ledger.cases import goods_entries
from station.recorder import commands as say
from station.recorder.book import Fact
from station.recorder.commands.goods import MAX_LIST
from station.recorder.goods_desk import GoodsDesk
from station.rules.balance import balance
from tests import goods
from tests.courts import CLERK
from tests.draws import opening
from tests.programme import Extent, Programme, holding, session_of

LARGE, SMALL = Extent(60, 400, 15), Extent(1, 4, 15)
ROUNDS = 5
GOAL = 2.0
A_CASE = 15  # packages of a list in a consignment


@dataclass
class Asked:
    """A programme and what is asked of it: about the case and the session in its middle."""

    programme: Programme
    client: TestClient
    folder: Path
    listed: int
    bags: int = 0
    lists: int = 0

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

    def shown(self) -> Callable[[], object]:
        """GET /api/v1/balance, when it was asked for before."""
        self._get("/api/v1/balance")
        return lambda: self._get("/api/v1/balance")

    def load(self) -> Callable[[], object]:
        """A list, in one transaction: so long nothing else is recorded."""
        book = self._court.book
        if book.session_id is None:
            book.open("S-of-lists", Fact("session.opened", opening()), by=CLERK)
        self.lists += 1
        order, desk = a_list(self.listed, f"L{self.lists}"), GoodsDesk(book, self.programme.reader, goods.AllFilm())
        return lambda: desk.acts[say.LoadList](order, CLERK)

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


def a_list(packages: int, name: str) -> say.LoadList:
    """A list of so many packages, each with its number within its case and one step of custody."""
    numbers = [(f"{name}-{each // A_CASE}", f"{name}-K{each}", each) for each in range(packages)]
    papers = {consignment: goods.consignment(consignment, case=f"case {consignment}") for consignment, _, _ in numbers}
    sacks = [
        goods.package(package, f"Z-{package}", consignment=consignment, case_package=str(each), gross_mg=5_000_000)
        for consignment, package, each in numbers
    ]
    steps = [holding(consignment) | {"package": package} for consignment, package, _ in numbers]
    told = {"consignments": [*map(goods.told, papers.values())], "packages": [*map(goods.told, sacks)]}
    return say.LoadList.model_validate(told | {"custody": steps})


QUESTIONS: tuple[tuple[str, Callable[[Asked], Callable[[], object]], float | None], ...] = (
    ("a court's answer, looked up", Asked.look_ups, GOAL),
    ("a court's answer, whole", Asked.answer, GOAL),
    ("GET /cases/balance", Asked.case_balance, GOAL),
    ("GET /footage-hashes?case=", Asked.footage, GOAL),
    ("balance of everything", Asked.everything, None),
    ("export of a session", Asked.bag, None),
    ("act of a session", Asked.act, None),
    ("GET /balance, again", Asked.shown, None),
    ("a list of packages loaded", Asked.load, None),
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


def compare(folder: Path, large: Extent, small: Extent, rounds: int, listed: int) -> dict[str, tuple[float, float]]:
    """Put both programmes down below the folder, ask them, load lists of so many packages, and print a table."""
    with ExitStack() as stack:
        one, other = (_asked(stack, folder / f"{each.sessions}", each, listed) for each in (large, small))
        stack.enter_context(capture_logs())  # else each question about a case is printed
        taken = measure(one, other, rounds)
    _print(taken)
    return taken


def _asked(stack: ExitStack, folder: Path, extent: Extent, listed: int) -> Asked:
    folder.mkdir()
    begun = time.perf_counter()
    programme = stack.enter_context(closing(Programme(folder, extent)))
    size, taken = programme.ledger.size, time.perf_counter() - begun
    packages, burned_kg = extent.consignments * extent.packages, programme.burned_mg // 10**6
    print(f"{packages} packages, {burned_kg} kg burned: {size} entries, put down in {taken:.0f} s", flush=True)
    return Asked(programme, stack.enter_context(TestClient(create_app(programme.config))), folder, listed)


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
        compare(Path(folder), LARGE, SMALL, parser.parse_args().rounds, MAX_LIST)


if __name__ == "__main__":
    main()
